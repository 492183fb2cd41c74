-- input: select(t.c.id, select(u.c.name).where(u.c.tid == t.c.id).lateral('l'))
-- default
SELECT t.id, l.name 
FROM t, LATERAL (SELECT u.name AS name 
FROM u 
WHERE u.tid = t.id) AS l;
-- sqlite
SELECT t.id, l.name 
FROM t, LATERAL (SELECT u.name AS name 
FROM u 
WHERE u.tid = t.id) AS l;
-- postgresql
SELECT t.id, l.name 
FROM t, LATERAL (SELECT u.name AS name 
FROM u 
WHERE u.tid = t.id) AS l;
-- mysql
SELECT t.id, l.name 
FROM t, LATERAL (SELECT u.name AS name 
FROM u 
WHERE u.tid = t.id) AS l;
-- mariadb
SELECT t.id, l.name 
FROM t, LATERAL (SELECT u.name AS name 
FROM u 
WHERE u.tid = t.id) AS l;

-- input: select(values(column('a', Integer), column('b', String), name='v').data([(1, 'x'), (2, 'y')]))
-- default
SELECT v.a, v.b 
FROM (VALUES (:param_1, :param_2), (:param_3, :param_4)) AS v (a, b);
-- sqlite
SELECT v.a, v.b 
FROM (VALUES (?, ?), (?, ?)) AS v (a, b);
-- postgresql
SELECT v.a, v.b 
FROM (VALUES (%(param_1)s, %(param_2)s), (%(param_3)s, %(param_4)s)) AS v (a, b);
-- mysql
SELECT v.a, v.b 
FROM (VALUES (%s, %s), (%s, %s)) AS v (a, b);
-- mariadb
SELECT v.a, v.b 
FROM (VALUES (%s, %s), (%s, %s)) AS v (a, b);

-- input: select(tablesample(t, func.bernoulli(5), name='ts', seed=func.random()))
-- default
SELECT ts.id, ts.a, ts.s, ts.j, ts.d, ts.b 
FROM t AS ts TABLESAMPLE bernoulli(:bernoulli_1) REPEATABLE (random());
-- sqlite
SELECT ts.id, ts.a, ts.s, ts.j, ts.d, ts.b 
FROM t AS ts TABLESAMPLE bernoulli(?) REPEATABLE (random());
-- postgresql
SELECT ts.id, ts.a, ts.s, ts.j, ts.d, ts.b 
FROM t AS ts TABLESAMPLE bernoulli(%(bernoulli_1)s) REPEATABLE (random());
-- mysql
SELECT ts.id, ts.a, ts.s, ts.j, ts.d, ts.b 
FROM t AS ts TABLESAMPLE bernoulli(%s) REPEATABLE (rand());
-- mariadb
SELECT ts.id, ts.a, ts.s, ts.j, ts.d, ts.b 
FROM t AS ts TABLESAMPLE bernoulli(%s) REPEATABLE (rand());

-- input: select(t.c.id).select_from(t.join(u, full=True))
-- default
SELECT t.id 
FROM t FULL OUTER JOIN u ON t.id = u.tid;
-- sqlite
SELECT t.id 
FROM t FULL OUTER JOIN u ON t.id = u.tid;
-- postgresql
SELECT t.id 
FROM t FULL OUTER JOIN u ON t.id = u.tid;
-- mysql
SELECT t.id 
FROM t FULL OUTER JOIN u ON t.id = u.tid;
-- mariadb
SELECT t.id 
FROM t FULL OUTER JOIN u ON t.id = u.tid;
