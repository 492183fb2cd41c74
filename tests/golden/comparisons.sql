-- Comparisons: =, <>, <, BETWEEN, IS, IS DISTINCT FROM, NULL and booleans.
-- The Python of each entry is in comparisons.py; `./dev golden write` writes this file.

-- =================================================================================================
-- =, <>, <, <=, >, >=

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age = :age_1 AND users.age != :age_2 AND users.age < :age_3 AND users.age <= :age_4 AND users.age > :age_5 AND users.age >= :age_6;
--   age_1 = 1
--   age_2 = 2
--   age_3 = 3
--   age_4 = 4
--   age_5 = 5
--   age_6 = 6

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age = :age_1::INTEGER AND users.age != :age_2::INTEGER AND users.age < :age_3::INTEGER AND users.age <= :age_4::INTEGER AND users.age > :age_5::INTEGER AND users.age >= :age_6::INTEGER;
--   age_1 = 1
--   age_2 = 2
--   age_3 = 3
--   age_4 = 4
--   age_5 = 5
--   age_6 = 6

-- =================================================================================================
-- Two columns

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age = users.boss_id AND users.age != users.id;

-- =================================================================================================
-- A value on the left

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age = :age_1 AND users.age > :age_2;
--   age_1 = 1
--   age_2 = 2

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age = :age_1::INTEGER AND users.age > :age_2::INTEGER;
--   age_1 = 1
--   age_2 = 2

-- =================================================================================================
-- None means NULL

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name IS NULL AND users.age IS NOT NULL;

-- =================================================================================================
-- IS and IS NOT

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name IS NULL AND users.age IS NOT NULL AND users.age IS NOT NULL;

-- =================================================================================================
-- IS DISTINCT FROM

-- str()
SELECT users.id 
FROM users 
WHERE users.age IS DISTINCT FROM :age_1 AND users.age IS NOT DISTINCT FROM NULL;
--   age_1 = 5

-- sqlite
SELECT users.id 
FROM users 
WHERE users.age IS NOT :age_1 AND users.age IS NULL;
--   age_1 = 5

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age IS DISTINCT FROM :age_1::INTEGER AND users.age IS NOT DISTINCT FROM NULL;
--   age_1 = 5

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE NOT (users.age <=> :age_1) AND users.age <=> NULL;
--   age_1 = 5

-- =================================================================================================
-- BETWEEN

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age BETWEEN :age_1 AND :age_2 AND users.id BETWEEN :id_1 AND :id_2;
--   age_1 = 1
--   age_2 = 2
--   id_1 = 3
--   id_2 = 4

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age BETWEEN :age_1::INTEGER AND :age_2::INTEGER AND users.id BETWEEN :id_1::INTEGER AND :id_2::INTEGER;
--   age_1 = 1
--   age_2 = 2
--   id_1 = 3
--   id_2 = 4

-- =================================================================================================
-- NOT BETWEEN

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age NOT BETWEEN :age_1 AND :age_2;
--   age_1 = 1
--   age_2 = 2

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age NOT BETWEEN :age_1::INTEGER AND :age_2::INTEGER;
--   age_1 = 1
--   age_2 = 2

-- =================================================================================================
-- BETWEEN SYMMETRIC

-- str(), mysql
SELECT users.id 
FROM users 
WHERE users.age BETWEEN SYMMETRIC :age_1 AND :age_2 AND users.age NOT BETWEEN SYMMETRIC :age_3 AND :age_4;
--   age_1 = 2
--   age_2 = 1
--   age_3 = 4
--   age_4 = 3

-- sqlite, mariadb
SELECT users.id 
FROM users 
WHERE users.age BETWEEN SYMMETRIC :age_1 AND :age_2 AND users.age NOT BETWEEN SYMMETRIC :age_3 AND :age_4;
--   age_1 = 2
--   age_2 = 1
--   age_3 = 4
--   age_4 = 3
-- refused by the server: no SYMMETRIC

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age BETWEEN SYMMETRIC :age_1::INTEGER AND :age_2::INTEGER AND users.age NOT BETWEEN SYMMETRIC :age_3::INTEGER AND :age_4::INTEGER;
--   age_1 = 2
--   age_2 = 1
--   age_3 = 4
--   age_4 = 3

-- =================================================================================================
-- A boolean column

-- str(), postgresql
SELECT users.id 
FROM users 
WHERE users.active;

-- sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.active = 1;

-- =================================================================================================
-- A boolean column, negated

-- str(), postgresql
SELECT users.id 
FROM users 
WHERE NOT users.active;

-- sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.active = 0;

-- =================================================================================================
-- A boolean column, compared

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.active = true AND users.active = false AND users.active IS true AND users.active IS NOT false;

-- sqlite
SELECT users.id 
FROM users 
WHERE users.active = 1 AND users.active = 0 AND users.active IS 1 AND users.active IS NOT 0;

-- =================================================================================================
-- true() and false() as columns

-- str(), postgresql, mysql, mariadb
SELECT true AS anon_1, false AS anon_2, NULL AS anon_3;

-- sqlite
SELECT 1 AS anon_1, 0 AS anon_2, NULL AS anon_3;

-- =================================================================================================
-- NOT of a comparison is the opposite comparison

-- str()
SELECT users.id 
FROM users 
WHERE users.age != :age_1 AND users.age >= :age_2 AND users.name IS NOT NULL AND users.name IS NOT DISTINCT FROM :name_1;
--   age_1 = 1
--   age_2 = 2
--   name_1 = 'x'

-- sqlite
SELECT users.id 
FROM users 
WHERE users.age != :age_1 AND users.age >= :age_2 AND users.name IS NOT NULL AND users.name IS :name_1;
--   age_1 = 1
--   age_2 = 2
--   name_1 = 'x'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age != :age_1::INTEGER AND users.age >= :age_2::INTEGER AND users.name IS NOT NULL AND users.name IS NOT DISTINCT FROM :name_1::VARCHAR;
--   age_1 = 1
--   age_2 = 2
--   name_1 = 'x'

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age != :age_1 AND users.age >= :age_2 AND users.name IS NOT NULL AND users.name <=> :name_1;
--   age_1 = 1
--   age_2 = 2
--   name_1 = 'x'

-- =================================================================================================
-- NOT of AND and OR

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE NOT (users.age = :age_1 AND users.id = :id_1) AND NOT (users.age = :age_2 OR users.id = :id_2);
--   age_1 = 1
--   id_1 = 2
--   age_2 = 3
--   id_2 = 4

-- postgresql
SELECT users.id 
FROM users 
WHERE NOT (users.age = :age_1::INTEGER AND users.id = :id_1::INTEGER) AND NOT (users.age = :age_2::INTEGER OR users.id = :id_2::INTEGER);
--   age_1 = 1
--   id_1 = 2
--   age_2 = 3
--   id_2 = 4

-- =================================================================================================
-- Comparisons as columns

-- str()
SELECT users.age > :age_1 AS anon_1, users.age > :age_2 AS "old", NOT users.active 
FROM users;
--   age_1 = 3
--   age_2 = 3

-- sqlite, mysql, mariadb
SELECT users.age > :age_1 AS anon_1, users.age > :age_2 AS old, users.active = 0 AS active 
FROM users;
--   age_1 = 3
--   age_2 = 3

-- postgresql
SELECT users.age > :age_1::INTEGER AS anon_1, users.age > :age_2::INTEGER AS "old", NOT users.active 
FROM users;
--   age_1 = 3
--   age_2 = 3

-- =================================================================================================
-- A comparison of comparisons

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.age > :age_1) = (users.id > :id_1);
--   age_1 = 3
--   id_1 = 4

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.age > :age_1::INTEGER) = (users.id > :id_1::INTEGER);
--   age_1 = 3
--   id_1 = 4

-- =================================================================================================
-- An operator of one's own

-- str(), mysql
SELECT users.id 
FROM users 
WHERE (users.name ~ :name_1) AND (users.name ~* :name_2);
--   name_1 = '^A'
--   name_2 = 'b$'

-- sqlite, mariadb
SELECT users.id 
FROM users 
WHERE (users.name ~ :name_1) AND (users.name ~* :name_2);
--   name_1 = '^A'
--   name_2 = 'b$'
-- refused by the server: an operator of PostgreSQL

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.name ~ :name_1::VARCHAR) AND (users.name ~* :name_2::VARCHAR);
--   name_1 = '^A'
--   name_2 = 'b$'

-- =================================================================================================
-- An operator of one's own, before and after

-- str(), mysql
SELECT @ users.age, users.age ! 
FROM users;

-- sqlite, mariadb
SELECT @ users.age, users.age ! 
FROM users;
-- refused by the server: no such operators

-- postgresql
SELECT @ users.age, users.age ! 
FROM users;
-- refused by the server: ! was dropped in version 14

-- =================================================================================================
-- An operator of one's own, with precedence

-- str(), sqlite, mysql, mariadb
SELECT users.age % :age_1 + :param_1 AS anon_1, (users.age % :age_2) + :param_2 AS anon_2 
FROM users;
--   age_1 = 3
--   param_1 = 1
--   age_2 = 3
--   param_2 = 1

-- postgresql
SELECT users.age % :age_1::INTEGER + :param_1::INTEGER AS anon_1, (users.age % :age_2::INTEGER) + :param_2::INTEGER AS anon_2 
FROM users;
--   age_1 = 3
--   param_1 = 1
--   age_2 = 3
--   param_2 = 1

-- =================================================================================================
-- Elements of an array

-- postgresql
SELECT tags[:tags_1::INTEGER] AS anon_1, tags[:tags_2::INTEGER::tags_3::INTEGER] AS anon_2, :tags_4::INTEGER = ANY (tags) AS anon_3, :tags_5::INTEGER = ALL (tags) AS anon_4 
FROM users;
--   tags_1 = 1
--   tags_2 = 1
--   tags_3 = 2
--   tags_4 = 5
--   tags_5 = 5

-- =================================================================================================
-- A literal on both sides

-- str(), sqlite, mysql, mariadb
SELECT :param_1 = :param_2 AS anon_1, :x = :param_3 AS anon_2 
FROM orders;
--   param_1 = 1
--   param_2 = 2
--   x = 3
--   param_3 = 4

-- postgresql
SELECT :param_1::INTEGER = :param_2::INTEGER AS anon_1, :x::INTEGER = :param_3::INTEGER AS anon_2 
FROM orders;
--   param_1 = 1
--   param_2 = 2
--   x = 3
--   param_3 = 4
