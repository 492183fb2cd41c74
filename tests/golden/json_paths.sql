-- JSON: elements by key and by path, values as numbers and texts.
-- The Python of each entry is in json_paths.py; `./dev golden write` writes this file.

-- =================================================================================================
-- An element by key, by number

-- str()
SELECT users.settings[:settings_1] AS anon_1, users.settings[:settings_2] AS anon_2 
FROM users;
--   settings_1 = 'theme'
--   settings_2 = 1

-- sqlite
SELECT JSON_QUOTE(JSON_EXTRACT(users.settings, :settings_1)) AS anon_1, JSON_QUOTE(JSON_EXTRACT(users.settings, :settings_2)) AS anon_2 
FROM users;
--   settings_1 = '$."theme"'
--   settings_2 = '$[1]'

-- postgresql
SELECT users.settings -> :settings_1::TEXT AS anon_1, users.settings -> :settings_2::INT AS anon_2 
FROM users;
--   settings_1 = 'theme'
--   settings_2 = 1

-- mysql, mariadb
SELECT JSON_EXTRACT(users.settings, :settings_1) AS anon_1, JSON_EXTRACT(users.settings, :settings_2) AS anon_2 
FROM users;
--   settings_1 = '$."theme"'
--   settings_2 = '$[1]'

-- =================================================================================================
-- An element by path

-- str()
SELECT users.settings[:settings_1] AS anon_1, users.settings[:settings_2] AS anon_2 
FROM users;
--   settings_1 = ('a', 'b', 1)
--   settings_2 = ('a', 2)

-- sqlite
SELECT JSON_QUOTE(JSON_EXTRACT(users.settings, :settings_1)) AS anon_1, JSON_QUOTE(JSON_EXTRACT(users.settings, :settings_2)) AS anon_2 
FROM users;
--   settings_1 = '$."a"."b"[1]'
--   settings_2 = '$."a"[2]'

-- postgresql
SELECT users.settings #> :settings_1 AS anon_1, users.settings #> :settings_2 AS anon_2 
FROM users;
--   settings_1 = '{a, b, 1}'
--   settings_2 = '{a, 2}'

-- mysql, mariadb
SELECT JSON_EXTRACT(users.settings, :settings_1) AS anon_1, JSON_EXTRACT(users.settings, :settings_2) AS anon_2 
FROM users;
--   settings_1 = '$."a"."b"[1]'
--   settings_2 = '$."a"[2]'

-- =================================================================================================
-- An element of an element

-- str()
SELECT users.settings[:settings_1][:param_1] AS anon_1 
FROM users;
--   settings_1 = 'a'
--   param_1 = 'b'

-- sqlite
SELECT JSON_QUOTE(JSON_EXTRACT(JSON_QUOTE(JSON_EXTRACT(users.settings, :settings_1)), :param_1)) AS anon_1 
FROM users;
--   settings_1 = '$."a"'
--   param_1 = '$."b"'

-- postgresql
SELECT (users.settings -> :settings_1::TEXT) -> :param_1::TEXT AS anon_1 
FROM users;
--   settings_1 = 'a'
--   param_1 = 'b'

-- mysql, mariadb
SELECT JSON_EXTRACT(JSON_EXTRACT(users.settings, :settings_1), :param_1) AS anon_1 
FROM users;
--   settings_1 = '$."a"'
--   param_1 = '$."b"'

-- =================================================================================================
-- As text

-- str()
SELECT users.settings[:settings_1] AS anon_1, users.settings[:settings_2] AS anon_2 
FROM users;
--   settings_1 = 'k'
--   settings_2 = ('a', 'b')

-- sqlite
SELECT CAST(JSON_EXTRACT(users.settings, :settings_1) AS VARCHAR) AS anon_1, CAST(JSON_EXTRACT(users.settings, :settings_2) AS VARCHAR) AS anon_2 
FROM users;
--   settings_1 = '$."k"'
--   settings_2 = '$."a"."b"'

-- postgresql
SELECT CAST(users.settings ->> :settings_1::TEXT AS VARCHAR) AS anon_1, CAST(users.settings #>> :settings_2 AS VARCHAR) AS anon_2 
FROM users;
--   settings_1 = 'k'
--   settings_2 = '{a, b}'

-- mysql, mariadb
SELECT CASE JSON_EXTRACT(users.settings, :settings_1) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(users.settings, :settings_1)) END AS anon_1, CASE JSON_EXTRACT(users.settings, :settings_2) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(users.settings, :settings_2)) END AS anon_2 
FROM users;
--   settings_1 = '$."k"'
--   settings_2 = '$."a"."b"'

-- =================================================================================================
-- As a number

-- str()
SELECT users.settings[:settings_1] AS anon_1, users.settings[:settings_2] AS anon_2, users.settings[:settings_3] AS anon_3 
FROM users;
--   settings_1 = 'k'
--   settings_2 = 'k'
--   settings_3 = 'k'

-- sqlite
SELECT CAST(JSON_EXTRACT(users.settings, :settings_1) AS INTEGER) AS anon_1, CAST(JSON_EXTRACT(users.settings, :settings_2) AS FLOAT) AS anon_2, CAST(JSON_EXTRACT(users.settings, :settings_3) AS NUMERIC(10, 2)) AS anon_3 
FROM users;
--   settings_1 = '$."k"'
--   settings_2 = '$."k"'
--   settings_3 = '$."k"'

-- postgresql
SELECT CAST(users.settings ->> :settings_1::TEXT AS INTEGER) AS anon_1, CAST(users.settings ->> :settings_2::TEXT AS FLOAT) AS anon_2, CAST(users.settings ->> :settings_3::TEXT AS NUMERIC(10, 2)) AS anon_3 
FROM users;
--   settings_1 = 'k'
--   settings_2 = 'k'
--   settings_3 = 'k'

-- mysql, mariadb
SELECT CASE JSON_EXTRACT(users.settings, :settings_1) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(users.settings, :settings_1) AS SIGNED INTEGER) END AS anon_1, CASE JSON_EXTRACT(users.settings, :settings_2) WHEN 'null' THEN NULL ELSE JSON_EXTRACT(users.settings, :settings_2)+0.0000000000000000000000 END AS anon_2, CASE JSON_EXTRACT(users.settings, :settings_3) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(users.settings, :settings_3) AS DECIMAL(10, 2)) END AS anon_3 
FROM users;
--   settings_1 = '$."k"'
--   settings_2 = '$."k"'
--   settings_3 = '$."k"'

-- =================================================================================================
-- As a boolean, as JSON

-- str()
SELECT users.settings[:settings_1] AS anon_1, users.settings[:settings_2] AS anon_2 
FROM users;
--   settings_1 = 'k'
--   settings_2 = 'k'

-- sqlite
SELECT CAST(JSON_EXTRACT(users.settings, :settings_1) AS BOOLEAN) AS anon_1, JSON_QUOTE(JSON_EXTRACT(users.settings, :settings_2)) AS anon_2 
FROM users;
--   settings_1 = '$."k"'
--   settings_2 = '$."k"'

-- postgresql
SELECT CAST(users.settings ->> :settings_1::TEXT AS BOOLEAN) AS anon_1, users.settings -> :settings_2::TEXT AS anon_2 
FROM users;
--   settings_1 = 'k'
--   settings_2 = 'k'

-- mysql, mariadb
SELECT CASE JSON_EXTRACT(users.settings, :settings_1) WHEN 'null' THEN NULL WHEN true THEN true ELSE false END AS anon_1, JSON_EXTRACT(users.settings, :settings_2) AS anon_2 
FROM users;
--   settings_1 = '$."k"'
--   settings_2 = '$."k"'

-- =================================================================================================
-- A number by path

-- str()
SELECT users.settings[:settings_1] AS anon_1, users.settings[:settings_2] AS anon_2 
FROM users;
--   settings_1 = ('a', 'b')
--   settings_2 = ('a', 'b')

-- sqlite
SELECT CAST(JSON_EXTRACT(users.settings, :settings_1) AS INTEGER) AS anon_1, CAST(JSON_EXTRACT(users.settings, :settings_2) AS BOOLEAN) AS anon_2 
FROM users;
--   settings_1 = '$."a"."b"'
--   settings_2 = '$."a"."b"'

-- postgresql
SELECT CAST(users.settings #>> :settings_1 AS INTEGER) AS anon_1, CAST(users.settings #>> :settings_2 AS BOOLEAN) AS anon_2 
FROM users;
--   settings_1 = '{a, b}'
--   settings_2 = '{a, b}'

-- mysql, mariadb
SELECT CASE JSON_EXTRACT(users.settings, :settings_1) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(users.settings, :settings_1) AS SIGNED INTEGER) END AS anon_1, CASE JSON_EXTRACT(users.settings, :settings_2) WHEN 'null' THEN NULL WHEN true THEN true ELSE false END AS anon_2 
FROM users;
--   settings_1 = '$."a"."b"'
--   settings_2 = '$."a"."b"'

-- =================================================================================================
-- Compared

-- str()
SELECT users.id 
FROM users 
WHERE users.settings[:settings_1] = :param_1 AND users.settings[:settings_2] > :param_2;
--   settings_1 = 'k'
--   param_1 = 'x'
--   settings_2 = 'n'
--   param_2 = 5

-- sqlite
SELECT users.id 
FROM users 
WHERE CAST(JSON_EXTRACT(users.settings, :settings_1) AS VARCHAR) = :param_1 AND CAST(JSON_EXTRACT(users.settings, :settings_2) AS INTEGER) > :param_2;
--   settings_1 = '$."k"'
--   param_1 = 'x'
--   settings_2 = '$."n"'
--   param_2 = 5

-- postgresql
SELECT users.id 
FROM users 
WHERE CAST((users.settings ->> :settings_1::TEXT) AS VARCHAR) = :param_1::VARCHAR AND CAST((users.settings ->> :settings_2::TEXT) AS INTEGER) > :param_2::INTEGER;
--   settings_1 = 'k'
--   param_1 = 'x'
--   settings_2 = 'n'
--   param_2 = 5

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE CASE JSON_EXTRACT(users.settings, :settings_1) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(users.settings, :settings_1)) END = :param_1 AND CASE JSON_EXTRACT(users.settings, :settings_2) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(users.settings, :settings_2) AS SIGNED INTEGER) END > :param_2;
--   settings_1 = '$."k"'
--   param_1 = 'x'
--   settings_2 = '$."n"'
--   param_2 = 5

-- =================================================================================================
-- Compared with a document

-- str()
SELECT users.id 
FROM users 
WHERE users.settings[:settings_1] = :param_1;
--   settings_1 = 'k'
--   param_1 = 5

-- sqlite
SELECT users.id 
FROM users 
WHERE JSON_QUOTE(JSON_EXTRACT(users.settings, :settings_1)) = :param_1;
--   settings_1 = '$."k"'
--   param_1 = 5

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.settings -> :settings_1::TEXT) = :param_1::INTEGER;
--   settings_1 = 'k'
--   param_1 = 5
-- refused by the server: json cannot be compared; use jsonb

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE JSON_EXTRACT(users.settings, :settings_1) = :param_1;
--   settings_1 = '$."k"'
--   param_1 = 5

-- =================================================================================================
-- Is it JSON's null?

-- str()
SELECT users.id 
FROM users 
WHERE users.settings[:settings_1] = :param_1;
--   settings_1 = 'k'
--   param_1 = 'null'

-- sqlite
SELECT users.id 
FROM users 
WHERE JSON_QUOTE(JSON_EXTRACT(users.settings, :settings_1)) = :param_1;
--   settings_1 = '$."k"'
--   param_1 = 'null'

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.settings -> :settings_1::TEXT) = :param_1::JSON;
--   settings_1 = 'k'
--   param_1 = 'Json(None)'
-- refused by the server: json cannot be compared; use jsonb

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE JSON_EXTRACT(users.settings, :settings_1) = :param_1;
--   settings_1 = '$."k"'
--   param_1 = 'null'

-- =================================================================================================
-- A key with quotes and percent signs

-- str()
SELECT users.settings[:settings_1] AS anon_1, users.settings[:settings_2] AS anon_2 
FROM users;
--   settings_1 = 'a"b'
--   settings_2 = '50%'

-- sqlite
SELECT CAST((SELECT e.value FROM (SELECT users.settings AS document) AS d, json_each(d.document) AS e WHERE e.key = :settings_1) AS VARCHAR) AS anon_1, JSON_QUOTE(JSON_EXTRACT(users.settings, :settings_2)) AS anon_2 
FROM users;
--   settings_1 = 'a"b'
--   settings_2 = '$."50%"'

-- postgresql
SELECT CAST(users.settings ->> :settings_1::TEXT AS VARCHAR) AS anon_1, users.settings -> :settings_2::TEXT AS anon_2 
FROM users;
--   settings_1 = 'a"b'
--   settings_2 = '50%'

-- mysql, mariadb
SELECT CASE COALESCE(JSON_EXTRACT(users.settings, SUBSTRING_INDEX(:settings_1, CHAR(10), 1)), JSON_EXTRACT(users.settings, SUBSTRING_INDEX(:settings_1, CHAR(10), -1))) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(COALESCE(JSON_EXTRACT(users.settings, SUBSTRING_INDEX(:settings_1, CHAR(10), 1)), JSON_EXTRACT(users.settings, SUBSTRING_INDEX(:settings_1, CHAR(10), -1)))) END AS anon_1, JSON_EXTRACT(users.settings, :settings_2) AS anon_2 
FROM users;
--   settings_1 = '$."a\\"b"\n$."a\\"b"'
--   settings_2 = '$."50%"'

-- =================================================================================================
-- A document as a value

-- str(), sqlite, mysql, mariadb
UPDATE users SET settings=:settings WHERE users.id = :id_1;
--   settings = '{"a": [1, null]}'
--   id_1 = 3

-- postgresql
UPDATE users SET settings=:settings::JSON WHERE users.id = :id_1::INTEGER;
--   settings = '{"a": [1, null]}'
--   id_1 = 3

-- =================================================================================================
-- JSON null

-- str(), sqlite, mysql, mariadb
UPDATE users SET settings=:settings WHERE users.id = :id_1;
--   settings = 'null'
--   id_1 = 3

-- postgresql
UPDATE users SET settings=:settings::JSON WHERE users.id = :id_1::INTEGER;
--   settings = 'Json(None)'
--   id_1 = 3

-- =================================================================================================
-- SQL NULL

-- str(), sqlite, mysql, mariadb
UPDATE users SET settings=NULL WHERE users.id = :id_1;
--   id_1 = 3

-- postgresql
UPDATE users SET settings=NULL WHERE users.id = :id_1::INTEGER;
--   id_1 = 3

-- =================================================================================================
-- CAST to JSON

-- str()
SELECT CAST(:param_1 AS JSON)[:param_2] AS anon_1, :param_3[:param_4] AS anon_2;
--   param_1 = '[1]'
--   param_2 = 0
--   param_3 = '{"a": 1}'
--   param_4 = 'a'

-- sqlite
SELECT JSON_QUOTE(JSON_EXTRACT(CAST(:param_1 AS JSON), :param_2)) AS anon_1, JSON_QUOTE(JSON_EXTRACT(:param_3, :param_4)) AS anon_2;
--   param_1 = '[1]'
--   param_2 = '$[0]'
--   param_3 = '{"a": 1}'
--   param_4 = '$."a"'

-- postgresql
SELECT CAST(:param_1::JSON AS JSON) -> :param_2::INT AS anon_1, :param_3::JSON -> :param_4::TEXT AS anon_2;
--   param_1 = '[1]'
--   param_2 = 0
--   param_3 = '{"a": 1}'
--   param_4 = 'a'

-- mysql
SELECT JSON_EXTRACT(CAST(:param_1 AS JSON), :param_2) AS anon_1, JSON_EXTRACT(:param_3, :param_4) AS anon_2;
--   param_1 = '[1]'
--   param_2 = '$[0]'
--   param_3 = '{"a": 1}'
--   param_4 = '$."a"'

-- mariadb
SELECT JSON_EXTRACT(CAST(:param_1 AS JSON), :param_2) AS anon_1, JSON_EXTRACT(:param_3, :param_4) AS anon_2;
--   param_1 = '[1]'
--   param_2 = '$[0]'
--   param_3 = '{"a": 1}'
--   param_4 = '$."a"'
-- refused by the server: no CAST to JSON
