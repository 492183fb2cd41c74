-- Subqueries: in FROM, as a value, EXISTS, ANY and ALL, correlation.
-- The Python of each entry is in subqueries.py; `./dev golden write` writes this file.

-- =================================================================================================
-- In FROM

-- str(), sqlite, postgresql
SELECT users.name, counts.count 
FROM users JOIN (SELECT orders.user_id AS user_id, count(*) AS count 
FROM orders GROUP BY orders.user_id) AS counts ON counts.user_id = users.id;

-- mysql, mariadb
SELECT users.name, counts.count 
FROM users INNER JOIN (SELECT orders.user_id AS user_id, count(*) AS count 
FROM orders GROUP BY orders.user_id) AS counts ON counts.user_id = users.id;

-- =================================================================================================
-- In FROM, without a name

-- str(), sqlite, postgresql, mysql, mariadb
SELECT anon_1.id 
FROM (SELECT users.id AS id 
FROM users) AS anon_1;

-- =================================================================================================
-- In FROM, as an alias

-- str(), sqlite, postgresql, mysql, mariadb
SELECT s.id 
FROM (SELECT users.id AS id 
FROM users) AS s;

-- =================================================================================================
-- As a column

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.name, (SELECT max(orders.id) AS max_1 
FROM orders 
WHERE orders.user_id = users.id) AS newest 
FROM users;

-- =================================================================================================
-- As a value to compare with

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age > (SELECT avg(users.age) AS avg_1 
FROM users);

-- =================================================================================================
-- Correlated by itself

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE (SELECT max(orders.id) AS max_1 
FROM orders 
WHERE orders.user_id = users.id) > :param_1;
--   param_1 = 5

-- postgresql
SELECT users.id 
FROM users 
WHERE (SELECT max(orders.id) AS max_1 
FROM orders 
WHERE orders.user_id = users.id) > :param_1::INTEGER;
--   param_1 = 5

-- =================================================================================================
-- Correlated by hand

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age = (SELECT max(other.age) AS max_1 
FROM users AS other 
WHERE other.org_id = users.org_id);

-- =================================================================================================
-- Correlated with all but

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id, organisations.name 
FROM users, organisations 
WHERE EXISTS (SELECT orders.id 
FROM orders 
WHERE orders.user_id = users.id AND orders.id = organisations.id);

-- =================================================================================================
-- Not correlated at all

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age = (SELECT max(users.age) AS max_1 
FROM users);

-- =================================================================================================
-- Correlated as a scalar

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE (SELECT max(orders.id) AS max_1 
FROM orders 
WHERE orders.user_id = users.id) > :param_1 AND (SELECT count(*) AS count_1 
FROM orders) > :param_2;
--   param_1 = 1
--   param_2 = 0

-- postgresql
SELECT users.id 
FROM users 
WHERE (SELECT max(orders.id) AS max_1 
FROM orders 
WHERE orders.user_id = users.id) > :param_1::INTEGER AND (SELECT count(*) AS count_1 
FROM orders) > :param_2::INTEGER;
--   param_1 = 1
--   param_2 = 0

-- =================================================================================================
-- EXISTS

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE EXISTS (SELECT * 
FROM orders 
WHERE orders.user_id = users.id);

-- =================================================================================================
-- NOT EXISTS

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE NOT (EXISTS (SELECT orders.id 
FROM orders 
WHERE orders.user_id = users.id));

-- =================================================================================================
-- EXISTS of a SELECT

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE EXISTS (SELECT orders.id 
FROM orders 
WHERE orders.user_id = users.id);

-- =================================================================================================
-- EXISTS as a column

-- str(), sqlite, mysql, mariadb
SELECT EXISTS (SELECT users.id 
FROM users 
WHERE users.age > :age_1) AS anon_1;
--   age_1 = 90

-- postgresql
SELECT EXISTS (SELECT users.id 
FROM users 
WHERE users.age > :age_1::INTEGER) AS anon_1;
--   age_1 = 90

-- =================================================================================================
-- EXISTS of a FROM

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE EXISTS (SELECT 1 
FROM orders 
WHERE orders.user_id = users.id);

-- =================================================================================================
-- IN a subquery

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.id IN (SELECT orders.user_id 
FROM orders);

-- =================================================================================================
-- ANY

-- str(), mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age = ANY (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1);
--   org_id_1 = 1

-- sqlite
SELECT users.id 
FROM users 
WHERE users.age = ANY (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1);
--   org_id_1 = 1
-- refused by the server: no ANY and ALL

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age = ANY (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1::INTEGER);
--   org_id_1 = 1

-- =================================================================================================
-- ALL, as a method

-- str(), mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age >= ALL (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1);
--   org_id_1 = 1

-- sqlite
SELECT users.id 
FROM users 
WHERE users.age >= ALL (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1);
--   org_id_1 = 1
-- refused by the server: no ANY and ALL

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age >= ALL (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1::INTEGER);
--   org_id_1 = 1

-- =================================================================================================
-- ALL

-- str(), mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age >= ALL (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1) AND users.age = ANY (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1);
--   org_id_1 = 1

-- sqlite
SELECT users.id 
FROM users 
WHERE users.age >= ALL (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1) AND users.age = ANY (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1);
--   org_id_1 = 1
-- refused by the server: no ANY and ALL

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age >= ALL (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1::INTEGER) AND users.age = ANY (SELECT users.age 
FROM users 
WHERE users.org_id = :org_id_1::INTEGER);
--   org_id_1 = 1

-- =================================================================================================
-- A subquery of a subquery

-- str(), sqlite, postgresql, mysql, mariadb
SELECT outer_.count 
FROM (SELECT counts.count AS count 
FROM (SELECT orders.user_id AS user_id, count(*) AS count 
FROM orders GROUP BY orders.user_id) AS counts) AS outer_;

-- =================================================================================================
-- A scalar of a column twice

-- str(), sqlite, mysql, mariadb
SELECT (SELECT max(orders.id) AS max_1 
FROM orders, users 
WHERE orders.user_id = users.id) AS anon_1, (SELECT max(orders.id) AS max_1 
FROM orders, users 
WHERE orders.user_id = users.id) + :param_1 AS anon_2;
--   param_1 = 1

-- postgresql
SELECT (SELECT max(orders.id) AS max_1 
FROM orders, users 
WHERE orders.user_id = users.id) AS anon_1, (SELECT max(orders.id) AS max_1 
FROM orders, users 
WHERE orders.user_id = users.id) + :param_1::INTEGER AS anon_2;
--   param_1 = 1
