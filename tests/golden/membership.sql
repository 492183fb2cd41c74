-- IN: lists, empty lists, tuples, subqueries.
-- The Python of each entry is in membership.py; `./dev golden write` writes this file.

-- =================================================================================================
-- IN a list

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.id IN (:id_1_1, :id_1_2, :id_1_3);
--   id_1_1 = 1
--   id_1_2 = 2
--   id_1_3 = 3

-- postgresql
SELECT users.id 
FROM users 
WHERE users.id IN (:id_1_1::INTEGER, :id_1_2::INTEGER, :id_1_3::INTEGER);
--   id_1_1 = 1
--   id_1_2 = 2
--   id_1_3 = 3

-- =================================================================================================
-- NOT IN a list

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.id NOT IN (:id_1_1, :id_1_2));
--   id_1_1 = 1
--   id_1_2 = 2

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.id NOT IN (:id_1_1::INTEGER, :id_1_2::INTEGER));
--   id_1_1 = 1
--   id_1_2 = 2

-- =================================================================================================
-- NOT of IN

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.name NOT IN (:name_1_1));
--   name_1_1 = 'x'

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.name NOT IN (:name_1_1::VARCHAR));
--   name_1_1 = 'x'

-- =================================================================================================
-- IN an empty list is false

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.id IN (NULL) AND (1 != 1);

-- sqlite
SELECT users.id 
FROM users 
WHERE users.id IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1);

-- =================================================================================================
-- NOT IN an empty list is true

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.id NOT IN (NULL) OR (1 = 1));

-- sqlite
SELECT users.id 
FROM users 
WHERE (users.id NOT IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1));

-- =================================================================================================
-- IN a list with NULL, and with expressions

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.id IN (:id_1, :id_2, users.age, :param_1 + :param_2);
--   id_1 = 1
--   id_2 = NULL
--   param_1 = 5
--   param_2 = 1

-- postgresql
SELECT users.id 
FROM users 
WHERE users.id IN (:id_1::INTEGER, :id_2::INTEGER, users.age, :param_1::INTEGER + :param_2::INTEGER);
--   id_1 = 1
--   id_2 = NULL
--   param_1 = 5
--   param_2 = 1

-- =================================================================================================
-- IN a parameter

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.id IN (:ids_1, :ids_2);
--   ids_1 = 4
--   ids_2 = 5

-- postgresql
SELECT users.id 
FROM users 
WHERE users.id IN (:ids_1::INTEGER, :ids_2::INTEGER);
--   ids_1 = 4
--   ids_2 = 5

-- =================================================================================================
-- IN a subquery

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.id IN (SELECT orders.user_id 
FROM orders) AND (users.id NOT IN (SELECT orders.id 
FROM orders));

-- =================================================================================================
-- A tuple IN a list

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.id, users.age) IN ((:param_1_1_1, :param_1_1_2), (:param_1_2_1, :param_1_2_2));
--   param_1_1_1 = 1
--   param_1_1_2 = 20
--   param_1_2_1 = 2
--   param_1_2_2 = 30

-- sqlite
SELECT users.id 
FROM users 
WHERE (users.id, users.age) IN (VALUES (:param_1_1_1, :param_1_1_2), (:param_1_2_1, :param_1_2_2));
--   param_1_1_1 = 1
--   param_1_1_2 = 20
--   param_1_2_1 = 2
--   param_1_2_2 = 30

-- =================================================================================================
-- A tuple NOT IN a list

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE ((users.id, users.age) NOT IN ((:param_1_1_1, :param_1_1_2)));
--   param_1_1_1 = 1
--   param_1_1_2 = 20

-- sqlite
SELECT users.id 
FROM users 
WHERE ((users.id, users.age) NOT IN (VALUES (:param_1_1_1, :param_1_1_2)));
--   param_1_1_1 = 1
--   param_1_1_2 = 20

-- =================================================================================================
-- A tuple IN an empty list

-- str(), postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.id, users.age) IN ((NULL, NULL)) AND (1 != 1);

-- sqlite
SELECT users.id 
FROM users 
WHERE (users.id, users.age) IN (SELECT 1, 1 FROM (SELECT 1, 1) WHERE 1!=1);

-- =================================================================================================
-- A tuple IN a subquery

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.id, users.age) IN (SELECT orders.user_id, orders.id 
FROM orders);

-- =================================================================================================
-- A tuple compared

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.id, users.age) = (:param_1, :param_2) AND (users.id, users.age) > (:param_3, users.boss_id);
--   param_1 = 1
--   param_2 = 20
--   param_3 = 1

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.id, users.age) = (:param_1::INTEGER, :param_2::INTEGER) AND (users.id, users.age) > (:param_3::INTEGER, users.boss_id);
--   param_1 = 1
--   param_2 = 20
--   param_3 = 1

-- =================================================================================================
-- IN as a column

-- str(), sqlite, mysql, mariadb
SELECT users.id IN (:id_1_1, :id_1_2) AS anon_1 
FROM users;
--   id_1_1 = 1
--   id_1_2 = 2

-- postgresql
SELECT users.id IN (:id_1_1::INTEGER, :id_1_2::INTEGER) AS anon_1 
FROM users;
--   id_1_1 = 1
--   id_1_2 = 2

-- =================================================================================================
-- A value IN columns

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE :param_1 IN (users.id, users.age);
--   param_1 = 5

-- postgresql
SELECT users.id 
FROM users 
WHERE :param_1::INTEGER IN (users.id, users.age);
--   param_1 = 5

-- =================================================================================================
-- IN a list, written into the SQL

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.id IN (1, 2) AND users.name IN ('O''Hara');
