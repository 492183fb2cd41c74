-- input: (lambda c: select(c.union_all(select(c.c.n + 1).where(c.c.n < 10))))(select(literal(1).label('n')).cte('r', recursive=True))
-- default
WITH RECURSIVE r(n) AS 
(SELECT :param_1 AS n UNION ALL SELECT r.n + :n_1 AS anon_1 
FROM r 
WHERE r.n < :n_2)
 SELECT r.n 
FROM r;
-- sqlite
WITH RECURSIVE r(n) AS 
(SELECT ? AS n UNION ALL SELECT r.n + ? AS anon_1 
FROM r 
WHERE r.n < ?)
 SELECT r.n 
FROM r;
-- postgresql
WITH RECURSIVE r(n) AS 
(SELECT %(param_1)s AS n UNION ALL SELECT r.n + %(n_1)s AS anon_1 
FROM r 
WHERE r.n < %(n_2)s)
 SELECT r.n 
FROM r;
-- mysql
WITH RECURSIVE r(n) AS 
(SELECT %s AS n UNION ALL SELECT r.n + %s AS anon_1 
FROM r 
WHERE r.n < %s)
 SELECT r.n 
FROM r;
-- mariadb
WITH RECURSIVE r(n) AS 
(SELECT %s AS n UNION ALL SELECT r.n + %s AS anon_1 
FROM r 
WHERE r.n < %s)
 SELECT r.n 
FROM r;

-- input: select(select(t.c.id).cte('a').select().subquery())
-- default
WITH a AS 
(SELECT t.id AS id 
FROM t)
 SELECT anon_1.id 
FROM (SELECT a.id AS id 
FROM a) AS anon_1;
-- sqlite
WITH a AS 
(SELECT t.id AS id 
FROM t)
 SELECT anon_1.id 
FROM (SELECT a.id AS id 
FROM a) AS anon_1;
-- postgresql
WITH a AS 
(SELECT t.id AS id 
FROM t)
 SELECT anon_1.id 
FROM (SELECT a.id AS id 
FROM a) AS anon_1;
-- mysql
WITH a AS 
(SELECT t.id AS id 
FROM t)
 SELECT anon_1.id 
FROM (SELECT a.id AS id 
FROM a) AS anon_1;
-- mariadb
WITH a AS 
(SELECT t.id AS id 
FROM t)
 SELECT anon_1.id 
FROM (SELECT a.id AS id 
FROM a) AS anon_1;

-- input: select(select(t.c.id).cte('a').prefix_with('MATERIALIZED', dialect='postgresql'))
-- default
WITH a AS 
(SELECT t.id AS id 
FROM t)
 SELECT a.id 
FROM a;
-- sqlite
WITH a AS 
(SELECT t.id AS id 
FROM t)
 SELECT a.id 
FROM a;
-- postgresql
WITH a AS MATERIALIZED 
(SELECT t.id AS id 
FROM t)
 SELECT a.id 
FROM a;
-- mysql
WITH a AS 
(SELECT t.id AS id 
FROM t)
 SELECT a.id 
FROM a;
-- mariadb
WITH a AS 
(SELECT t.id AS id 
FROM t)
 SELECT a.id 
FROM a;
