-- Constructs of the user's own: `@compiles`, functions, syntax extensions, lambdas.
-- The Python of each entry is in extending.py; `./dev golden write` writes this file.

-- =================================================================================================
-- A function spelled per database

-- str()
SELECT now() - :hours_ago_2 * interval '1 hour' AS hours_ago_1;
--   hours_ago_2 = 3

-- sqlite
SELECT datetime('now', '-' || :hours_ago_2 || ' hours') AS hours_ago_1;
--   hours_ago_2 = 3

-- postgresql
SELECT now() - :hours_ago_2::INTEGER * interval '1 hour' AS hours_ago_1;
--   hours_ago_2 = 3

-- mysql, mariadb
SELECT date_sub(now(), interval :hours_ago_2 hour) AS hours_ago_1;
--   hours_ago_2 = 3

-- =================================================================================================
-- A column expression

-- str(), sqlite, mysql, mariadb
SELECT 42 + :param_1 AS anon_1;
--   param_1 = 1

-- postgresql
SELECT 42 + :param_1::INTEGER AS anon_1;
--   param_1 = 1

-- =================================================================================================
-- A statement

-- str(), sqlite, postgresql, mysql, mariadb
SELECT 1;

-- =================================================================================================
-- A clause

-- str(), mysql
SELECT users.id 
FROM users 
WHERE users.age > :age_1 
QUALIFY 1 = 1;
--   age_1 = 5

-- sqlite, mariadb
SELECT users.id 
FROM users 
WHERE users.age > :age_1 
QUALIFY 1 = 1;
--   age_1 = 5
-- refused by the server: no such clause

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age > :age_1::INTEGER 
QUALIFY 1 = 1;
--   age_1 = 5
-- refused by the server: no such clause

-- =================================================================================================
-- Two clauses

-- str(), mysql
SELECT users.id 
FROM users 
WHERE users.age > :age_1 
QUALIFY 1 = 1 QUALIFY 1 = 1;
--   age_1 = 5

-- sqlite, mariadb
SELECT users.id 
FROM users 
WHERE users.age > :age_1 
QUALIFY 1 = 1 QUALIFY 1 = 1;
--   age_1 = 5
-- refused by the server: no such clause

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age > :age_1::INTEGER 
QUALIFY 1 = 1 QUALIFY 1 = 1;
--   age_1 = 5
-- refused by the server: no such clause

-- =================================================================================================
-- A statement out of lambdas

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name = :name_1;
--   name_1 = 'Ada'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name = :name_1::VARCHAR;
--   name_1 = 'Ada'

-- =================================================================================================
-- A condition out of a lambda

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name = :name_1;
--   name_1 = 'Ada'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name = :name_1::VARCHAR;
--   name_1 = 'Ada'

-- =================================================================================================
-- An operator's words

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.name || :name_1) = lower(:lower_1);
--   name_1 = 'x'
--   lower_1 = 'y'

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.name || :name_1::VARCHAR) = lower(:lower_1::VARCHAR);
--   name_1 = 'x'
--   lower_1 = 'y'
