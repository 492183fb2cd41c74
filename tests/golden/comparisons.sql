-- input: select(t.c.a.is_distinct_from(5), t.c.a.is_not_distinct_from(None))
-- default
SELECT t.a IS DISTINCT FROM :a_1 AS anon_1, t.a IS NOT DISTINCT FROM NULL AS anon_2 
FROM t;
-- sqlite
SELECT t.a IS NOT ? AS anon_1, t.a IS NULL AS anon_2 
FROM t;
-- postgresql
SELECT t.a IS DISTINCT FROM %(a_1)s AS anon_1, t.a IS NOT DISTINCT FROM NULL AS anon_2 
FROM t;
-- mysql
SELECT NOT (t.a <=> %s) AS anon_1, t.a <=> NULL AS anon_2 
FROM t;
-- mariadb
SELECT NOT (t.a <=> %s) AS anon_1, t.a <=> NULL AS anon_2 
FROM t;

-- input: select(t.c.a.between(1, 2), ~t.c.a.between(1, 2, symmetric=True))
-- default
SELECT t.a BETWEEN :a_1 AND :a_2 AS anon_1, t.a NOT BETWEEN SYMMETRIC :a_3 AND :a_4 AS anon_2 
FROM t;
-- sqlite
SELECT t.a BETWEEN ? AND ? AS anon_1, t.a NOT BETWEEN SYMMETRIC ? AND ? AS anon_2 
FROM t;
-- postgresql
SELECT t.a BETWEEN %(a_1)s AND %(a_2)s AS anon_1, t.a NOT BETWEEN SYMMETRIC %(a_3)s AND %(a_4)s AS anon_2 
FROM t;
-- mysql
SELECT t.a BETWEEN %s AND %s AS anon_1, t.a NOT BETWEEN SYMMETRIC %s AND %s AS anon_2 
FROM t;
-- mariadb
SELECT t.a BETWEEN %s AND %s AS anon_1, t.a NOT BETWEEN SYMMETRIC %s AND %s AS anon_2 
FROM t;

-- input: select(t.c.id).where(t.c.b, ~t.c.b, true(), t.c.b.is_(True), t.c.b == False)
-- default
SELECT t.id 
FROM t 
WHERE t.b AND NOT t.b AND t.b IS true AND t.b = false;
-- sqlite
SELECT t.id 
FROM t 
WHERE t.b = 1 AND t.b = 0 AND t.b IS 1 AND t.b = 0;
-- postgresql
SELECT t.id 
FROM t 
WHERE t.b AND NOT t.b AND t.b IS true AND t.b = false;
-- mysql
SELECT t.id 
FROM t 
WHERE t.b = 1 AND t.b = 0 AND t.b IS true AND t.b = false;
-- mariadb
SELECT t.id 
FROM t 
WHERE t.b = 1 AND t.b = 0 AND t.b IS true AND t.b = false;

-- input: select(t.c.id).where(t.c.a == any_(select(u.c.id).scalar_subquery()), exists().where(u.c.tid == t.c.id))
-- default
SELECT t.id 
FROM t 
WHERE t.a = ANY (SELECT u.id 
FROM u) AND (EXISTS (SELECT * 
FROM u 
WHERE u.tid = t.id));
-- sqlite
SELECT t.id 
FROM t 
WHERE t.a = ANY (SELECT u.id 
FROM u) AND (EXISTS (SELECT * 
FROM u 
WHERE u.tid = t.id));
-- postgresql
SELECT t.id 
FROM t 
WHERE t.a = ANY (SELECT u.id 
FROM u) AND (EXISTS (SELECT * 
FROM u 
WHERE u.tid = t.id));
-- mysql
SELECT t.id 
FROM t 
WHERE t.a = ANY (SELECT u.id 
FROM u) AND (EXISTS (SELECT * 
FROM u 
WHERE u.tid = t.id));
-- mariadb
SELECT t.id 
FROM t 
WHERE t.a = ANY (SELECT u.id 
FROM u) AND (EXISTS (SELECT * 
FROM u 
WHERE u.tid = t.id));

-- input: select(t.c.id).order_by(t.c.a.desc().nulls_last(), t.c.s.asc().nulls_first())
-- default
SELECT t.id 
FROM t ORDER BY t.a DESC NULLS LAST, t.s ASC NULLS FIRST;
-- sqlite
SELECT t.id 
FROM t ORDER BY t.a DESC NULLS LAST, t.s ASC NULLS FIRST;
-- postgresql
SELECT t.id 
FROM t ORDER BY t.a DESC NULLS LAST, t.s ASC NULLS FIRST;
-- mysql
SELECT t.id 
FROM t ORDER BY t.a DESC NULLS LAST, t.s ASC NULLS FIRST;
-- mariadb
SELECT t.id 
FROM t ORDER BY t.a DESC NULLS LAST, t.s ASC NULLS FIRST;
