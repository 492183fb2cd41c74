-- Bind parameters: names, values, lists, values written into the SQL.
-- The Python of each entry is in binds.py; `./dev golden write` writes this file.

-- =================================================================================================
-- A value

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
-- Two values for the same column

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name = :name_1 OR users.name = :name_2;
--   name_1 = 'Ada'
--   name_2 = 'Bob'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name = :name_1::VARCHAR OR users.name = :name_2::VARCHAR;
--   name_1 = 'Ada'
--   name_2 = 'Bob'

-- =================================================================================================
-- A parameter

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name = :name;
--   name = ?

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name = :name::VARCHAR;
--   name = ?

-- =================================================================================================
-- A parameter twice

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name = :x OR users.email = :x;
--   x = ?

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name = :x::VARCHAR OR users.email = :x::VARCHAR;
--   x = ?

-- =================================================================================================
-- A parameter with a value

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name = :name;
--   name = 'Ada'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name = :name::VARCHAR;
--   name = 'Ada'

-- =================================================================================================
-- A parameter with a unique name

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name = :name_1 AND users.age = :name_2;
--   name_1 = 'Ada'
--   name_2 = 5

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name = :name_1::VARCHAR AND users.age = :name_2::INTEGER;
--   name_1 = 'Ada'
--   name_2 = 5

-- =================================================================================================
-- A parameter whose value is called for

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age = :age;
--   age = 5

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age = :age::INTEGER;
--   age = 5

-- =================================================================================================
-- A parameter that may be missing

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age = :age;
--   age = NULL

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age = :age::INTEGER;
--   age = NULL

-- =================================================================================================
-- A list

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.id IN (:ids_1, :ids_2);
--   ids_1 = 1
--   ids_2 = 2

-- postgresql
SELECT users.id 
FROM users 
WHERE users.id IN (:ids_1::INTEGER, :ids_2::INTEGER);
--   ids_1 = 1
--   ids_2 = 2

-- =================================================================================================
-- A value written into the SQL at execution

-- str()
SELECT users.id 
FROM users
 LIMIT 5;

-- sqlite
SELECT users.id 
FROM users
 LIMIT 5 OFFSET :param_1;
--   param_1 = 0

-- postgresql, mysql, mariadb
SELECT users.id 
FROM users 
 LIMIT 5;

-- =================================================================================================
-- A name with characters of its own

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.age = :my_age_AyearsZ;
--   my_age_AyearsZ = 5

-- postgresql
SELECT users.id 
FROM users 
WHERE users.age = :my_age_AyearsZ::INTEGER;
--   my_age_AyearsZ = 5

-- =================================================================================================
-- params() gives values

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name = :name;
--   name = 'Ada'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name = :name::VARCHAR;
--   name = 'Ada'

-- =================================================================================================
-- Typed values

-- str()
SELECT :param_1 AS anon_1, :param_2 AS anon_2, :param_3 AS anon_3, :param_4 AS anon_4, :param_5 AS anon_5 
FROM orders;
--   param_1 = 5
--   param_2 = 1.5
--   param_3 = True
--   param_4 = b'x'
--   param_5 = NULL

-- sqlite
SELECT :param_1 AS anon_1, :param_2 AS anon_2, :param_3 AS anon_3, :param_4 AS anon_4, :param_5 AS anon_5 
FROM orders;
--   param_1 = 5
--   param_2 = 1.5
--   param_3 = 1
--   param_4 = b'x'
--   param_5 = NULL

-- postgresql
SELECT :param_1::INTEGER AS anon_1, :param_2 AS anon_2, :param_3 AS anon_3, :param_4 AS anon_4, :param_5 AS anon_5 
FROM orders;
--   param_1 = 5
--   param_2 = Decimal('1.50')
--   param_3 = True
--   param_4 = b'x'
--   param_5 = NULL

-- mysql, mariadb
SELECT :param_1 AS anon_1, :param_2 AS anon_2, :param_3 AS anon_3, :param_4 AS anon_4, :param_5 AS anon_5 
FROM orders;
--   param_1 = 5
--   param_2 = Decimal('1.50')
--   param_3 = 1
--   param_4 = b'x'
--   param_5 = NULL

-- =================================================================================================
-- An OUT parameter

-- str(), sqlite, mysql, mariadb
SELECT :x AS anon_1;
--   x = NULL

-- postgresql
SELECT :x::INTEGER AS anon_1;
--   x = NULL
