-- input: select(t.c.s.regexp_match('a+'), ~t.c.s.regexp_match('b'), t.c.s.regexp_match('c', flags='i'))
-- default
SELECT t.s <regexp> :s_1 AS anon_1, t.s <not regexp> :s_2 AS anon_2, t.s <regexp> :s_3 AS anon_3 
FROM t;
-- sqlite
SELECT t.s REGEXP ? AS anon_1, t.s NOT REGEXP ? AS anon_2, t.s REGEXP ? AS anon_3 
FROM t;
-- postgresql
SELECT t.s ~ %(s_1)s AS anon_1, t.s !~ %(s_2)s AS anon_2, t.s ~* %(s_3)s AS anon_3 
FROM t;
-- mysql
SELECT t.s REGEXP %s AS anon_1, t.s NOT REGEXP %s AS anon_2, REGEXP_LIKE(t.s, %s, 'i') AS anon_3 
FROM t;
-- mariadb
SELECT t.s REGEXP %s AS anon_1, t.s NOT REGEXP %s AS anon_2, t.s REGEXP CONCAT('(?', 'i', ')', %s) AS anon_3 
FROM t;

-- input: select(t.c.s.regexp_replace('a', 'b'), t.c.s.regexp_replace('a', 'b', flags='ig'))
-- default
SELECT <regexp replace>(t.s, :s_1, :s_2) AS anon_1, <regexp replace>(t.s, :s_3, :s_4) AS anon_2 
FROM t;
-- postgresql
SELECT REGEXP_REPLACE(t.s, %(s_1)s, %(s_2)s) AS anon_1, REGEXP_REPLACE(t.s, %(s_3)s, %(s_4)s, 'ig') AS anon_2 
FROM t;
-- mysql
SELECT REGEXP_REPLACE(t.s, %s, %s) AS anon_1, REGEXP_REPLACE(t.s, %s, %s, 'ig') AS anon_2 
FROM t;
-- mariadb
SELECT REGEXP_REPLACE(t.s, %s, %s) AS anon_1, REGEXP_REPLACE(t.s, CONCAT('(?', 'ig', ')', %s), %s) AS anon_2 
FROM t;
