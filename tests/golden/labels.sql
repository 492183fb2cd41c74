-- Names of columns: labels, label styles, names made up for expressions.
-- The Python of each entry is in labels.py; `./dev golden write` writes this file.

-- =================================================================================================
-- AS

-- str(), sqlite, mysql, mariadb
SELECT users.id AS user_id, users.age + :age_1 AS n 
FROM users;
--   age_1 = 1

-- postgresql
SELECT users.id AS user_id, users.age + :age_1::INTEGER AS n 
FROM users;
--   age_1 = 1

-- =================================================================================================
-- AS, without a name

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id AS id_1 
FROM users;

-- =================================================================================================
-- The same name from two tables

-- str(), sqlite, postgresql
SELECT users.id, organisations.id AS id_1 
FROM users JOIN organisations ON organisations.id = users.org_id;

-- mysql, mariadb
SELECT users.id, organisations.id AS id_1 
FROM users INNER JOIN organisations ON organisations.id = users.org_id;

-- =================================================================================================
-- The same name from two tables, each with its table

-- str(), sqlite, postgresql
SELECT users.id AS users_id, organisations.id AS organisations_id 
FROM users JOIN organisations ON organisations.id = users.org_id;

-- mysql, mariadb
SELECT users.id AS users_id, organisations.id AS organisations_id 
FROM users INNER JOIN organisations ON organisations.id = users.org_id;

-- =================================================================================================
-- The same name from two tables, left as it is

-- str(), sqlite, postgresql
SELECT users.id, organisations.id 
FROM users JOIN organisations ON organisations.id = users.org_id;

-- mysql, mariadb
SELECT users.id, organisations.id 
FROM users INNER JOIN organisations ON organisations.id = users.org_id;

-- =================================================================================================
-- The same name from two tables, by default

-- str(), sqlite, postgresql
SELECT users.id, organisations.id AS id_1 
FROM users JOIN organisations ON organisations.id = users.org_id;

-- mysql, mariadb
SELECT users.id, organisations.id AS id_1 
FROM users INNER JOIN organisations ON organisations.id = users.org_id;

-- =================================================================================================
-- The same column twice

-- str(), sqlite, postgresql
SELECT users.id, organisations.id AS id_1, users.id AS id__1 
FROM users JOIN organisations ON organisations.id = users.org_id;

-- mysql, mariadb
SELECT users.id, organisations.id AS id_1, users.id AS id__1 
FROM users INNER JOIN organisations ON organisations.id = users.org_id;

-- =================================================================================================
-- The same column twice in a subquery

-- str(), sqlite, postgresql
SELECT anon_1.id, anon_1.id_1 
FROM (SELECT users.id AS id, organisations.id AS id_1 
FROM users JOIN organisations ON organisations.id = users.org_id) AS anon_1;

-- mysql, mariadb
SELECT anon_1.id, anon_1.id_1 
FROM (SELECT users.id AS id, organisations.id AS id_1 
FROM users INNER JOIN organisations ON organisations.id = users.org_id) AS anon_1;

-- =================================================================================================
-- Expressions

-- str()
SELECT users.age + :age_1 AS anon_1, lower(users.name) AS lower_1, CAST(users.age AS VARCHAR) AS age, -users.age, NOT users.active 
FROM users;
--   age_1 = 1

-- sqlite
SELECT users.age + :age_1 AS anon_1, lower(users.name) AS lower_1, CAST(users.age AS VARCHAR) AS age, -users.age, users.active = 0 AS active 
FROM users;
--   age_1 = 1

-- postgresql
SELECT users.age + :age_1::INTEGER AS anon_1, lower(users.name) AS lower_1, CAST(users.age AS VARCHAR) AS age, -users.age, NOT users.active 
FROM users;
--   age_1 = 1

-- mysql, mariadb
SELECT users.age + :age_1 AS anon_1, lower(users.name) AS lower_1, CAST(users.age AS CHAR) AS age, -users.age, users.active = 0 AS active 
FROM users;
--   age_1 = 1

-- =================================================================================================
-- The same expression twice

-- str(), sqlite, mysql, mariadb
SELECT users.age + :age_1 AS anon_1, users.age + :age_1 AS anon__1 
FROM users;
--   age_1 = 1

-- postgresql
SELECT users.age + :age_1::INTEGER AS anon_1, users.age + :age_1::INTEGER AS anon__1 
FROM users;
--   age_1 = 1

-- =================================================================================================
-- NOT keeps the name of what it denies

-- str(), postgresql
SELECT NOT users.active, NOT CAST(users.age AS BOOLEAN) AS age, NOT coalesce(users.active, :coalesce_2) AS coalesce_1 
FROM users;
--   coalesce_2 = True

-- sqlite
SELECT users.active = 0 AS active, CAST(users.age AS BOOLEAN) = 0 AS age, coalesce(users.active, :coalesce_2) = 0 AS coalesce_1 
FROM users;
--   coalesce_2 = 1

-- mysql, mariadb
SELECT users.active = 0 AS active, users.age = 0 AS age, coalesce(users.active, :coalesce_2) = 0 AS coalesce_1 
FROM users;
--   coalesce_2 = 1
-- SAWarning: Datatype BOOL does not support CAST on MySQL/MariaDb; the CAST will be skipped.

-- =================================================================================================
-- CAST of CAST keeps the name

-- str(), sqlite
SELECT CAST(CAST(users.age AS VARCHAR) AS INTEGER) AS age, CAST(CAST(lower(:lower_2) AS VARCHAR) AS INTEGER) AS lower_1 
FROM users;
--   lower_2 = '5'

-- postgresql
SELECT CAST(CAST(users.age AS VARCHAR) AS INTEGER) AS age, CAST(CAST(lower(:lower_2::VARCHAR) AS VARCHAR) AS INTEGER) AS lower_1 
FROM users;
--   lower_2 = '5'

-- mysql, mariadb
SELECT CAST(CAST(users.age AS CHAR) AS SIGNED INTEGER) AS age, CAST(CAST(lower(:lower_2) AS CHAR) AS SIGNED INTEGER) AS lower_1 
FROM users;
--   lower_2 = '5'

-- =================================================================================================
-- SQL text from two subqueries

-- str(), sqlite, postgresql, mysql, mariadb
SELECT anon_1.n, anon_1.age, anon_2.n AS n_1, anon_2.age AS age_1 
FROM (SELECT 1 + 1 AS n, age 
FROM users) AS anon_1, (SELECT 1 + 1 AS n, age 
FROM users) AS anon_2;

-- =================================================================================================
-- The same function twice

-- str(), sqlite, postgresql, mysql, mariadb
SELECT lower(users.name) AS lower_1, lower(users.email) AS lower_2 
FROM users;

-- =================================================================================================
-- Values

-- str(), sqlite, mysql, mariadb
SELECT :param_1 AS anon_1, :param_2 AS anon_2, 1;
--   param_1 = 'x'
--   param_2 = 'y'

-- postgresql
SELECT :param_1::VARCHAR AS anon_1, :param_2::VARCHAR AS anon_2, 1;
--   param_1 = 'x'
--   param_2 = 'y'

-- =================================================================================================
-- A cast of a column beside the column

-- str(), sqlite, postgresql
SELECT CAST(users.age AS VARCHAR) AS age, users.age AS age_1 
FROM users;

-- mysql, mariadb
SELECT CAST(users.age AS CHAR) AS age, users.age AS age_1 
FROM users;

-- =================================================================================================
-- A text column beside the column

-- str(), sqlite, postgresql, mysql, mariadb
SELECT age, users.age, age 
FROM users;

-- =================================================================================================
-- A label in ORDER BY and GROUP BY

-- str(), sqlite, mysql, mariadb
SELECT users.age + :age_1 AS next 
FROM users GROUP BY users.age + :age_1 ORDER BY next DESC;
--   age_1 = 1

-- postgresql
SELECT users.age + :age_1::INTEGER AS next 
FROM users GROUP BY users.age + :age_1::INTEGER ORDER BY next DESC;
--   age_1 = 1

-- =================================================================================================
-- A label in WHERE is its expression

-- str(), sqlite, mysql, mariadb
SELECT users.age + :age_1 AS next 
FROM users 
WHERE users.age + :age_1 > :param_1;
--   age_1 = 1
--   param_1 = 5

-- postgresql
SELECT users.age + :age_1::INTEGER AS next 
FROM users 
WHERE users.age + :age_1::INTEGER > :param_1::INTEGER;
--   age_1 = 1
--   param_1 = 5

-- =================================================================================================
-- The same table name in two schemas

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users_1.id, other.users.id AS id_1 
FROM users AS users_1, other.users 
WHERE users_1.id = other.users.id;
