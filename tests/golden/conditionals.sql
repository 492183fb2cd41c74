-- CASE, CAST, and types in expressions.
-- The Python of each entry is in conditionals.py; `./dev golden write` writes this file.

-- =================================================================================================
-- CASE WHEN

-- str(), sqlite, mysql, mariadb
SELECT CASE WHEN (users.age < :age_1) THEN :param_1 WHEN (users.age > :age_2) THEN :param_2 ELSE :param_3 END AS anon_1 
FROM users;
--   age_1 = 18
--   param_1 = 'young'
--   age_2 = 70
--   param_2 = 'old'
--   param_3 = 'grown'

-- postgresql
SELECT CASE WHEN (users.age < :age_1::INTEGER) THEN :param_1::VARCHAR WHEN (users.age > :age_2::INTEGER) THEN :param_2::VARCHAR ELSE :param_3::VARCHAR END AS anon_1 
FROM users;
--   age_1 = 18
--   param_1 = 'young'
--   age_2 = 70
--   param_2 = 'old'
--   param_3 = 'grown'

-- =================================================================================================
-- CASE WHEN EXISTS

-- str()
SELECT CASE WHEN (EXISTS (SELECT * 
FROM orders 
WHERE orders.user_id = users.id)) THEN :param_1 WHEN NOT users.active THEN :param_2 ELSE -users.age END AS anon_1 
FROM users;
--   param_1 = 1
--   param_2 = 2

-- sqlite, mysql, mariadb
SELECT CASE WHEN (EXISTS (SELECT * 
FROM orders 
WHERE orders.user_id = users.id)) THEN :param_1 WHEN users.active = 0 THEN :param_2 ELSE -users.age END AS anon_1 
FROM users;
--   param_1 = 1
--   param_2 = 2

-- postgresql
SELECT CASE WHEN (EXISTS (SELECT * 
FROM orders 
WHERE orders.user_id = users.id)) THEN :param_1::INTEGER WHEN NOT users.active THEN :param_2::INTEGER ELSE -users.age END AS anon_1 
FROM users;
--   param_1 = 1
--   param_2 = 2

-- =================================================================================================
-- CASE of a value

-- str(), sqlite, mysql, mariadb
SELECT CASE users.id WHEN :param_1 THEN :param_2 WHEN :param_3 THEN :param_4 ELSE users.name END AS anon_1 
FROM users;
--   param_1 = 1
--   param_2 = 'one'
--   param_3 = 2
--   param_4 = 'two'

-- postgresql
SELECT CASE users.id WHEN :param_1::INTEGER THEN :param_2::VARCHAR WHEN :param_3::INTEGER THEN :param_4::VARCHAR ELSE users.name END AS anon_1 
FROM users;
--   param_1 = 1
--   param_2 = 'one'
--   param_3 = 2
--   param_4 = 'two'

-- =================================================================================================
-- CASE without ELSE

-- str(), sqlite, postgresql, mysql, mariadb
SELECT CASE WHEN users.active THEN users.id END AS anon_1 
FROM users;

-- =================================================================================================
-- CASE with NULL

-- str(), sqlite, mysql, mariadb
SELECT CASE WHEN (users.age = :age_1) THEN NULL ELSE 2 END AS anon_1 
FROM users;
--   age_1 = 1

-- postgresql
SELECT CASE WHEN (users.age = :age_1::INTEGER) THEN NULL ELSE 2 END AS anon_1 
FROM users;
--   age_1 = 1

-- =================================================================================================
-- CASE in ORDER BY

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users ORDER BY CASE users.name WHEN :param_1 THEN :param_2 ELSE :param_3 END;
--   param_1 = 'root'
--   param_2 = 0
--   param_3 = 1

-- postgresql
SELECT users.id 
FROM users ORDER BY CASE users.name WHEN :param_1::VARCHAR THEN :param_2::INTEGER ELSE :param_3::INTEGER END;
--   param_1 = 'root'
--   param_2 = 0
--   param_3 = 1

-- =================================================================================================
-- CAST

-- str(), sqlite, postgresql
SELECT CAST(users.age AS VARCHAR) AS age, CAST(users.age AS VARCHAR(20)) AS age__1, CAST(users.email AS INTEGER) AS email, CAST(users.age AS NUMERIC(10, 2)) AS age__2 
FROM users;

-- mysql, mariadb
SELECT CAST(users.age AS CHAR) AS age, CAST(users.age AS CHAR(20)) AS age__1, CAST(users.email AS SIGNED INTEGER) AS email, CAST(users.age AS DECIMAL(10, 2)) AS age__2 
FROM users;

-- =================================================================================================
-- CAST to further types

-- str(), sqlite
SELECT CAST(users.age AS TEXT) AS age, CAST(users.email AS DATE) AS email, CAST(users.email AS DATETIME) AS email__1, CAST(users.email AS TIME) AS email__2, CAST(users.age AS FLOAT) AS age__1 
FROM users;

-- postgresql
SELECT CAST(users.age AS TEXT) AS age, CAST(users.email AS DATE) AS email, CAST(users.email AS TIMESTAMP WITHOUT TIME ZONE) AS email__1, CAST(users.email AS TIME WITHOUT TIME ZONE) AS email__2, CAST(users.age AS FLOAT) AS age__1 
FROM users;

-- mysql, mariadb
SELECT CAST(users.age AS CHAR) AS age, CAST(users.email AS DATE) AS email, CAST(users.email AS DATETIME) AS email__1, CAST(users.email AS TIME) AS email__2, CAST(users.age AS FLOAT) AS age__1 
FROM users;

-- =================================================================================================
-- CAST to types that not every database casts to

-- str(), sqlite, postgresql
SELECT CAST(users.age AS BOOLEAN) AS age 
FROM users;

-- mysql, mariadb
SELECT users.age AS age 
FROM users;
-- SAWarning: Datatype BOOL does not support CAST on MySQL/MariaDb; the CAST will be skipped.

-- =================================================================================================
-- CAST of documents and bytes

-- str(), sqlite
SELECT CAST(:param_1 AS JSON) AS anon_1, CAST(:param_2 AS BLOB) AS anon_2, CAST(:param_3 AS VARCHAR(3)) AS anon_3;
--   param_1 = '"{\\"a\\": 1}"'
--   param_2 = b'x'
--   param_3 = 'abc'

-- postgresql
SELECT CAST(:param_1::JSON AS JSON) AS anon_1, CAST(:param_2 AS BYTEA) AS anon_2, CAST(:param_3 AS VARCHAR(3)) AS anon_3;
--   param_1 = '"{\\"a\\": 1}"'
--   param_2 = b'x'
--   param_3 = 'abc'

-- mysql
SELECT CAST(:param_1 AS JSON) AS anon_1, CAST(:param_2 AS BINARY) AS anon_2, CAST(:param_3 AS CHAR(3)) AS anon_3;
--   param_1 = '"{\\"a\\": 1}"'
--   param_2 = b'x'
--   param_3 = 'abc'

-- mariadb
SELECT CAST(:param_1 AS JSON) AS anon_1, CAST(:param_2 AS BINARY) AS anon_2, CAST(:param_3 AS CHAR(3)) AS anon_3;
--   param_1 = '"{\\"a\\": 1}"'
--   param_2 = b'x'
--   param_3 = 'abc'
-- refused by the server: no CAST to JSON

-- =================================================================================================
-- CAST to UUID

-- str(), sqlite
SELECT CAST(:param_1 AS CHAR(32)) AS anon_1;
--   param_1 = '00000000000000000000000000000005'

-- postgresql
SELECT CAST(:param_1::UUID AS UUID) AS anon_1;
--   param_1 = '00000000000000000000000000000005'

-- mysql
SELECT :param_1 AS anon_1;
--   param_1 = '00000000000000000000000000000005'
-- SAWarning: Datatype CHAR(32) does not support CAST on MySQL/MariaDb; the CAST will be skipped.

-- mariadb
SELECT :param_1 AS anon_1;
--   param_1 = '00000000000000000000000000000005'
-- SAWarning: Datatype UUID does not support CAST on MySQL/MariaDb; the CAST will be skipped.

-- =================================================================================================
-- CAST as a method

-- str(), sqlite
SELECT CAST(users.age AS VARCHAR) || :param_1 AS anon_1 
FROM users;
--   param_1 = '!'

-- postgresql
SELECT CAST(users.age AS VARCHAR) || :param_1::VARCHAR AS anon_1 
FROM users;
--   param_1 = '!'

-- mysql, mariadb
SELECT concat(CAST(users.age AS CHAR), :param_1) AS anon_1 
FROM users;
--   param_1 = '!'

-- =================================================================================================
-- CAST of NULL

-- str(), sqlite, postgresql
SELECT CAST(NULL AS INTEGER) AS anon_1;

-- mysql, mariadb
SELECT CAST(NULL AS SIGNED INTEGER) AS anon_1;

-- =================================================================================================
-- TRY_CAST

-- str()
SELECT TRY_CAST(users.email AS INTEGER) AS email 
FROM users;

-- sqlite
-- UnsupportedCompilationError: Compiler <SQLiteCompiler sqlite: compiling> can't render element of type <class 'ormolu.sql.casts.TryCast'> (Background on this error at: https://sqlalche.me/e/21/l7de)

-- postgresql
-- UnsupportedCompilationError: Compiler <PGCompiler postgresql: compiling> can't render element of type <class 'ormolu.sql.casts.TryCast'> (Background on this error at: https://sqlalche.me/e/21/l7de)

-- mysql
-- UnsupportedCompilationError: Compiler <MySQLCompiler mysql: compiling> can't render element of type <class 'ormolu.sql.casts.TryCast'> (Background on this error at: https://sqlalche.me/e/21/l7de)

-- mariadb
-- UnsupportedCompilationError: Compiler <MySQLCompiler mariadb: compiling> can't render element of type <class 'ormolu.sql.casts.TryCast'> (Background on this error at: https://sqlalche.me/e/21/l7de)

-- =================================================================================================
-- A type for Python's eyes only

-- str(), sqlite, mysql, mariadb
SELECT users.age + :param_1 AS anon_1, :param_2 AS anon_2 
FROM users;
--   param_1 = 1
--   param_2 = 'x'

-- postgresql
SELECT users.age + :param_1::INTEGER AS anon_1, :param_2::VARCHAR AS anon_2 
FROM users;
--   param_1 = 1
--   param_2 = 'x'

-- =================================================================================================
-- COALESCE and NULLIF

-- str(), sqlite, mysql, mariadb
SELECT coalesce(users.name, :coalesce_2) AS coalesce_1, nullif(users.age, :nullif_2) AS nullif_1 
FROM orders, users;
--   coalesce_2 = '?'
--   nullif_2 = 0

-- postgresql
SELECT coalesce(users.name, :coalesce_2::VARCHAR) AS coalesce_1, nullif(users.age, :nullif_2::INTEGER) AS nullif_1 
FROM orders, users;
--   coalesce_2 = '?'
--   nullif_2 = 0

-- =================================================================================================
-- A literal with a type

-- str(), sqlite, mysql, mariadb
SELECT :param_1 AS anon_1, :param_2 AS anon_2, :param_3 AS anon_3;
--   param_1 = 5
--   param_2 = 'x'
--   param_3 = 1.5

-- postgresql
SELECT :param_1::VARCHAR AS anon_1, :param_2::VARCHAR AS anon_2, :param_3 AS anon_3;
--   param_1 = 5
--   param_2 = 'x'
--   param_3 = 1.5
