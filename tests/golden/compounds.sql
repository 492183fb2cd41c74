-- UNION, INTERSECT, EXCEPT: nesting, and what comes after them.
-- The Python of each entry is in compounds.py; `./dev golden write` writes this file.

-- =================================================================================================
-- UNION

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users UNION SELECT orders.user_id 
FROM orders;

-- =================================================================================================
-- UNION ALL

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users UNION ALL SELECT orders.user_id 
FROM orders;

-- =================================================================================================
-- INTERSECT

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users INTERSECT SELECT orders.user_id 
FROM orders;

-- =================================================================================================
-- EXCEPT

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users EXCEPT SELECT orders.user_id 
FROM orders;

-- =================================================================================================
-- INTERSECT ALL

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users INTERSECT ALL SELECT orders.user_id 
FROM orders;

-- sqlite
SELECT users.id 
FROM users INTERSECT ALL SELECT orders.user_id 
FROM orders;
-- refused by the server: only UNION has ALL

-- =================================================================================================
-- EXCEPT ALL

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users EXCEPT ALL SELECT orders.user_id 
FROM orders;

-- sqlite
SELECT users.id 
FROM users EXCEPT ALL SELECT orders.user_id 
FROM orders;
-- refused by the server: only UNION has ALL

-- =================================================================================================
-- Methods of SELECT

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users UNION SELECT orders.user_id 
FROM orders UNION SELECT organisations.id 
FROM organisations;

-- =================================================================================================
-- Methods of SELECT: the others

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users UNION ALL (SELECT orders.user_id 
FROM orders EXCEPT SELECT organisations.id 
FROM organisations);

-- sqlite
SELECT users.id 
FROM users UNION ALL (SELECT orders.user_id 
FROM orders EXCEPT SELECT organisations.id 
FROM organisations);
-- refused by the server: no parentheses around a member

-- =================================================================================================
-- Methods of SELECT: INTERSECT ALL

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users INTERSECT ALL SELECT orders.user_id 
FROM orders;

-- sqlite
SELECT users.id 
FROM users INTERSECT ALL SELECT orders.user_id 
FROM orders;
-- refused by the server: only UNION has ALL

-- =================================================================================================
-- Methods of SELECT: EXCEPT ALL, INTERSECT

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users EXCEPT ALL (SELECT orders.user_id 
FROM orders INTERSECT SELECT organisations.id 
FROM organisations);

-- sqlite
SELECT users.id 
FROM users EXCEPT ALL (SELECT orders.user_id 
FROM orders INTERSECT SELECT organisations.id 
FROM organisations);
-- refused by the server: only UNION has ALL

-- =================================================================================================
-- ORDER BY and LIMIT of the whole

-- str(), sqlite
SELECT users.id 
FROM users UNION SELECT orders.user_id 
FROM orders ORDER BY id
 LIMIT :param_1 OFFSET :param_2;
--   param_1 = 3
--   param_2 = 1

-- postgresql
SELECT users.id 
FROM users UNION SELECT orders.user_id 
FROM orders ORDER BY id 
 LIMIT :param_1::INTEGER OFFSET :param_2::INTEGER;
--   param_1 = 3
--   param_2 = 1

-- mysql, mariadb
SELECT users.id 
FROM users UNION SELECT orders.user_id 
FROM orders ORDER BY id 
 LIMIT :param_1, :param_2;
--   param_1 = 1
--   param_2 = 3

-- =================================================================================================
-- LIMIT of a member

-- str()
(SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1) UNION SELECT orders.user_id 
FROM orders
 LIMIT :param_2;
--   param_1 = 1
--   param_2 = 3

-- sqlite
(SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1 OFFSET :param_2) UNION SELECT orders.user_id 
FROM orders
 LIMIT :param_3 OFFSET :param_4;
--   param_1 = 1
--   param_2 = 0
--   param_3 = 3
--   param_4 = 0
-- refused by the server: no parentheses around a member

-- postgresql
(SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1::INTEGER) UNION SELECT orders.user_id 
FROM orders 
 LIMIT :param_2::INTEGER;
--   param_1 = 1
--   param_2 = 3

-- mysql, mariadb
(SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1) UNION SELECT orders.user_id 
FROM orders 
 LIMIT :param_2;
--   param_1 = 1
--   param_2 = 3

-- =================================================================================================
-- LIMIT of a member, as SQLite understands it

-- str()
SELECT anon_1.id 
FROM (SELECT users.id AS id 
FROM users ORDER BY users.id
 LIMIT :param_1) AS anon_1 UNION SELECT orders.user_id 
FROM orders;
--   param_1 = 1

-- sqlite
SELECT anon_1.id 
FROM (SELECT users.id AS id 
FROM users ORDER BY users.id
 LIMIT :param_1 OFFSET :param_2) AS anon_1 UNION SELECT orders.user_id 
FROM orders;
--   param_1 = 1
--   param_2 = 0

-- postgresql
SELECT anon_1.id 
FROM (SELECT users.id AS id 
FROM users ORDER BY users.id 
 LIMIT :param_1::INTEGER) AS anon_1 UNION SELECT orders.user_id 
FROM orders;
--   param_1 = 1

-- mysql, mariadb
SELECT anon_1.id 
FROM (SELECT users.id AS id 
FROM users ORDER BY users.id 
 LIMIT :param_1) AS anon_1 UNION SELECT orders.user_id 
FROM orders;
--   param_1 = 1

-- =================================================================================================
-- A compound inside a compound

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users UNION ALL (SELECT orders.user_id 
FROM orders EXCEPT SELECT organisations.id 
FROM organisations);

-- sqlite
SELECT users.id 
FROM users UNION ALL (SELECT orders.user_id 
FROM orders EXCEPT SELECT organisations.id 
FROM organisations);
-- refused by the server: no parentheses around a member

-- =================================================================================================
-- GROUP BY of the last member

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users UNION ALL SELECT orders.user_id 
FROM orders GROUP BY id;

-- =================================================================================================
-- A compound as a subquery

-- str(), sqlite, postgresql, mysql, mariadb
SELECT count(*) AS count_1 
FROM (SELECT users.id AS id 
FROM users UNION SELECT orders.user_id AS user_id 
FROM orders) AS ids;

-- =================================================================================================
-- A compound as a scalar

-- str()
SELECT (SELECT max(users.id) AS max_1 
FROM users UNION SELECT max(orders.id) AS max_2 
FROM orders
 LIMIT :param_1) AS anon_1;
--   param_1 = 1

-- sqlite
SELECT (SELECT max(users.id) AS max_1 
FROM users UNION SELECT max(orders.id) AS max_2 
FROM orders
 LIMIT :param_1 OFFSET :param_2) AS anon_1;
--   param_1 = 1
--   param_2 = 0

-- postgresql
SELECT (SELECT max(users.id) AS max_1 
FROM users UNION SELECT max(orders.id) AS max_2 
FROM orders 
 LIMIT :param_1::INTEGER) AS anon_1;
--   param_1 = 1

-- mysql, mariadb
SELECT (SELECT max(users.id) AS max_1 
FROM users UNION SELECT max(orders.id) AS max_2 
FROM orders 
 LIMIT :param_1) AS anon_1;
--   param_1 = 1

-- =================================================================================================
-- A compound of one

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users;
