-- WITH: common table expressions, recursive, nested, materialised, with INSERT, UPDATE and DELETE inside.
-- The Python of each entry is in ctes.py; `./dev golden write` writes this file.

-- =================================================================================================
-- A common table expression

-- str(), sqlite, postgresql
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id)
 SELECT users.name, totals.total 
FROM users JOIN totals ON totals.user_id = users.id;

-- mysql, mariadb
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id)
 SELECT users.name, totals.total 
FROM users INNER JOIN totals ON totals.user_id = users.id;

-- =================================================================================================
-- One that uses another one

-- str(), sqlite
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id), 
rich AS 
(SELECT totals.user_id AS user_id 
FROM totals 
WHERE totals.total > :total_1)
 SELECT users.name 
FROM users JOIN rich ON rich.user_id = users.id;
--   total_1 = 100

-- postgresql
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id), 
rich AS 
(SELECT totals.user_id AS user_id 
FROM totals 
WHERE totals.total > :total_1::INTEGER)
 SELECT users.name 
FROM users JOIN rich ON rich.user_id = users.id;
--   total_1 = 100

-- mysql, mariadb
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id), 
rich AS 
(SELECT totals.user_id AS user_id 
FROM totals 
WHERE totals.total > :total_1)
 SELECT users.name 
FROM users INNER JOIN rich ON rich.user_id = users.id;
--   total_1 = 100

-- =================================================================================================
-- The same one twice, under another name

-- str(), sqlite, postgresql, mysql, mariadb
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id)
 SELECT totals.total, t2.total AS total_1 
FROM totals, totals AS t2 
WHERE totals.user_id = t2.user_id;

-- =================================================================================================
-- Without a name

-- str(), sqlite, postgresql, mysql, mariadb
WITH anon_1 AS 
(SELECT users.id AS id 
FROM users)
 SELECT anon_1.id 
FROM anon_1;

-- =================================================================================================
-- Recursive: counting

-- str(), sqlite, mysql, mariadb
WITH RECURSIVE numbers(n) AS 
(SELECT :param_1 AS n UNION ALL SELECT numbers.n + :n_1 AS anon_1 
FROM numbers 
WHERE numbers.n < :n_2)
 SELECT numbers.n 
FROM numbers;
--   param_1 = 1
--   n_1 = 1
--   n_2 = 10

-- postgresql
WITH RECURSIVE numbers(n) AS 
(SELECT :param_1::INTEGER AS n UNION ALL SELECT numbers.n + :n_1::INTEGER AS anon_1 
FROM numbers 
WHERE numbers.n < :n_2::INTEGER)
 SELECT numbers.n 
FROM numbers;
--   param_1 = 1
--   n_1 = 1
--   n_2 = 10

-- =================================================================================================
-- Recursive: everybody below a boss

-- str(), sqlite
WITH RECURSIVE chain(id, boss_id) AS 
(SELECT users.id AS id, users.boss_id AS boss_id 
FROM users 
WHERE users.id = :id_1 UNION SELECT users.id AS id, users.boss_id AS boss_id 
FROM users JOIN chain ON users.boss_id = chain.id)
 SELECT chain.id, chain.boss_id 
FROM chain;
--   id_1 = 1

-- postgresql
WITH RECURSIVE chain(id, boss_id) AS 
(SELECT users.id AS id, users.boss_id AS boss_id 
FROM users 
WHERE users.id = :id_1::INTEGER UNION SELECT users.id AS id, users.boss_id AS boss_id 
FROM users JOIN chain ON users.boss_id = chain.id)
 SELECT chain.id, chain.boss_id 
FROM chain;
--   id_1 = 1

-- mysql, mariadb
WITH RECURSIVE chain(id, boss_id) AS 
(SELECT users.id AS id, users.boss_id AS boss_id 
FROM users 
WHERE users.id = :id_1 UNION SELECT users.id AS id, users.boss_id AS boss_id 
FROM users INNER JOIN chain ON users.boss_id = chain.id)
 SELECT chain.id, chain.boss_id 
FROM chain;
--   id_1 = 1

-- =================================================================================================
-- Nested: the inner WITH stays inside

-- str()
WITH outer_ AS 
(WITH inner_ AS 
(SELECT users.id AS id 
FROM users 
WHERE users.active)
 SELECT inner_.id AS id 
FROM inner_ 
WHERE inner_.id > :id_1)
 SELECT outer_.id 
FROM outer_;
--   id_1 = 5

-- sqlite, mysql, mariadb
WITH outer_ AS 
(WITH inner_ AS 
(SELECT users.id AS id 
FROM users 
WHERE users.active = 1)
 SELECT inner_.id AS id 
FROM inner_ 
WHERE inner_.id > :id_1)
 SELECT outer_.id 
FROM outer_;
--   id_1 = 5

-- postgresql
WITH outer_ AS 
(WITH inner_ AS 
(SELECT users.id AS id 
FROM users 
WHERE users.active)
 SELECT inner_.id AS id 
FROM inner_ 
WHERE inner_.id > :id_1::INTEGER)
 SELECT outer_.id 
FROM outer_;
--   id_1 = 5

-- =================================================================================================
-- Nested by add_cte

-- str(), sqlite, mysql, mariadb
WITH a AS 
(SELECT users.id AS id 
FROM users)
 SELECT :param_1 AS anon_1;
--   param_1 = 1

-- postgresql
WITH a AS 
(SELECT users.id AS id 
FROM users)
 SELECT :param_1::INTEGER AS anon_1;
--   param_1 = 1

-- =================================================================================================
-- MATERIALIZED

-- str(), sqlite, mysql, mariadb
WITH a AS 
(SELECT users.id AS id 
FROM users)
 SELECT a.id 
FROM a;

-- postgresql
WITH a AS MATERIALIZED 
(SELECT users.id AS id 
FROM users)
 SELECT a.id 
FROM a;

-- =================================================================================================
-- The function cte()

-- str(), sqlite, postgresql, mysql, mariadb
WITH a AS 
(SELECT users.id AS id 
FROM users)
 SELECT a.id 
FROM a;

-- =================================================================================================
-- SEARCH DEPTH FIRST, as a suffix

-- str(), sqlite
WITH RECURSIVE chain(id, boss_id) AS 
(SELECT users.id AS id, users.boss_id AS boss_id 
FROM users 
WHERE users.id = :id_1 UNION SELECT users.id AS id, users.boss_id AS boss_id 
FROM users JOIN chain ON users.boss_id = chain.id) 
 SELECT chain.id 
FROM chain;
--   id_1 = 1

-- postgresql
WITH RECURSIVE chain(id, boss_id) AS 
(SELECT users.id AS id, users.boss_id AS boss_id 
FROM users 
WHERE users.id = :id_1::INTEGER UNION SELECT users.id AS id, users.boss_id AS boss_id 
FROM users JOIN chain ON users.boss_id = chain.id) SEARCH DEPTH FIRST BY id SET nr 
 SELECT chain.id 
FROM chain;
--   id_1 = 1

-- mysql, mariadb
WITH RECURSIVE chain(id, boss_id) AS 
(SELECT users.id AS id, users.boss_id AS boss_id 
FROM users 
WHERE users.id = :id_1 UNION SELECT users.id AS id, users.boss_id AS boss_id 
FROM users INNER JOIN chain ON users.boss_id = chain.id) 
 SELECT chain.id 
FROM chain;
--   id_1 = 1

-- =================================================================================================
-- A text inside WITH

-- str(), sqlite, postgresql, mysql, mariadb
WITH t AS 
(SELECT 1 AS one)
 SELECT t.one 
FROM t;

-- =================================================================================================
-- INSERT inside WITH

-- str(), mysql
WITH added AS 
(INSERT INTO organisations (id, name) VALUES (:param_1, :param_2) RETURNING organisations.id)
 SELECT added.id 
FROM added;
--   param_1 = 70
--   param_2 = 'new'

-- sqlite
WITH added AS 
(INSERT INTO organisations (id, name) VALUES (:param_1, :param_2) RETURNING id)
 SELECT added.id 
FROM added;
--   param_1 = 70
--   param_2 = 'new'
-- refused by the server: only SELECT inside WITH

-- postgresql
WITH added AS 
(INSERT INTO organisations (id, name) VALUES (:param_1::INTEGER, :param_2::VARCHAR) RETURNING organisations.id)
 SELECT added.id 
FROM added;
--   param_1 = 70
--   param_2 = 'new'

-- mariadb
WITH added AS 
(INSERT INTO organisations (id, name) VALUES (:param_1, :param_2) RETURNING organisations.id)
 SELECT added.id 
FROM added;
--   param_1 = 70
--   param_2 = 'new'
-- refused by the server: only SELECT inside WITH

-- =================================================================================================
-- UPDATE inside WITH

-- str()
WITH changed AS 
(UPDATE users SET age=:param_1 WHERE users.id = :id_1 RETURNING users.id, users.age)
 SELECT changed.id, changed.age 
FROM changed;
--   param_1 = 1
--   id_1 = 3

-- sqlite
WITH changed AS 
(UPDATE users SET age=:param_1 WHERE users.id = :id_1 RETURNING id, age)
 SELECT changed.id, changed.age 
FROM changed;
--   param_1 = 1
--   id_1 = 3
-- refused by the server: only SELECT inside WITH

-- postgresql
WITH changed AS 
(UPDATE users SET age=:param_1::INTEGER WHERE users.id = :id_1::INTEGER RETURNING users.id, users.age)
 SELECT changed.id, changed.age 
FROM changed;
--   param_1 = 1
--   id_1 = 3

-- =================================================================================================
-- DELETE inside WITH, read by an INSERT

-- str()
WITH gone AS 
(DELETE FROM users WHERE users.id = :id_1 RETURNING users.id, users.name)
 INSERT INTO organisations (id, name) SELECT gone.id, gone.name 
FROM gone;
--   id_1 = 3

-- sqlite
WITH gone AS 
(DELETE FROM users WHERE users.id = :id_1 RETURNING id, name)
 INSERT INTO organisations (id, name) SELECT gone.id, gone.name 
FROM gone;
--   id_1 = 3
-- refused by the server: only SELECT inside WITH

-- postgresql
WITH gone AS 
(DELETE FROM users WHERE users.id = :id_1::INTEGER RETURNING users.id, users.name)
 INSERT INTO organisations (id, name) SELECT gone.id, gone.name 
FROM gone;
--   id_1 = 3

-- mysql
INSERT INTO organisations (id, name) WITH gone AS 
(DELETE FROM users WHERE users.id = :id_1 RETURNING users.id, users.name)
 SELECT gone.id, gone.name 
FROM gone;
--   id_1 = 3

-- mariadb
INSERT INTO organisations (id, name) WITH gone AS 
(DELETE FROM users WHERE users.id = :id_1 RETURNING users.id, users.name)
 SELECT gone.id, gone.name 
FROM gone;
--   id_1 = 3
-- refused by the server: only SELECT inside WITH

-- =================================================================================================
-- A WITH that nothing reads

-- str(), mysql
WITH added AS 
(INSERT INTO organisations (id, name) VALUES (:param_1, :param_2))
 SELECT :param_3 AS anon_1;
--   param_1 = 71
--   param_2 = 'x'
--   param_3 = 1

-- sqlite, mariadb
WITH added AS 
(INSERT INTO organisations (id, name) VALUES (:param_1, :param_2))
 SELECT :param_3 AS anon_1;
--   param_1 = 71
--   param_2 = 'x'
--   param_3 = 1
-- refused by the server: only SELECT inside WITH

-- postgresql
WITH added AS 
(INSERT INTO organisations (id, name) VALUES (:param_1::INTEGER, :param_2::VARCHAR))
 SELECT :param_3::INTEGER AS anon_1;
--   param_1 = 71
--   param_2 = 'x'
--   param_3 = 1

-- =================================================================================================
-- WITH and INSERT .. SELECT

-- str(), sqlite, postgresql
WITH c AS 
(SELECT users.name AS name 
FROM users)
 INSERT INTO organisations (name) SELECT c.name 
FROM c;

-- mysql, mariadb
INSERT INTO organisations (name) WITH c AS 
(SELECT users.name AS name 
FROM users)
 SELECT c.name 
FROM c;

-- =================================================================================================
-- WITH and UPDATE

-- str(), sqlite, mysql
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id), 
rich AS 
(SELECT totals.user_id AS user_id 
FROM totals 
WHERE totals.total > :total_1)
 UPDATE users SET age=:age WHERE EXISTS (SELECT rich.user_id 
FROM rich 
WHERE rich.user_id = users.id);
--   age = 1
--   total_1 = 100

-- postgresql
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id), 
rich AS 
(SELECT totals.user_id AS user_id 
FROM totals 
WHERE totals.total > :total_1::INTEGER)
 UPDATE users SET age=:age::INTEGER WHERE EXISTS (SELECT rich.user_id 
FROM rich 
WHERE rich.user_id = users.id);
--   age = 1
--   total_1 = 100

-- mariadb
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id), 
rich AS 
(SELECT totals.user_id AS user_id 
FROM totals 
WHERE totals.total > :total_1)
 UPDATE users SET age=:age WHERE EXISTS (SELECT rich.user_id 
FROM rich 
WHERE rich.user_id = users.id);
--   age = 1
--   total_1 = 100
-- refused by the server: WITH before SELECT only

-- =================================================================================================
-- WITH and DELETE

-- str(), sqlite, mysql
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id), 
rich AS 
(SELECT totals.user_id AS user_id 
FROM totals 
WHERE totals.total > :total_1)
 DELETE FROM orders WHERE orders.user_id IN (SELECT rich.user_id 
FROM rich);
--   total_1 = 100

-- postgresql
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id), 
rich AS 
(SELECT totals.user_id AS user_id 
FROM totals 
WHERE totals.total > :total_1::INTEGER)
 DELETE FROM orders WHERE orders.user_id IN (SELECT rich.user_id 
FROM rich);
--   total_1 = 100

-- mariadb
WITH totals AS 
(SELECT orders.user_id AS user_id, sum(orders.total) AS total 
FROM orders GROUP BY orders.user_id), 
rich AS 
(SELECT totals.user_id AS user_id 
FROM totals 
WHERE totals.total > :total_1)
 DELETE FROM orders WHERE orders.user_id IN (SELECT rich.user_id 
FROM rich);
--   total_1 = 100
-- refused by the server: WITH before SELECT only
