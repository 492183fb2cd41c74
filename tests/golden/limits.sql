-- LIMIT, OFFSET, FETCH.
-- The Python of each entry is in limits.py; `./dev golden write` writes this file.

-- =================================================================================================
-- LIMIT

-- str()
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1;
--   param_1 = 5

-- sqlite
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1 OFFSET :param_2;
--   param_1 = 5
--   param_2 = 0

-- postgresql
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1::INTEGER;
--   param_1 = 5

-- mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1;
--   param_1 = 5

-- =================================================================================================
-- OFFSET

-- str()
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT -1 OFFSET :param_1;
--   param_1 = 5

-- sqlite
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1 OFFSET :param_2;
--   param_1 = -1
--   param_2 = 5

-- postgresql
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT ALL OFFSET :param_1::INTEGER;
--   param_1 = 5

-- mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1, 18446744073709551615;
--   param_1 = 5

-- =================================================================================================
-- LIMIT and OFFSET

-- str(), sqlite
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1 OFFSET :param_2;
--   param_1 = 5
--   param_2 = 6

-- postgresql
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1::INTEGER OFFSET :param_2::INTEGER;
--   param_1 = 5
--   param_2 = 6

-- mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1, :param_2;
--   param_1 = 6
--   param_2 = 5

-- =================================================================================================
-- A slice

-- str(), sqlite
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1 OFFSET :param_2;
--   param_1 = 5
--   param_2 = 10

-- postgresql
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1::INTEGER OFFSET :param_2::INTEGER;
--   param_1 = 5
--   param_2 = 10

-- mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1, :param_2;
--   param_1 = 10
--   param_2 = 5

-- =================================================================================================
-- FETCH FIRST

-- str(), mariadb
SELECT users.id 
FROM users ORDER BY users.id
 FETCH FIRST :param_1 ROWS ONLY;
--   param_1 = 5

-- sqlite, mysql
SELECT users.id 
FROM users ORDER BY users.id
 FETCH FIRST :param_1 ROWS ONLY;
--   param_1 = 5
-- refused by the server: no FETCH

-- postgresql
SELECT users.id 
FROM users ORDER BY users.id
 FETCH FIRST (:param_1::INTEGER) ROWS ONLY;
--   param_1 = 5

-- =================================================================================================
-- FETCH FIRST WITH TIES, OFFSET

-- str(), mariadb
SELECT users.id 
FROM users ORDER BY users.id
 OFFSET :param_1 ROWS
 FETCH FIRST :param_2 ROWS WITH TIES;
--   param_1 = 3
--   param_2 = 5

-- sqlite, mysql
SELECT users.id 
FROM users ORDER BY users.id
 OFFSET :param_1 ROWS
 FETCH FIRST :param_2 ROWS WITH TIES;
--   param_1 = 3
--   param_2 = 5
-- refused by the server: no FETCH

-- postgresql
SELECT users.id 
FROM users ORDER BY users.id
 OFFSET (:param_1::INTEGER) ROWS
 FETCH FIRST (:param_2::INTEGER) ROWS WITH TIES;
--   param_1 = 3
--   param_2 = 5

-- =================================================================================================
-- FETCH FIRST a percentage

-- str()
SELECT users.id 
FROM users ORDER BY users.id
 FETCH FIRST :param_1 PERCENT ROWS ONLY;
--   param_1 = 10

-- sqlite, mysql
SELECT users.id 
FROM users ORDER BY users.id
 FETCH FIRST :param_1 PERCENT ROWS ONLY;
--   param_1 = 10
-- refused by the server: no FETCH

-- postgresql
SELECT users.id 
FROM users ORDER BY users.id
 FETCH FIRST (:param_1::INTEGER) PERCENT ROWS ONLY;
--   param_1 = 10
-- refused by the server: no PERCENT

-- mariadb
SELECT users.id 
FROM users ORDER BY users.id
 FETCH FIRST :param_1 PERCENT ROWS ONLY;
--   param_1 = 10
-- refused by the server: no PERCENT

-- =================================================================================================
-- An expression

-- str(), sqlite
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1 + :param_2 OFFSET :skip;
--   param_1 = 2
--   param_2 = 3
--   skip = 1

-- postgresql
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1::INTEGER + :param_2::INTEGER OFFSET :skip::INTEGER;
--   param_1 = 2
--   param_2 = 3
--   skip = 1

-- mysql
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :skip, :param_1 + :param_2;
--   skip = 1
--   param_1 = 2
--   param_2 = 3

-- mariadb
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :skip, :param_1 + :param_2;
--   skip = 1
--   param_1 = 2
--   param_2 = 3
-- refused by the server: numbers only

-- =================================================================================================
-- Taken away again

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.id;

-- =================================================================================================
-- None of it

-- str()
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1;
--   param_1 = 0

-- sqlite
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT :param_1 OFFSET :param_2;
--   param_1 = 0
--   param_2 = 0

-- postgresql
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1::INTEGER;
--   param_1 = 0

-- mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT :param_1;
--   param_1 = 0

-- =================================================================================================
-- Written into the SQL

-- str(), sqlite
SELECT users.id 
FROM users ORDER BY users.id
 LIMIT 5 OFFSET 6;

-- postgresql
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT 5 OFFSET 6;

-- mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.id 
 LIMIT 6, 5;
