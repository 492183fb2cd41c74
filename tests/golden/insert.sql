-- input: insert(t)
-- default
INSERT INTO t (id, a, s, j, d, b) VALUES (:id, :a, :s, :j, :d, :b);
-- sqlite
INSERT INTO t (id, a, s, j, d, b) VALUES (?, ?, ?, ?, ?, ?);
-- mysql
INSERT INTO t (id, a, s, j, d, b) VALUES (%s, %s, %s, %s, %s, %s);
-- mariadb
INSERT INTO t (id, a, s, j, d, b) VALUES (%s, %s, %s, %s, %s, %s);

-- input: insert(t).values(a=1, s='x')
-- default
INSERT INTO t (a, s) VALUES (:a, :s);
-- sqlite
INSERT INTO t (a, s) VALUES (?, ?);
-- postgresql
INSERT INTO t (a, s) VALUES (%(a)s, %(s)s) RETURNING t.id;
-- mysql
INSERT INTO t (a, s) VALUES (%s, %s);
-- mariadb
INSERT INTO t (a, s) VALUES (%s, %s);

-- input: insert(t).values()
-- default
INSERT INTO t () VALUES ();
-- sqlite
INSERT INTO t DEFAULT VALUES;
-- postgresql
INSERT INTO t DEFAULT VALUES RETURNING t.id;
-- mysql
INSERT INTO t () VALUES ();
-- mariadb
INSERT INTO t () VALUES ();

-- input: insert(t).values([{'a': 1}, {'a': 2}])
-- default
INSERT INTO t (a) VALUES (:a_m0), (:a_m1);
-- sqlite
INSERT INTO t (a) VALUES (?), (?);
-- postgresql
INSERT INTO t (a) VALUES (%(a_m0)s), (%(a_m1)s);
-- mysql
INSERT INTO t (a) VALUES (%s), (%s);
-- mariadb
INSERT INTO t (a) VALUES (%s), (%s);

-- input: insert(Table('q', MetaData(), Column('x', Integer, server_default='5'))).values()
-- default
INSERT INTO q () VALUES ();
-- sqlite
INSERT INTO q DEFAULT VALUES;
-- postgresql
INSERT INTO q DEFAULT VALUES;
-- mysql
INSERT INTO q () VALUES ();
-- mariadb
INSERT INTO q () VALUES ();

-- input: insert(t).from_select(['a'], select(u.c.id))
-- default
INSERT INTO t (a) SELECT u.id 
FROM u;
-- sqlite
INSERT INTO t (a) SELECT u.id 
FROM u;
-- postgresql
INSERT INTO t (a) SELECT u.id 
FROM u;
-- mysql
INSERT INTO t (a) SELECT u.id 
FROM u;
-- mariadb
INSERT INTO t (a) SELECT u.id 
FROM u;

-- input: insert(t).from_select(['a'], select(select(u.c.id).cte('c')))
-- default
WITH c AS 
(SELECT u.id AS id 
FROM u)
 INSERT INTO t (a) SELECT c.id 
FROM c;
-- sqlite
WITH c AS 
(SELECT u.id AS id 
FROM u)
 INSERT INTO t (a) SELECT c.id 
FROM c;
-- postgresql
WITH c AS 
(SELECT u.id AS id 
FROM u)
 INSERT INTO t (a) SELECT c.id 
FROM c;
-- mysql
INSERT INTO t (a) WITH c AS 
(SELECT u.id AS id 
FROM u)
 SELECT c.id 
FROM c;
-- mariadb
INSERT INTO t (a) WITH c AS 
(SELECT u.id AS id 
FROM u)
 SELECT c.id 
FROM c;
