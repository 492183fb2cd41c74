-- JOIN: the ON clause from foreign keys or given, outer and full joins, joins of joins.
-- The Python of each entry is in joins.py; `./dev golden write` writes this file.

-- =================================================================================================
-- ON from the foreign key

-- str(), sqlite, postgresql
SELECT users.name, organisations.name AS name_1 
FROM users JOIN organisations ON organisations.id = users.org_id;

-- mysql, mariadb
SELECT users.name, organisations.name AS name_1 
FROM users INNER JOIN organisations ON organisations.id = users.org_id;

-- =================================================================================================
-- ON from the foreign key, left side named

-- str(), sqlite, postgresql
SELECT orders.id 
FROM users JOIN orders ON users.id = orders.user_id;

-- mysql, mariadb
SELECT orders.id 
FROM users INNER JOIN orders ON users.id = orders.user_id;

-- =================================================================================================
-- ON given

-- str(), sqlite, postgresql
SELECT users.name 
FROM users JOIN users AS boss ON users.boss_id = boss.id;

-- mysql, mariadb
SELECT users.name 
FROM users INNER JOIN users AS boss ON users.boss_id = boss.id;

-- =================================================================================================
-- LEFT OUTER JOIN

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.name, orders.id 
FROM users LEFT OUTER JOIN orders ON users.id = orders.user_id;

-- =================================================================================================
-- LEFT OUTER JOIN, left side named

-- str(), sqlite, postgresql, mysql, mariadb
SELECT orders.id 
FROM users LEFT OUTER JOIN orders ON users.id = orders.user_id;

-- =================================================================================================
-- LEFT OUTER JOIN by a flag

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.name 
FROM users LEFT OUTER JOIN orders ON users.id = orders.user_id;

-- =================================================================================================
-- FULL OUTER JOIN

-- str(), sqlite, postgresql, mysql
SELECT users.name, orders.id 
FROM users FULL OUTER JOIN orders ON users.id = orders.user_id;

-- mariadb
SELECT users.name, orders.id 
FROM users FULL OUTER JOIN orders ON users.id = orders.user_id;
-- refused by the server: no FULL OUTER JOIN

-- =================================================================================================
-- Several joins

-- str(), sqlite, postgresql
SELECT orders.id 
FROM orders JOIN users ON users.id = orders.user_id JOIN organisations ON organisations.id = users.org_id;

-- mysql, mariadb
SELECT orders.id 
FROM orders INNER JOIN users ON users.id = orders.user_id INNER JOIN organisations ON organisations.id = users.org_id;

-- =================================================================================================
-- A join as a FROM

-- str(), sqlite, postgresql
SELECT users.id 
FROM users JOIN organisations ON organisations.id = users.org_id;

-- mysql, mariadb
SELECT users.id 
FROM users INNER JOIN organisations ON organisations.id = users.org_id;

-- =================================================================================================
-- An outer join as a FROM

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users LEFT OUTER JOIN orders ON users.id = orders.user_id;

-- =================================================================================================
-- Methods of a table

-- str(), sqlite, postgresql
SELECT users.id 
FROM users JOIN orders ON users.id = orders.user_id LEFT OUTER JOIN organisations ON organisations.id = users.org_id;

-- mysql, mariadb
SELECT users.id 
FROM users INNER JOIN orders ON users.id = orders.user_id LEFT OUTER JOIN organisations ON organisations.id = users.org_id;

-- =================================================================================================
-- A join on the right of a join

-- str(), sqlite, postgresql
SELECT organisations.id 
FROM organisations LEFT OUTER JOIN (users JOIN orders ON users.id = orders.user_id) ON organisations.id = users.org_id;

-- mysql, mariadb
SELECT organisations.id 
FROM organisations LEFT OUTER JOIN (users INNER JOIN orders ON users.id = orders.user_id) ON organisations.id = users.org_id;

-- =================================================================================================
-- CROSS JOIN, spelled as a condition that is always true

-- str(), postgresql
SELECT users.id 
FROM users JOIN organisations ON true;

-- sqlite
SELECT users.id 
FROM users JOIN organisations ON 1 = 1;

-- mysql, mariadb
SELECT users.id 
FROM users INNER JOIN organisations ON true = 1;

-- =================================================================================================
-- Two FROMs, one of them with a join

-- str(), sqlite, postgresql
SELECT users.id, boss.name 
FROM users JOIN organisations ON organisations.id = users.org_id, users AS boss 
WHERE boss.id = users.boss_id;

-- mysql, mariadb
SELECT users.id, boss.name 
FROM users INNER JOIN organisations ON organisations.id = users.org_id, users AS boss 
WHERE boss.id = users.boss_id;
