-- Functions: known ones with their spelling per database, and any other by its name.
-- The Python of each entry is in functions.py; `./dev golden write` writes this file.

-- =================================================================================================
-- Any function

-- str(), sqlite, mysql, mariadb
SELECT lower(users.name) AS lower_1, coalesce(users.age, :coalesce_2) AS coalesce_1 
FROM users;
--   coalesce_2 = 3

-- postgresql
SELECT lower(users.name) AS lower_1, coalesce(users.age, :coalesce_2::INTEGER) AS coalesce_1 
FROM users;
--   coalesce_2 = 3

-- =================================================================================================
-- Any function of a schema

-- str(), postgresql, mysql
SELECT pg_catalog.upper(users.name) AS upper_1 
FROM users;

-- sqlite
SELECT pg_catalog.upper(users.name) AS upper_1 
FROM users;
-- refused by the server: no schemas of functions

-- mariadb
SELECT pg_catalog.upper(users.name) AS upper_1 
FROM users;
-- refused by the server: no such function

-- =================================================================================================
-- A name that needs quotes

-- str(), sqlite
SELECT "Mixed Case"(:Mixed_Case_2) AS "Mixed_Case_1";
--   Mixed_Case_2 = 1

-- postgresql
SELECT "Mixed Case"(:Mixed_Case_2::INTEGER) AS "Mixed_Case_1";
--   Mixed_Case_2 = 1

-- mysql, mariadb
SELECT `Mixed Case`(:Mixed_Case_2) AS `Mixed_Case_1`;
--   Mixed_Case_2 = 1

-- =================================================================================================
-- A function of one's own class

-- str(), sqlite, postgresql, mysql, mariadb
SELECT as_utc(users.age) AS as_utc_1 
FROM users;

-- =================================================================================================
-- What day and time is it

-- str(), postgresql, mysql, mariadb
SELECT now() AS now_1, CURRENT_DATE AS current_date_1, CURRENT_TIME AS current_time_1, CURRENT_TIMESTAMP AS current_timestamp_1, LOCALTIME AS localtime_1, LOCALTIMESTAMP AS localtimestamp_1;

-- sqlite
SELECT CURRENT_TIMESTAMP AS now_1, CURRENT_DATE AS current_date_1, CURRENT_TIME AS current_time_1, CURRENT_TIMESTAMP AS current_timestamp_1, LOCALTIME AS localtime_1, DATETIME(CURRENT_TIMESTAMP, 'localtime') AS localtimestamp_1;
-- refused by the server: no LOCALTIME

-- =================================================================================================
-- SYSDATE

-- str()
SELECT sysdate AS sysdate_1;

-- sqlite, postgresql
SELECT sysdate AS sysdate_1;
-- refused by the server: no such function

-- mysql, mariadb
SELECT SYSDATE() AS sysdate_1;

-- =================================================================================================
-- Who am I

-- str(), postgresql, mysql
SELECT CURRENT_USER AS current_user_1, SESSION_USER AS session_user_1, USER AS user_1;

-- sqlite
SELECT CURRENT_USER AS current_user_1, SESSION_USER AS session_user_1, USER AS user_1;
-- refused by the server: has no users

-- mariadb
SELECT CURRENT_USER AS current_user_1, SESSION_USER AS session_user_1, USER AS user_1;
-- refused by the server: SESSION_USER wants parentheses

-- =================================================================================================
-- count, sum, min, max, avg

-- str(), sqlite, postgresql, mysql, mariadb
SELECT count(*) AS count_1, count(users.id) AS count_2, sum(users.age) AS sum_1, min(users.age) AS min_1, max(users.age) AS max_1, avg(users.age) AS avg_1 
FROM users;

-- =================================================================================================
-- Length of a text

-- str(), postgresql, mysql, mariadb
SELECT char_length(users.name) AS char_length_1, length(users.name) AS length_1 
FROM users;

-- sqlite
SELECT length(users.name) AS char_length_1, length(users.name) AS length_1 
FROM users;

-- =================================================================================================
-- Strings put together

-- str()
SELECT concat(users.name, :concat_2) AS concat_1, users.name || :name_1 AS anon_1, users.name || :name_2 AS anon_2 
FROM users;
--   concat_2 = '!'
--   name_1 = '!'
--   name_2 = '?'

-- sqlite
SELECT concat(users.name, :concat_2) AS concat_1, users.name || :name_1 AS anon_1, users.name || :name_2 AS anon_2 
FROM users;
--   concat_2 = '!'
--   name_1 = '!'
--   name_2 = '?'
-- refused by the server: since 3.44: concat()

-- postgresql
SELECT concat(users.name, :concat_2::VARCHAR) AS concat_1, users.name || :name_1::VARCHAR AS anon_1, users.name || :name_2::VARCHAR AS anon_2 
FROM users;
--   concat_2 = '!'
--   name_1 = '!'
--   name_2 = '?'

-- mysql, mariadb
SELECT concat(users.name, :concat_2) AS concat_1, concat(users.name, :name_1) AS anon_1, concat(users.name, :name_2) AS anon_2 
FROM users;
--   concat_2 = '!'
--   name_1 = '!'
--   name_2 = '?'

-- =================================================================================================
-- A random number

-- str(), sqlite, postgresql
SELECT random() AS random_1;

-- mysql, mariadb
SELECT rand() AS random_1;

-- =================================================================================================
-- substring and pow

-- str(), mysql, mariadb
SELECT substring(users.name, :substring_2, :substring_3) AS substring_1, pow(users.age, :pow_2) AS pow_1 
FROM users;
--   substring_2 = 1
--   substring_3 = 2
--   pow_2 = 2

-- sqlite
SELECT substring(users.name, :substring_2, :substring_3) AS substring_1, pow(users.age, :pow_2) AS pow_1 
FROM users;
--   substring_2 = 1
--   substring_3 = 2
--   pow_2 = 2
-- refused by the server: since 3.35, where built with it

-- postgresql
SELECT SUBSTRING(users.name FROM :substring_2::INTEGER FOR :substring_3::INTEGER) AS substring_1, power(users.age, :pow_2::INTEGER) AS pow_1 
FROM users;
--   substring_2 = 1
--   substring_3 = 2
--   pow_2 = 2

-- =================================================================================================
-- Strings of many rows

-- str()
SELECT aggregate_strings(users.name, ', ') AS aggregate_strings_1 
FROM users;

-- sqlite
SELECT group_concat(users.name, ', ') AS aggregate_strings_1 
FROM users;

-- postgresql
SELECT string_agg(users.name, ', ') AS aggregate_strings_1 
FROM users;

-- mysql, mariadb
SELECT group_concat(users.name SEPARATOR ', ') AS aggregate_strings_1 
FROM users;

-- =================================================================================================
-- CUBE and GROUPING SETS

-- str(), postgresql, mysql
SELECT count(users.id) AS count_1 
FROM users GROUP BY CUBE(users.org_id, users.age), GROUPING SETS(users.org_id, users.age);

-- sqlite, mariadb
SELECT count(users.id) AS count_1 
FROM users GROUP BY CUBE(users.org_id, users.age), GROUPING SETS(users.org_id, users.age);
-- refused by the server: no CUBE

-- =================================================================================================
-- A function over a cast

-- str(), sqlite, postgresql
SELECT abs(CAST(users.email AS INTEGER)) AS abs_1 
FROM users;

-- mysql, mariadb
SELECT abs(CAST(users.email AS SIGNED INTEGER)) AS abs_1 
FROM users;

-- =================================================================================================
-- A type for a function's result

-- str(), sqlite, mysql, mariadb
SELECT abs(users.age) + :abs_1 AS anon_1, abs(users.age) + :param_1 AS anon_2 
FROM users;
--   abs_1 = 1
--   param_1 = 1

-- postgresql
SELECT abs(users.age) + :abs_1::INTEGER AS anon_1, abs(users.age) + :param_1::INTEGER AS anon_2 
FROM users;
--   abs_1 = 1
--   param_1 = 1

-- =================================================================================================
-- A function as a comparison

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE instr(users.name, :instr_1);
--   instr_1 = 'x'

-- postgresql
SELECT users.id 
FROM users 
WHERE instr(users.name, :instr_1::VARCHAR);
--   instr_1 = 'x'
-- refused by the server: no such function

-- =================================================================================================
-- A function as an alias

-- str(), mysql
SELECT l 
FROM lower(:lower_1) AS l;
--   lower_1 = 'X'

-- sqlite
SELECT l 
FROM lower(:lower_1) AS l;
--   lower_1 = 'X'
-- refused by the server: not a function of rows

-- postgresql
SELECT l 
FROM lower(:lower_1::VARCHAR) AS l;
--   lower_1 = 'X'

-- mariadb
SELECT l 
FROM lower(:lower_1) AS l;
--   lower_1 = 'X'
-- refused by the server: no functions in FROM

-- =================================================================================================
-- A function as the whole statement

-- str(), sqlite, mysql, mariadb
lower(:lower_1);
--   lower_1 = 'X'

-- postgresql
lower(:lower_1::VARCHAR);
--   lower_1 = 'X'

-- =================================================================================================
-- Next value of a sequence

-- str()
SELECT <next sequence value: numbers> AS next_value_1;

-- sqlite
-- NotImplementedError: Dialect 'sqlite' does not support sequence increments.

-- postgresql
SELECT nextval('numbers') AS next_value_1;

-- mysql, mariadb
SELECT nextval(numbers) AS next_value_1;

-- =================================================================================================
-- A function of a literal column

-- str(), sqlite, postgresql, mysql, mariadb
SELECT abs(-1) AS abs_1 
FROM orders;
