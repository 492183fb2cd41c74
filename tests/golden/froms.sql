-- What else stands in FROM: VALUES, LATERAL, TABLESAMPLE, functions, ONLY.
-- The Python of each entry is in froms.py; `./dev golden write` writes this file.

-- =================================================================================================
-- VALUES

-- str(), mysql
SELECT v.a, v.b 
FROM (VALUES (:param_1, :param_2), (:param_3, :param_4)) AS v (a, b);
--   param_1 = 1
--   param_2 = 'x'
--   param_3 = 2
--   param_4 = 'y'

-- sqlite, mariadb
SELECT v.a, v.b 
FROM (VALUES (:param_1, :param_2), (:param_3, :param_4)) AS v (a, b);
--   param_1 = 1
--   param_2 = 'x'
--   param_3 = 2
--   param_4 = 'y'
-- refused by the server: no names for the columns of VALUES

-- postgresql
SELECT v.a, v.b 
FROM (VALUES (:param_1::INTEGER, :param_2::VARCHAR), (:param_3::INTEGER, :param_4::VARCHAR)) AS v (a, b);
--   param_1 = 1
--   param_2 = 'x'
--   param_3 = 2
--   param_4 = 'y'

-- =================================================================================================
-- VALUES with literals

-- str(), postgresql, mysql
SELECT v.a, v.b 
FROM (VALUES (1, 'x')) AS v (a, b);

-- sqlite, mariadb
SELECT v.a, v.b 
FROM (VALUES (1, 'x')) AS v (a, b);
-- refused by the server: no names for the columns of VALUES

-- =================================================================================================
-- VALUES in WITH

-- str(), sqlite, mysql, mariadb
WITH v(a, b) AS 
(VALUES (:param_1, :param_2), (:param_3, :param_4))
 SELECT v.a, v.b 
FROM v;
--   param_1 = 1
--   param_2 = 'x'
--   param_3 = 2
--   param_4 = 'y'

-- postgresql
WITH v(a, b) AS 
(VALUES (:param_1::INTEGER, :param_2::VARCHAR), (:param_3::INTEGER, :param_4::VARCHAR))
 SELECT v.a, v.b 
FROM v;
--   param_1 = 1
--   param_2 = 'x'
--   param_3 = 2
--   param_4 = 'y'

-- =================================================================================================
-- VALUES as a scalar

-- str(), sqlite, mysql, mariadb
SELECT (VALUES (:param_1)) AS anon_1;
--   param_1 = 1

-- postgresql
SELECT (VALUES (:param_1::INTEGER)) AS anon_1;
--   param_1 = 1

-- =================================================================================================
-- VALUES under another name

-- str(), mysql
SELECT w.a, w.b 
FROM (VALUES (:param_1, :param_2), (:param_3, :param_4)) AS w (a, b);
--   param_1 = 1
--   param_2 = 'x'
--   param_3 = 2
--   param_4 = 'y'

-- sqlite, mariadb
SELECT w.a, w.b 
FROM (VALUES (:param_1, :param_2), (:param_3, :param_4)) AS w (a, b);
--   param_1 = 1
--   param_2 = 'x'
--   param_3 = 2
--   param_4 = 'y'
-- refused by the server: no names for the columns of VALUES

-- postgresql
SELECT w.a, w.b 
FROM (VALUES (:param_1::INTEGER, :param_2::VARCHAR), (:param_3::INTEGER, :param_4::VARCHAR)) AS w (a, b);
--   param_1 = 1
--   param_2 = 'x'
--   param_3 = 2
--   param_4 = 'y'

-- =================================================================================================
-- VALUES with LATERAL

-- str(), postgresql, mysql
SELECT users.id, v.a 
FROM users, LATERAL (VALUES (users.age)) AS v (a);

-- sqlite, mariadb
SELECT users.id, v.a 
FROM users, LATERAL (VALUES (users.age)) AS v (a);
-- refused by the server: no LATERAL

-- =================================================================================================
-- LATERAL

-- str()
SELECT users.name, latest.total 
FROM users JOIN LATERAL (SELECT orders.total AS total 
FROM orders 
WHERE orders.user_id = users.id ORDER BY orders.id DESC
 LIMIT :param_1) AS latest ON true;
--   param_1 = 1

-- sqlite
SELECT users.name, latest.total 
FROM users JOIN LATERAL (SELECT orders.total AS total 
FROM orders 
WHERE orders.user_id = users.id ORDER BY orders.id DESC
 LIMIT :param_1 OFFSET :param_2) AS latest ON 1 = 1;
--   param_1 = 1
--   param_2 = 0
-- refused by the server: no LATERAL

-- postgresql
SELECT users.name, latest.total 
FROM users JOIN LATERAL (SELECT orders.total AS total 
FROM orders 
WHERE orders.user_id = users.id ORDER BY orders.id DESC 
 LIMIT :param_1::INTEGER) AS latest ON true;
--   param_1 = 1

-- mysql
SELECT users.name, latest.total 
FROM users INNER JOIN LATERAL (SELECT orders.total AS total 
FROM orders 
WHERE orders.user_id = users.id ORDER BY orders.id DESC 
 LIMIT :param_1) AS latest ON true = 1;
--   param_1 = 1

-- mariadb
SELECT users.name, latest.total 
FROM users INNER JOIN LATERAL (SELECT orders.total AS total 
FROM orders 
WHERE orders.user_id = users.id ORDER BY orders.id DESC 
 LIMIT :param_1) AS latest ON true = 1;
--   param_1 = 1
-- refused by the server: no LATERAL

-- =================================================================================================
-- The function lateral()

-- str(), postgresql, mysql
SELECT users.name, o.id 
FROM users, LATERAL (SELECT orders.id AS id 
FROM orders 
WHERE orders.user_id = users.id) AS o;

-- sqlite, mariadb
SELECT users.name, o.id 
FROM users, LATERAL (SELECT orders.id AS id 
FROM orders 
WHERE orders.user_id = users.id) AS o;
-- refused by the server: no LATERAL

-- =================================================================================================
-- TABLESAMPLE

-- str(), mysql
SELECT users_1.id 
FROM users AS users_1 TABLESAMPLE system(:system_1);
--   system_1 = 10

-- sqlite, mariadb
SELECT users_1.id 
FROM users AS users_1 TABLESAMPLE system(:system_1);
--   system_1 = 10
-- refused by the server: no TABLESAMPLE

-- postgresql
SELECT users_1.id 
FROM users AS users_1 TABLESAMPLE system(:system_1::INTEGER);
--   system_1 = 10

-- =================================================================================================
-- TABLESAMPLE with a method and a seed

-- str()
SELECT "some".id 
FROM users AS "some" TABLESAMPLE bernoulli(:bernoulli_1) REPEATABLE (pi());
--   bernoulli_1 = 5

-- sqlite, mariadb
SELECT some.id 
FROM users AS some TABLESAMPLE bernoulli(:bernoulli_1) REPEATABLE (pi());
--   bernoulli_1 = 5
-- refused by the server: no TABLESAMPLE

-- postgresql
SELECT "some".id 
FROM users AS "some" TABLESAMPLE bernoulli(:bernoulli_1::INTEGER) REPEATABLE (pi());
--   bernoulli_1 = 5

-- mysql
SELECT some.id 
FROM users AS some TABLESAMPLE bernoulli(:bernoulli_1) REPEATABLE (pi());
--   bernoulli_1 = 5

-- =================================================================================================
-- A function that gives rows

-- str(), mysql
SELECT anon_1.n 
FROM generate_series(:generate_series_1, :generate_series_2) AS anon_1(n);
--   generate_series_1 = 1
--   generate_series_2 = 3

-- sqlite
SELECT anon_1.n 
FROM generate_series(:generate_series_1, :generate_series_2) AS anon_1(n);
--   generate_series_1 = 1
--   generate_series_2 = 3
-- refused by the server: no such function

-- postgresql
SELECT anon_1.n 
FROM generate_series(:generate_series_1::INTEGER, :generate_series_2::INTEGER) AS anon_1(n);
--   generate_series_1 = 1
--   generate_series_2 = 3

-- mariadb
SELECT anon_1.n 
FROM generate_series(:generate_series_1, :generate_series_2) AS anon_1(n);
--   generate_series_1 = 1
--   generate_series_2 = 3
-- refused by the server: no functions in FROM

-- =================================================================================================
-- A function that gives rows, with a name and an order

-- str(), mysql
SELECT anon_1.n 
FROM generate_series(:generate_series_1, :generate_series_2) WITH ORDINALITY AS anon_1(n, nr);
--   generate_series_1 = 4
--   generate_series_2 = 6

-- sqlite
SELECT anon_1.n 
FROM generate_series(:generate_series_1, :generate_series_2) WITH ORDINALITY AS anon_1(n, nr);
--   generate_series_1 = 4
--   generate_series_2 = 6
-- refused by the server: no WITH ORDINALITY

-- postgresql
SELECT anon_1.n 
FROM generate_series(:generate_series_1::INTEGER, :generate_series_2::INTEGER) WITH ORDINALITY AS anon_1(n, nr);
--   generate_series_1 = 4
--   generate_series_2 = 6

-- mariadb
SELECT anon_1.n 
FROM generate_series(:generate_series_1, :generate_series_2) WITH ORDINALITY AS anon_1(n, nr);
--   generate_series_1 = 4
--   generate_series_2 = 6
-- refused by the server: no functions in FROM

-- =================================================================================================
-- A function that gives rows, columns written out

-- str(), mysql
SELECT r.a 
FROM json_to_recordset(CAST(:param_1 AS JSON)) AS r(a INTEGER);
--   param_1 = '[{"a": 1}]'

-- sqlite
SELECT r.a 
FROM json_to_recordset(CAST(:param_1 AS JSON)) AS r(a INTEGER);
--   param_1 = '[{"a": 1}]'
-- refused by the server: no such function

-- postgresql
SELECT r.a 
FROM json_to_recordset(CAST(:param_1::JSON AS JSON)) AS r(a INTEGER);
--   param_1 = '[{"a": 1}]'

-- mariadb
SELECT r.a 
FROM json_to_recordset(CAST(:param_1 AS JSON)) AS r(a INTEGER);
--   param_1 = '[{"a": 1}]'
-- refused by the server: no functions in FROM

-- =================================================================================================
-- A function that gives one column

-- str(), mysql
SELECT x 
FROM json_array_elements(CAST(:param_1 AS JSON)) AS x;
--   param_1 = '[1, 2]'

-- sqlite
SELECT x 
FROM json_array_elements(CAST(:param_1 AS JSON)) AS x;
--   param_1 = '[1, 2]'
-- refused by the server: no such function

-- postgresql
SELECT x 
FROM json_array_elements(CAST(:param_1::JSON AS JSON)) AS x;
--   param_1 = '[1, 2]'

-- mariadb
SELECT x 
FROM json_array_elements(CAST(:param_1 AS JSON)) AS x;
--   param_1 = '[1, 2]'
-- refused by the server: no functions in FROM

-- =================================================================================================
-- A function that gives rows, per row

-- str(), mysql
SELECT users.id, l.n 
FROM users, LATERAL generate_series(:generate_series_1, users.age) AS l(n);
--   generate_series_1 = 1

-- sqlite
SELECT users.id, l.n 
FROM users, LATERAL generate_series(:generate_series_1, users.age) AS l(n);
--   generate_series_1 = 1
-- refused by the server: no such function

-- postgresql
SELECT users.id, l.n 
FROM users, LATERAL generate_series(:generate_series_1::INTEGER, users.age) AS l(n);
--   generate_series_1 = 1

-- mariadb
SELECT users.id, l.n 
FROM users, LATERAL generate_series(:generate_series_1, users.age) AS l(n);
--   generate_series_1 = 1
-- refused by the server: no functions in FROM

-- =================================================================================================
-- The elements of JSON

-- sqlite
SELECT anon_1.value 
FROM json_each(:json_each_1) AS anon_1;
--   json_each_1 = '[5, 6]'

-- postgresql
SELECT anon_1.value 
FROM json_array_elements(CAST(:param_1::JSON AS JSON)) AS anon_1;
--   param_1 = '[5, 6]'

-- =================================================================================================
-- A column of a function that gives several

-- str()
SELECT (json_each(CAST(:param_1 AS JSON))).key;
--   param_1 = '{"a": 1}'

-- sqlite
SELECT (json_each(CAST(:param_1 AS JSON))).`key`;
--   param_1 = '{"a": 1}'
-- refused by the server: no such function

-- postgresql
SELECT (json_each(CAST(:param_1::JSON AS JSON))).key;
--   param_1 = '{"a": 1}'

-- mysql
SELECT (json_each(CAST(:param_1 AS JSON))).`key`;
--   param_1 = '{"a": 1}'

-- mariadb
SELECT (json_each(CAST(:param_1 AS JSON))).`key`;
--   param_1 = '{"a": 1}'
-- refused by the server: no functions in FROM

-- =================================================================================================
-- A row of a table as a value

-- str(), postgresql, mysql
SELECT row_to_json(users) AS row_to_json_1 
FROM users;

-- sqlite
SELECT row_to_json(users) AS row_to_json_1 
FROM users;
-- refused by the server: no rows as values

-- mariadb
SELECT row_to_json(users) AS row_to_json_1 
FROM users;
-- refused by the server: no functions in FROM

-- =================================================================================================
-- A table known by name only

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.name 
FROM users;

-- =================================================================================================
-- ONLY, without the tables that inherit

-- postgresql
SELECT users.id 
FROM ONLY users;
