-- SELECT: columns, WHERE, GROUP BY, HAVING, ORDER BY, DISTINCT.
-- The Python of each entry is in selects.py; `./dev golden write` writes this file.

-- =================================================================================================
-- Every column of a table

-- str(), sqlite, postgresql, mysql, mariadb
SELECT organisations.id, organisations.name 
FROM organisations;

-- =================================================================================================
-- Some columns and a condition

-- str(), sqlite, mysql, mariadb
SELECT users.id, users.name 
FROM users 
WHERE users.age > :age_1;
--   age_1 = 17

-- postgresql
SELECT users.id, users.name 
FROM users 
WHERE users.age > :age_1::INTEGER;
--   age_1 = 17

-- =================================================================================================
-- Several conditions are joined by AND

-- str()
SELECT users.id 
FROM users 
WHERE users.age > :age_1 AND users.active;
--   age_1 = 17

-- sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age > :age_1 AND users.active = 1;
--   age_1 = 17

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age > :age_1::INTEGER AND users.active;
--   age_1 = 17

-- =================================================================================================
-- AND, OR and NOT

-- str()
SELECT users.id 
FROM users 
WHERE users.age > :age_1 AND users.name = :name_1 OR NOT users.active;
--   age_1 = 17
--   name_1 = 'Ada'

-- sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age > :age_1 AND users.name = :name_1 OR users.active = 0;
--   age_1 = 17
--   name_1 = 'Ada'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age > :age_1::INTEGER AND users.name = :name_1::VARCHAR OR NOT users.active;
--   age_1 = 17
--   name_1 = 'Ada'

-- =================================================================================================
-- The same with the operators & | ~

-- str()
SELECT users.id 
FROM users 
WHERE users.age > :age_1 AND users.name = :name_1 OR NOT users.active;
--   age_1 = 17
--   name_1 = 'Ada'

-- sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age > :age_1 AND users.name = :name_1 OR users.active = 0;
--   age_1 = 17
--   name_1 = 'Ada'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age > :age_1::INTEGER AND users.name = :name_1::VARCHAR OR NOT users.active;
--   age_1 = 17
--   name_1 = 'Ada'

-- =================================================================================================
-- A constant condition goes away, or decides

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age > :age_1 AND users.name = :name_1;
--   age_1 = 17
--   name_1 = 'Ada'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age > :age_1::INTEGER AND users.name = :name_1::VARCHAR;
--   age_1 = 17
--   name_1 = 'Ada'

-- =================================================================================================
-- Nothing can be true

-- str(), postgresql
SELECT users.id 
FROM users 
WHERE false;

-- sqlite
SELECT users.id 
FROM users 
WHERE 0 = 1;

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE false = 1;

-- =================================================================================================
-- true() and false() where there is nothing else

-- str(), postgresql
SELECT users.id 
FROM users 
WHERE true;

-- sqlite
SELECT users.id 
FROM users 
WHERE 1 = 1;

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE true = 1;

-- =================================================================================================
-- filter_by looks for its names in all FROMs

-- str(), sqlite
SELECT users.id 
FROM users JOIN orders ON users.id = orders.user_id 
WHERE orders.note = :note_1;
--   note_1 = 'gift'

-- postgresql
SELECT users.id 
FROM users JOIN orders ON users.id = orders.user_id 
WHERE orders.note = :note_1::VARCHAR;
--   note_1 = 'gift'

-- mysql, mariadb
SELECT users.id 
FROM users INNER JOIN orders ON users.id = orders.user_id 
WHERE orders.note = :note_1;
--   note_1 = 'gift'

-- =================================================================================================
-- filter is another name of where

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age = :age_1;
--   age_1 = 3

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age = :age_1::INTEGER;
--   age_1 = 3

-- =================================================================================================
-- Columns added, columns exchanged

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.name, users.age 
FROM users;

-- =================================================================================================
-- A column that another one already gives goes away

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id, organisations.name 
FROM users, organisations 
WHERE users.org_id = organisations.id AND users.id = organisations.id;

-- =================================================================================================
-- An explicit FROM

-- str(), sqlite, postgresql, mysql, mariadb
SELECT count(*) AS count_1 
FROM users;

-- =================================================================================================
-- GROUP BY and HAVING

-- str(), sqlite, mysql, mariadb
SELECT users.org_id, count(users.id) AS count_1 
FROM users GROUP BY users.org_id 
HAVING count(users.id) > :count_2;
--   count_2 = 2

-- postgresql
SELECT users.org_id, count(users.id) AS count_1 
FROM users GROUP BY users.org_id 
HAVING count(users.id) > :count_2::INTEGER;
--   count_2 = 2

-- =================================================================================================
-- ORDER BY

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.name, users.age DESC, users.id ASC;

-- =================================================================================================
-- ORDER BY: a later call adds, None takes away

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.age;

-- =================================================================================================
-- ORDER BY a list that is one expression

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.name DESC, users.age DESC;

-- =================================================================================================
-- NULLs first or last

-- str(), sqlite, postgresql, mysql
SELECT users.id 
FROM users ORDER BY users.age DESC NULLS LAST, users.name ASC NULLS FIRST, users.id NULLS LAST, users.joined NULLS FIRST;

-- mariadb
SELECT users.id 
FROM users ORDER BY users.age DESC NULLS LAST, users.name ASC NULLS FIRST, users.id NULLS LAST, users.joined NULLS FIRST;
-- refused by the server: no NULLS FIRST or NULLS LAST

-- =================================================================================================
-- ORDER BY and GROUP BY by the name of a label

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.org_id, count(*) AS members 
FROM users GROUP BY users.org_id ORDER BY members DESC;

-- =================================================================================================
-- DISTINCT

-- str(), sqlite, postgresql, mysql, mariadb
SELECT DISTINCT users.name 
FROM users;

-- =================================================================================================
-- DISTINCT ON

-- postgresql
SELECT DISTINCT ON (users.org_id) users.name 
FROM users;

-- =================================================================================================
-- DISTINCT inside a function

-- str(), sqlite, postgresql, mysql, mariadb
SELECT count(DISTINCT users.name) AS count_1, count(DISTINCT users.age) AS count_2 
FROM users;

-- =================================================================================================
-- Two tables that nothing joins

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id, organisations.id AS id_1 
FROM users, organisations;

-- =================================================================================================
-- GROUP BY ROLLUP, CUBE and GROUPING SETS

-- str(), postgresql
SELECT users.org_id, users.age, count(*) AS count_1 
FROM users GROUP BY ROLLUP(users.org_id, users.age);

-- sqlite
SELECT users.org_id, users.age, count(*) AS count_1 
FROM users GROUP BY ROLLUP(users.org_id, users.age);
-- refused by the server: no GROUP BY ROLLUP

-- mysql, mariadb
SELECT users.org_id, users.age, count(*) AS count_1 
FROM users GROUP BY users.org_id, users.age WITH ROLLUP;

-- =================================================================================================
-- An alias of a table

-- str(), sqlite, postgresql, mysql, mariadb
SELECT boss.name 
FROM users AS boss;

-- =================================================================================================
-- An alias without a name

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users_1.name 
FROM users AS users_1;
