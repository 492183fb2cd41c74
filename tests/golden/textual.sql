-- SQL written by hand: text(), literal_column(), textual columns.
-- The Python of each entry is in textual.py; `./dev golden write` writes this file.

-- =================================================================================================
-- A text

-- str(), sqlite, postgresql, mysql, mariadb
SELECT 1;

-- =================================================================================================
-- A text with parameters

-- str(), sqlite, mysql, mariadb
SELECT id, name FROM users WHERE age > :age;
--   age = 17

-- postgresql
SELECT id, name FROM users WHERE age > :age::INTEGER;
--   age = 17

-- =================================================================================================
-- A text with typed parameters

-- str(), sqlite, mysql, mariadb
SELECT id FROM users WHERE name = :name;
--   name = 'Ada'

-- postgresql
SELECT id FROM users WHERE name = :name::VARCHAR;
--   name = 'Ada'

-- =================================================================================================
-- A text with columns

-- str(), sqlite, mysql, mariadb
SELECT id, name FROM users WHERE age > :age;
--   age = 17

-- postgresql
SELECT id, name FROM users WHERE age > :age::INTEGER;
--   age = 17

-- =================================================================================================
-- A text with columns, as a subquery

-- str(), sqlite, mysql, mariadb
SELECT t.id, t.name 
FROM (SELECT id, name FROM users WHERE age > :age) AS t;
--   age = 17

-- postgresql
SELECT t.id, t.name 
FROM (SELECT id, name FROM users WHERE age > :age::INTEGER) AS t;
--   age = 17

-- =================================================================================================
-- A text with columns, by name

-- str(), sqlite, mysql, mariadb
SELECT id, name FROM users WHERE age > :age;
--   age = 17

-- postgresql
SELECT id, name FROM users WHERE age > :age::INTEGER;
--   age = 17

-- =================================================================================================
-- A text IN

-- str(), sqlite, mysql, mariadb
SELECT id FROM users WHERE id IN (:ids_1, :ids_2);
--   ids_1 = 1
--   ids_2 = 2

-- postgresql
SELECT id FROM users WHERE id IN (:ids_1::INTEGER, :ids_2::INTEGER);
--   ids_1 = 1
--   ids_2 = 2

-- =================================================================================================
-- A colon that is none of ours

-- str(), sqlite, postgresql, mysql, mariadb
SELECT 'a:b';

-- =================================================================================================
-- Percent signs

-- str(), sqlite, postgresql, mysql, mariadb
SELECT '100%';

-- =================================================================================================
-- Texts within a SELECT

-- str(), sqlite, postgresql, mysql, mariadb
SELECT name 
FROM users 
WHERE age > 5 ORDER BY name DESC;

-- =================================================================================================
-- A column written by hand

-- str(), sqlite, mysql, mariadb
SELECT age * 2 AS twice 
FROM users 
WHERE age > :age_1;
--   age_1 = 1

-- postgresql
SELECT age * 2 AS twice 
FROM users 
WHERE age > :age_1::INTEGER;
--   age_1 = 1

-- =================================================================================================
-- Tables and columns known by name

-- str(), sqlite, mysql, mariadb
SELECT name 
FROM users 
WHERE age > :age_1;
--   age_1 = 3

-- postgresql
SELECT name 
FROM users 
WHERE age > :age_1::INTEGER;
--   age_1 = 3

-- =================================================================================================
-- A text in a condition

-- str(), sqlite, postgresql
SELECT users.id 
FROM users JOIN orders ON users.id = orders.user_id;

-- mysql, mariadb
SELECT users.id 
FROM users INNER JOIN orders ON users.id = orders.user_id;

-- =================================================================================================
-- A text in GROUP BY and HAVING

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.org_id 
FROM users GROUP BY org_id 
HAVING count(*) > 1;
