-- FOR UPDATE and FOR SHARE: row locks, where a database has them.
-- The Python of each entry is in locks.py; `./dev golden write` writes this file.

-- =================================================================================================
-- FOR UPDATE

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users FOR UPDATE;

-- sqlite
SELECT users.id 
FROM users;

-- =================================================================================================
-- FOR SHARE

-- str()
SELECT users.id 
FROM users FOR UPDATE;

-- sqlite
SELECT users.id 
FROM users;

-- postgresql, mysql
SELECT users.id 
FROM users FOR SHARE;

-- mariadb
SELECT users.id 
FROM users LOCK IN SHARE MODE;

-- =================================================================================================
-- NOWAIT

-- str()
SELECT users.id 
FROM users FOR UPDATE;

-- sqlite
SELECT users.id 
FROM users;

-- postgresql, mysql, mariadb
SELECT users.id 
FROM users FOR UPDATE NOWAIT;

-- =================================================================================================
-- SKIP LOCKED

-- str()
SELECT users.id 
FROM users FOR UPDATE;

-- sqlite
SELECT users.id 
FROM users;

-- postgresql, mysql, mariadb
SELECT users.id 
FROM users FOR UPDATE SKIP LOCKED;

-- =================================================================================================
-- FOR SHARE with SKIP LOCKED

-- str()
SELECT users.id 
FROM users FOR UPDATE;

-- sqlite
SELECT users.id 
FROM users;

-- postgresql, mysql
SELECT users.id 
FROM users FOR SHARE SKIP LOCKED;

-- mariadb
SELECT users.id 
FROM users LOCK IN SHARE MODE SKIP LOCKED;

-- =================================================================================================
-- Rows of one table

-- str()
SELECT users.id 
FROM users JOIN orders ON users.id = orders.user_id FOR UPDATE;

-- sqlite
SELECT users.id 
FROM users JOIN orders ON users.id = orders.user_id;

-- postgresql
SELECT users.id 
FROM users JOIN orders ON users.id = orders.user_id FOR UPDATE OF orders;

-- mysql
SELECT users.id 
FROM users INNER JOIN orders ON users.id = orders.user_id FOR UPDATE OF orders;

-- mariadb
SELECT users.id 
FROM users INNER JOIN orders ON users.id = orders.user_id FOR UPDATE;

-- =================================================================================================
-- Rows of one table, named by a column

-- str()
SELECT users.id 
FROM users JOIN orders ON users.id = orders.user_id FOR UPDATE;

-- sqlite
SELECT users.id 
FROM users JOIN orders ON users.id = orders.user_id;

-- postgresql
SELECT users.id 
FROM users JOIN orders ON users.id = orders.user_id FOR UPDATE OF users, orders;

-- mysql
SELECT users.id 
FROM users INNER JOIN orders ON users.id = orders.user_id FOR UPDATE OF users, orders;

-- mariadb
SELECT users.id 
FROM users INNER JOIN orders ON users.id = orders.user_id FOR UPDATE;

-- =================================================================================================
-- Only the key

-- str(), mysql, mariadb
SELECT users.id 
FROM users FOR UPDATE;

-- sqlite
SELECT users.id 
FROM users;

-- postgresql
SELECT users.id 
FROM users FOR NO KEY UPDATE;

-- =================================================================================================
-- Only the key, shared, of one table

-- str()
SELECT users.id 
FROM users FOR UPDATE;

-- sqlite
SELECT users.id 
FROM users;

-- postgresql
SELECT users.id 
FROM users FOR KEY SHARE OF users NOWAIT;

-- mysql
SELECT users.id 
FROM users FOR SHARE OF users NOWAIT;

-- mariadb
SELECT users.id 
FROM users LOCK IN SHARE MODE NOWAIT;

-- =================================================================================================
-- After LIMIT

-- str()
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1 FOR UPDATE;
--   param_1 = 1

-- sqlite
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1 OFFSET :param_2;
--   param_1 = 1
--   param_2 = 0

-- postgresql
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1::INTEGER FOR UPDATE;
--   param_1 = 1

-- mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1 FOR UPDATE;
--   param_1 = 1
