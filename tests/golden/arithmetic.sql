-- Arithmetic and bits: precedence decides where parentheses stand; division follows Python.
-- The Python of each entry is in arithmetic.py; `./dev golden write` writes this file.

-- =================================================================================================
-- + - * and a minus sign

-- str(), sqlite, mysql, mariadb
SELECT users.age + :age_1 AS anon_1, users.age - users.id AS anon_2, users.age * :age_2 AS anon_3, -users.age, :age_3 + users.age AS anon_4, :age_4 - users.age AS anon_5 
FROM users;
--   age_1 = 1
--   age_2 = 2
--   age_3 = 1
--   age_4 = 1

-- postgresql
SELECT users.age + :age_1::INTEGER AS anon_1, users.age - users.id AS anon_2, users.age * :age_2::INTEGER AS anon_3, -users.age, :age_3::INTEGER + users.age AS anon_4, :age_4::INTEGER - users.age AS anon_5 
FROM users;
--   age_1 = 1
--   age_2 = 2
--   age_3 = 1
--   age_4 = 1

-- =================================================================================================
-- Precedence

-- str(), sqlite, mysql, mariadb
SELECT (users.age + :age_1) * :param_1 AS anon_1, users.age + :id_1 * users.id AS anon_2, users.age - (users.id - :id_2) AS anon_3, (users.age - users.id) - :param_2 AS anon_4, -(users.age + :age_2) AS anon_5, users.age * users.id * :id_3 AS anon_6 
FROM users;
--   age_1 = 1
--   param_1 = 2
--   id_1 = 1
--   id_2 = 1
--   param_2 = 1
--   age_2 = 1
--   id_3 = 2

-- postgresql
SELECT (users.age + :age_1::INTEGER) * :param_1::INTEGER AS anon_1, users.age + :id_1::INTEGER * users.id AS anon_2, users.age - (users.id - :id_2::INTEGER) AS anon_3, (users.age - users.id) - :param_2::INTEGER AS anon_4, -(users.age + :age_2::INTEGER) AS anon_5, users.age * users.id * :id_3::INTEGER AS anon_6 
FROM users;
--   age_1 = 1
--   param_1 = 2
--   id_1 = 1
--   id_2 = 1
--   param_2 = 1
--   age_2 = 1
--   id_3 = 2

-- =================================================================================================
-- True division

-- str()
SELECT users.age / CAST(users.id AS NUMERIC) AS anon_1, users.age / CAST(:age_1 AS NUMERIC) AS anon_2, orders.total / CAST(:total_1 AS NUMERIC) AS anon_3 
FROM users JOIN orders ON users.id = orders.user_id;
--   age_1 = 2
--   total_1 = 2

-- sqlite
SELECT users.age / (users.id + 0.0) AS anon_1, users.age / (:age_1 + 0.0) AS anon_2, orders.total / (:total_1 + 0.0) AS anon_3 
FROM users JOIN orders ON users.id = orders.user_id;
--   age_1 = 2
--   total_1 = 2

-- postgresql
SELECT users.age / CAST(users.id AS NUMERIC) AS anon_1, users.age / CAST(:age_1::INTEGER AS NUMERIC) AS anon_2, orders.total / CAST(:total_1::INTEGER AS NUMERIC) AS anon_3 
FROM users JOIN orders ON users.id = orders.user_id;
--   age_1 = 2
--   total_1 = 2

-- mysql, mariadb
SELECT users.age / users.id AS anon_1, users.age / :age_1 AS anon_2, orders.total / :total_1 AS anon_3 
FROM users INNER JOIN orders ON users.id = orders.user_id;
--   age_1 = 2
--   total_1 = 2

-- =================================================================================================
-- Floor division

-- str(), sqlite
SELECT users.age / users.id AS anon_1, users.age / :age_1 AS anon_2, FLOOR(orders.total / :total_1) AS anon_3 
FROM users JOIN orders ON users.id = orders.user_id;
--   age_1 = 2
--   total_1 = 2

-- postgresql
SELECT users.age / users.id AS anon_1, users.age / :age_1::INTEGER AS anon_2, FLOOR(orders.total / :total_1::INTEGER) AS anon_3 
FROM users JOIN orders ON users.id = orders.user_id;
--   age_1 = 2
--   total_1 = 2

-- mysql, mariadb
SELECT FLOOR(users.age / users.id) AS anon_1, FLOOR(users.age / :age_1) AS anon_2, FLOOR(orders.total / :total_1) AS anon_3 
FROM users INNER JOIN orders ON users.id = orders.user_id;
--   age_1 = 2
--   total_1 = 2

-- =================================================================================================
-- Remainder

-- str(), sqlite, mysql, mariadb
SELECT users.age % :age_1 AS anon_1, :age_2 % users.age AS anon_2 
FROM users;
--   age_1 = 2
--   age_2 = 5

-- postgresql
SELECT users.age % :age_1::INTEGER AS anon_1, :age_2::INTEGER % users.age AS anon_2 
FROM users;
--   age_1 = 2
--   age_2 = 5

-- =================================================================================================
-- Bits

-- str(), sqlite, mysql, mariadb
SELECT users.age & :age_1 AS anon_1, users.age | :age_2 AS anon_2, ~users.age, users.age << :age_3 AS anon_3, users.age >> :age_4 AS anon_4 
FROM users;
--   age_1 = 1
--   age_2 = 2
--   age_3 = 3
--   age_4 = 4

-- postgresql
SELECT users.age & :age_1::INTEGER AS anon_1, users.age | :age_2::INTEGER AS anon_2, ~users.age, users.age << :age_3::INTEGER AS anon_3, users.age >> :age_4::INTEGER AS anon_4 
FROM users;
--   age_1 = 1
--   age_2 = 2
--   age_3 = 3
--   age_4 = 4

-- =================================================================================================
-- Bits: exclusive or

-- str(), mysql, mariadb
SELECT users.age ^ :age_1 AS anon_1 
FROM users;
--   age_1 = 5

-- sqlite
SELECT ((users.age | :age_1) - (users.age & :age_1)) AS anon_1 
FROM users;
--   age_1 = 5

-- postgresql
SELECT users.age # :age_1::INTEGER AS anon_1 
FROM users;
--   age_1 = 5

-- =================================================================================================
-- The function bitwise_not()

-- str(), sqlite, mysql, mariadb
SELECT ~(users.age + :age_1) AS anon_1 
FROM users;
--   age_1 = 1

-- postgresql
SELECT ~(users.age + :age_1::INTEGER) AS anon_1 
FROM users;
--   age_1 = 1

-- =================================================================================================
-- Bits: precedence

-- str(), sqlite, mysql, mariadb
SELECT (users.age & users.id) + :param_1 AS anon_1, (users.age + users.id) | :param_2 AS anon_2, users.age & (users.id | :id_1) AS anon_3 
FROM users;
--   param_1 = 1
--   param_2 = 1
--   id_1 = 1

-- postgresql
SELECT (users.age & users.id) + :param_1::INTEGER AS anon_1, (users.age + users.id) | :param_2::INTEGER AS anon_2, users.age & (users.id | :id_1::INTEGER) AS anon_3 
FROM users;
--   param_1 = 1
--   param_2 = 1
--   id_1 = 1

-- =================================================================================================
-- Bits: Python's << and >>

-- str(), sqlite, mysql, mariadb
SELECT users.age << :age_1 AS anon_1, users.age & :age_2 AS anon_2 
FROM users;
--   age_1 = 1
--   age_2 = 3

-- postgresql
SELECT users.age << :age_1::INTEGER AS anon_1, users.age & :age_2::INTEGER AS anon_2 
FROM users;
--   age_1 = 1
--   age_2 = 3

-- =================================================================================================
-- Literals alone

-- str()
SELECT :param_1 + :param_2 AS anon_1, :param_3 / CAST(:param_4 AS NUMERIC) AS anon_2;
--   param_1 = 7
--   param_2 = 2
--   param_3 = 7
--   param_4 = 2

-- sqlite
SELECT :param_1 + :param_2 AS anon_1, :param_3 / (:param_4 + 0.0) AS anon_2;
--   param_1 = 7
--   param_2 = 2
--   param_3 = 7
--   param_4 = 2

-- postgresql
SELECT :param_1::INTEGER + :param_2::INTEGER AS anon_1, :param_3::INTEGER / CAST(:param_4::INTEGER AS NUMERIC) AS anon_2;
--   param_1 = 7
--   param_2 = 2
--   param_3 = 7
--   param_4 = 2

-- mysql, mariadb
SELECT :param_1 + :param_2 AS anon_1, :param_3 / :param_4 AS anon_2;
--   param_1 = 7
--   param_2 = 2
--   param_3 = 7
--   param_4 = 2

-- =================================================================================================
-- Text with +

-- str(), sqlite
SELECT users.name || :name_1 || users.email AS anon_1 
FROM users;
--   name_1 = ' '

-- postgresql
SELECT users.name || :name_1::VARCHAR || users.email AS anon_1 
FROM users;
--   name_1 = ' '

-- mysql, mariadb
SELECT concat(users.name, :name_1, users.email) AS anon_1 
FROM users;
--   name_1 = ' '

-- =================================================================================================
-- Dates

-- str(), sqlite, postgresql, mysql, mariadb
SELECT orders.placed - orders.placed AS anon_1 
FROM orders;
