-- input: select(t.c.id).where(t.c.a.in_([]), t.c.a.not_in([1, 2]))
-- options: render_postcompile
-- default
SELECT t.id 
FROM t 
WHERE t.a IN (NULL) AND (1 != 1) AND (t.a NOT IN (:a_2_1, :a_2_2));
-- sqlite
SELECT t.id 
FROM t 
WHERE t.a IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1) AND (t.a NOT IN (?, ?));
-- postgresql
SELECT t.id 
FROM t 
WHERE t.a IN (NULL) AND (1 != 1) AND (t.a NOT IN (%(a_2_1)s, %(a_2_2)s));
-- mysql
SELECT t.id 
FROM t 
WHERE t.a IN (NULL) AND (1 != 1) AND (t.a NOT IN (%s, %s));
-- mariadb
SELECT t.id 
FROM t 
WHERE t.a IN (NULL) AND (1 != 1) AND (t.a NOT IN (%s, %s));

-- input: select(t.c.id).where(tuple_(t.c.id, t.c.a).in_([(1, 2)]))
-- options: render_postcompile
-- default
SELECT t.id 
FROM t 
WHERE (t.id, t.a) IN ((:param_1_1_1, :param_1_1_2));
-- sqlite
SELECT t.id 
FROM t 
WHERE (t.id, t.a) IN (VALUES (?, ?));
-- postgresql
SELECT t.id 
FROM t 
WHERE (t.id, t.a) IN ((%(param_1_1_1)s, %(param_1_1_2)s));
-- mysql
SELECT t.id 
FROM t 
WHERE (t.id, t.a) IN ((%s, %s));
-- mariadb
SELECT t.id 
FROM t 
WHERE (t.id, t.a) IN ((%s, %s));
