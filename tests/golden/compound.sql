-- input: union(select(t.c.id).limit(1), select(u.c.id)).order_by('id').limit(3)
-- default
(SELECT t.id 
FROM t
 LIMIT :param_1) UNION SELECT u.id 
FROM u ORDER BY id
 LIMIT :param_2;
-- sqlite
(SELECT t.id 
FROM t
 LIMIT ? OFFSET ?) UNION SELECT u.id 
FROM u ORDER BY id
 LIMIT ? OFFSET ?;
-- postgresql
(SELECT t.id 
FROM t 
 LIMIT %(param_1)s) UNION SELECT u.id 
FROM u ORDER BY id 
 LIMIT %(param_2)s;
-- mysql
(SELECT t.id 
FROM t 
 LIMIT %s) UNION SELECT u.id 
FROM u ORDER BY id 
 LIMIT %s;
-- mariadb
(SELECT t.id 
FROM t 
 LIMIT %s) UNION SELECT u.id 
FROM u ORDER BY id 
 LIMIT %s;

-- input: union_all(select(t.c.id), except_(select(u.c.id), select(u.c.tid)))
-- default
SELECT t.id 
FROM t UNION ALL (SELECT u.id 
FROM u EXCEPT SELECT u.tid 
FROM u);
-- sqlite
SELECT t.id 
FROM t UNION ALL (SELECT u.id 
FROM u EXCEPT SELECT u.tid 
FROM u);
-- postgresql
SELECT t.id 
FROM t UNION ALL (SELECT u.id 
FROM u EXCEPT SELECT u.tid 
FROM u);
-- mysql
SELECT t.id 
FROM t UNION ALL (SELECT u.id 
FROM u EXCEPT SELECT u.tid 
FROM u);
-- mariadb
SELECT t.id 
FROM t UNION ALL (SELECT u.id 
FROM u EXCEPT SELECT u.tid 
FROM u);
