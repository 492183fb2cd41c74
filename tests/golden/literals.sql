-- Values written into the SQL (`literal_binds`), each type in each database's spelling.
-- The Python of each entry is in literals.py; `./dev golden write` writes this file.

-- =================================================================================================
-- Numbers

-- str(), sqlite, postgresql, mysql, mariadb
SELECT 5 AS anon_1, -5 AS anon_2, 1.5 AS anon_3, 1.50 AS anon_4;

-- =================================================================================================
-- A minus before a negative number

-- str(), sqlite, postgresql, mysql, mariadb
SELECT users.age - -5 AS anon_1, -(-5) AS anon_2 
FROM users;

-- =================================================================================================
-- Text

-- str(), sqlite, postgresql
SELECT 'plain' AS anon_1, 'O''Hara' AS anon_2, '100%' AS anon_3, 'back\slash' AS anon_4, 'ü' AS anon_5;

-- mysql, mariadb
SELECT 'plain' AS anon_1, 'O''Hara' AS anon_2, '100%' AS anon_3, 'back\\slash' AS anon_4, 'ü' AS anon_5;

-- =================================================================================================
-- Booleans and NULL

-- str(), postgresql, mysql, mariadb
SELECT true AS anon_1, false AS anon_2, NULL AS anon_3, NULL AS anon_4;

-- sqlite
SELECT 1 AS anon_1, 0 AS anon_2, NULL AS anon_3, NULL AS anon_4;

-- =================================================================================================
-- Dates and times

-- str(), postgresql, mysql, mariadb
SELECT '2024-05-06' AS anon_1, '2024-05-06 07:08:09' AS anon_2, '07:08:00' AS anon_3;

-- sqlite
SELECT '2024-05-06' AS anon_1, '2024-05-06 07:08:09.000000' AS anon_2, '07:08:00.000000' AS anon_3;

-- =================================================================================================
-- Bytes

-- str(), sqlite, postgresql, mysql, mariadb
SELECT 'bytes''x' AS anon_1;

-- =================================================================================================
-- An interval

-- str(), sqlite, mysql, mariadb
-- CompileError: Could not render literal value "datetime.timedelta(days=1, seconds=3)" with datatype DATETIME; see parent stack trace for more detail.

-- postgresql
SELECT make_interval(secs=>86403.0) AS anon_1;

-- =================================================================================================
-- A UUID

-- str(), sqlite, mysql, mariadb
SELECT '00000000000000000000000000000005' AS anon_1, '00000000000000000000000000000005' AS anon_2;

-- postgresql
SELECT '00000000-0000-0000-0000-000000000005' AS anon_1, '00000000000000000000000000000005' AS anon_2;

-- =================================================================================================
-- An enum

-- str(), sqlite, postgresql, mysql, mariadb
SELECT 'red' AS anon_1, 'a' AS anon_2;

-- =================================================================================================
-- JSON

-- str(), sqlite, postgresql, mysql, mariadb
-- CompileError: No literal value renderer is available for literal value "{'a': [1, "x'y"]}" with datatype JSON

-- =================================================================================================
-- A condition

-- str()
SELECT users.id 
FROM users 
WHERE users.name = 'x' AND users.age IN (1, 2) AND users.settings['a'] = 'b';

-- sqlite
SELECT users.id 
FROM users 
WHERE users.name = 'x' AND users.age IN (1, 2) AND CAST(JSON_EXTRACT(users.settings, '$."a"') AS VARCHAR) = 'b';

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name = 'x' AND users.age IN (1, 2) AND CAST((users.settings ->> 'a') AS VARCHAR) = 'b';

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name = 'x' AND users.age IN (1, 2) AND CASE JSON_EXTRACT(users.settings, '$."a"') WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(users.settings, '$."a"')) END = 'b';

-- =================================================================================================
-- INSERT

-- str(), sqlite, postgresql, mysql, mariadb
INSERT INTO orders (id, user_id, placed, total, note) VALUES (90, 1, '2024-01-02', 1.5, 'it''s');

-- =================================================================================================
-- UPDATE

-- str(), postgresql, mysql, mariadb
UPDATE users SET name='x', age=NULL, active=true;

-- sqlite
UPDATE users SET name='x', age=NULL, active=1;

-- =================================================================================================
-- A text

-- str(), sqlite, postgresql, mysql, mariadb
SELECT 5 + 1;
