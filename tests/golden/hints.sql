-- Hints, prefixes and suffixes: text for one database or for all.
-- The Python of each entry is in hints.py; `./dev golden write` writes this file.

-- =================================================================================================
-- Prefix for all

-- str(), sqlite, postgresql, mysql, mariadb
SELECT ALL users.id 
FROM users;

-- =================================================================================================
-- Prefix for one database

-- str(), sqlite, postgresql
SELECT users.id 
FROM users;

-- mysql
SELECT STRAIGHT_JOIN users.id 
FROM users;

-- mariadb
SELECT SQL_NO_CACHE users.id 
FROM users;

-- =================================================================================================
-- Suffix for one database

-- str(), sqlite, postgresql, mysql
SELECT users.id 
FROM users ;

-- mariadb
SELECT users.id 
FROM users PROCEDURE ANALYSE(5) ;

-- =================================================================================================
-- Index hint

-- str(), sqlite, postgresql
SELECT users.id 
FROM users;

-- mysql, mariadb
SELECT users.id 
FROM users USE INDEX (email);

-- =================================================================================================
-- Hint for the statement

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users /* from the report */;

-- =================================================================================================
-- Hint for the statement, for one database

-- str(), sqlite, postgresql, mysql
SELECT users.id 
FROM users;

-- mariadb
SELECT users.id 
FROM users LIMIT ROWS EXAMINED 100;

-- =================================================================================================
-- Hints of two tables

-- str(), sqlite, postgresql
SELECT users.id 
FROM users JOIN orders ON users.id = orders.user_id;

-- mysql
SELECT users.id 
FROM users IGNORE INDEX (email) INNER JOIN orders FORCE INDEX FOR JOIN (PRIMARY) ON users.id = orders.user_id;

-- mariadb
SELECT users.id 
FROM users INNER JOIN orders ON users.id = orders.user_id;

-- =================================================================================================
-- INSERT with a prefix

-- str(), mariadb
INSERT INTO users (id) VALUES (:id);
--   id = 9

-- sqlite
INSERT OR IGNORE INTO users (id) VALUES (:id);
--   id = 9

-- postgresql
INSERT INTO users (id) VALUES (:id::INTEGER);
--   id = 9

-- mysql
INSERT IGNORE INTO users (id) VALUES (:id);
--   id = 9

-- =================================================================================================
-- UPDATE with a prefix and a hint

-- str(), sqlite, mariadb
UPDATE users SET age=:age;
--   age = 1

-- postgresql
UPDATE users SET age=:age::INTEGER;
--   age = 1

-- mysql
UPDATE LOW_PRIORITY users USE INDEX (email) SET age=:age;
--   age = 1

-- =================================================================================================
-- DELETE with a prefix and a hint

-- str(), sqlite, postgresql, mariadb
DELETE FROM orders;

-- mysql
DELETE QUICK FROM orders /* all */;

-- =================================================================================================
-- Prefix of an EXISTS

-- str(), sqlite, postgresql, mariadb
SELECT EXISTS (SELECT orders.id 
FROM orders) AS anon_1;

-- mysql
SELECT EXISTS (SELECT SQL_SMALL_RESULT orders.id 
FROM orders) AS anon_1;
