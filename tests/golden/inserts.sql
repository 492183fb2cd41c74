-- INSERT: values, many rows, defaults, from SELECT, RETURNING.
-- The Python of each entry is in inserts.py; `./dev golden write` writes this file.

-- =================================================================================================
-- All columns

-- str(), sqlite, mysql, mariadb
INSERT INTO organisations (id, name) VALUES (:id, :name);
--   id = ?
--   name = ?

-- postgresql
INSERT INTO organisations (id, name) VALUES (:id::INTEGER, :name::VARCHAR);
--   id = ?
--   name = ?

-- =================================================================================================
-- Some columns, by values()

-- str(), sqlite, mysql, mariadb
INSERT INTO users (name, age) VALUES (:name, :age);
--   name = 'Ada'
--   age = 36

-- postgresql
INSERT INTO users (name, age) VALUES (:name::VARCHAR, :age::INTEGER) RETURNING users.id;
--   name = 'Ada'
--   age = 36

-- =================================================================================================
-- Some columns, by the parameters of execute()

-- str(), sqlite, mysql, mariadb
INSERT INTO users (name) VALUES (:name);
--   name = ?

-- postgresql
INSERT INTO users (name) VALUES (:name::VARCHAR) RETURNING users.id;
--   name = ?

-- =================================================================================================
-- Some columns, by columns and by position

-- str(), sqlite, mysql, mariadb
INSERT INTO organisations (id, name) VALUES (:id, :name);
--   id = 81
--   name = 'x'

-- postgresql
INSERT INTO organisations (id, name) VALUES (:id::INTEGER, :name::VARCHAR);
--   id = 81
--   name = 'x'

-- =================================================================================================
-- Some columns, by Column objects

-- str(), sqlite, mysql, mariadb
INSERT INTO users (name) VALUES (:name);
--   name = 'Ada'

-- postgresql
INSERT INTO users (name) VALUES (:name::VARCHAR) RETURNING users.id;
--   name = 'Ada'

-- =================================================================================================
-- No columns

-- str(), sqlite
INSERT INTO defaults (plain, computed, sql) VALUES (:plain, :computed, lower(:lower_1));
--   plain = NULL
--   computed = NULL
--   lower_1 = 'X'

-- postgresql
INSERT INTO defaults (plain, computed, sql) VALUES (:plain::INTEGER, :computed::INTEGER, lower(:lower_1::VARCHAR)) RETURNING defaults.id;
--   plain = NULL
--   computed = NULL
--   lower_1 = 'X'

-- mysql, mariadb
INSERT INTO defaults (plain, computed, `sql`) VALUES (:plain, :computed, lower(:lower_1));
--   plain = NULL
--   computed = NULL
--   lower_1 = 'X'

-- =================================================================================================
-- No columns and no defaults

-- str(), mysql, mariadb
INSERT INTO users () VALUES ();

-- sqlite
INSERT INTO users DEFAULT VALUES;

-- postgresql
INSERT INTO users DEFAULT VALUES RETURNING users.id;

-- =================================================================================================
-- Several rows in one statement

-- str(), sqlite, mysql, mariadb
INSERT INTO users (name, age) VALUES (:name_m0, :age_m0), (:name_m1, :age_m1);
--   name_m0 = 'Ada'
--   age_m0 = 1
--   name_m1 = 'Bob'
--   age_m1 = 2

-- postgresql
INSERT INTO users (name, age) VALUES (:name_m0::VARCHAR, :age_m0::INTEGER), (:name_m1::VARCHAR, :age_m1::INTEGER);
--   name_m0 = 'Ada'
--   age_m0 = 1
--   name_m1 = 'Bob'
--   age_m1 = 2

-- =================================================================================================
-- Expressions as values

-- str(), sqlite, mysql, mariadb
INSERT INTO users (boss_id, name, age) VALUES ((SELECT max(organisations.id) AS max_1 
FROM organisations), lower(:lower_1), (:param_1 + :param_2));
--   lower_1 = 'ADA'
--   param_1 = 1
--   param_2 = 2

-- postgresql
INSERT INTO users (boss_id, name, age) VALUES ((SELECT max(organisations.id) AS max_1 
FROM organisations), lower(:lower_1::VARCHAR), (:param_1::INTEGER + :param_2::INTEGER)) RETURNING users.id;
--   lower_1 = 'ADA'
--   param_1 = 1
--   param_2 = 2

-- =================================================================================================
-- A parameter with another name

-- str(), sqlite, mysql, mariadb
INSERT INTO users (name) VALUES (:who);
--   who = ?

-- postgresql
INSERT INTO users (name) VALUES (:who::VARCHAR) RETURNING users.id;
--   who = ?

-- =================================================================================================
-- Defaults of columns

-- str(), sqlite
INSERT INTO defaults (plain, computed, sql) VALUES (:plain, :computed, lower(:lower_1));
--   plain = NULL
--   computed = NULL
--   lower_1 = 'X'

-- postgresql
INSERT INTO defaults (plain, computed, sql) VALUES (:plain::INTEGER, :computed::INTEGER, lower(:lower_1::VARCHAR)) RETURNING defaults.id;
--   plain = NULL
--   computed = NULL
--   lower_1 = 'X'

-- mysql, mariadb
INSERT INTO defaults (plain, computed, `sql`) VALUES (:plain, :computed, lower(:lower_1));
--   plain = NULL
--   computed = NULL
--   lower_1 = 'X'

-- =================================================================================================
-- Defaults of columns, not the one that is given

-- str(), sqlite
INSERT INTO defaults (plain, computed, sql) VALUES (:plain, :computed, :sql);
--   plain = 1
--   computed = NULL
--   sql = 'y'

-- postgresql
INSERT INTO defaults (plain, computed, sql) VALUES (:plain::INTEGER, :computed::INTEGER, :sql::VARCHAR) RETURNING defaults.id;
--   plain = 1
--   computed = NULL
--   sql = 'y'

-- mysql, mariadb
INSERT INTO defaults (plain, computed, `sql`) VALUES (:plain, :computed, :sql);
--   plain = 1
--   computed = NULL
--   sql = 'y'

-- =================================================================================================
-- Inline: nothing is asked back

-- str(), sqlite, mysql, mariadb
INSERT INTO users (name) VALUES (:name);
--   name = 'Ada'

-- postgresql
INSERT INTO users (name) VALUES (:name::VARCHAR);
--   name = 'Ada'

-- =================================================================================================
-- FROM SELECT

-- str(), sqlite, postgresql, mysql, mariadb
INSERT INTO organisations (name) SELECT users.name 
FROM users 
WHERE users.name IS NOT NULL;

-- =================================================================================================
-- FROM SELECT, with the defaults of columns

-- str(), sqlite
INSERT INTO defaults (server, plain, computed, sql) SELECT users.age, :plain AS anon_1, :computed AS anon_2, lower(:lower_2) AS lower_1 
FROM users;
--   plain = NULL
--   computed = NULL
--   lower_2 = 'X'

-- postgresql
INSERT INTO defaults (server, plain, computed, sql) SELECT users.age, :plain::INTEGER AS anon_1, :computed::INTEGER AS anon_2, lower(:lower_2::VARCHAR) AS lower_1 
FROM users;
--   plain = NULL
--   computed = NULL
--   lower_2 = 'X'

-- mysql, mariadb
INSERT INTO defaults (server, plain, computed, `sql`) SELECT users.age, :plain AS anon_1, :computed AS anon_2, lower(:lower_2) AS lower_1 
FROM users;
--   plain = NULL
--   computed = NULL
--   lower_2 = 'X'

-- =================================================================================================
-- FROM SELECT, without the defaults of columns

-- str(), sqlite, postgresql, mysql, mariadb
INSERT INTO defaults (server) SELECT users.age 
FROM users;

-- =================================================================================================
-- FROM a UNION

-- str(), sqlite, mysql, mariadb
INSERT INTO organisations (name) SELECT users.email 
FROM users 
WHERE users.id < :id_1 UNION SELECT orders.note 
FROM orders 
WHERE orders.id < :id_2;
--   id_1 = 0
--   id_2 = 0

-- postgresql
INSERT INTO organisations (name) SELECT users.email 
FROM users 
WHERE users.id < :id_1::INTEGER UNION SELECT orders.note 
FROM orders 
WHERE orders.id < :id_2::INTEGER;
--   id_1 = 0
--   id_2 = 0

-- =================================================================================================
-- RETURNING

-- str(), mysql, mariadb
INSERT INTO users (name) VALUES (:name) RETURNING users.id, users.name;
--   name = 'Ada'

-- sqlite
INSERT INTO users (name) VALUES (:name) RETURNING id, name;
--   name = 'Ada'

-- postgresql
INSERT INTO users (name) VALUES (:name::VARCHAR) RETURNING users.id, users.name;
--   name = 'Ada'

-- =================================================================================================
-- RETURNING the row

-- str(), mysql, mariadb
INSERT INTO organisations (name) VALUES (:name) RETURNING organisations.id, organisations.name;
--   name = 'Ada'

-- sqlite
INSERT INTO organisations (name) VALUES (:name) RETURNING id, name;
--   name = 'Ada'

-- postgresql
INSERT INTO organisations (name) VALUES (:name::VARCHAR) RETURNING organisations.id, organisations.name;
--   name = 'Ada'

-- =================================================================================================
-- RETURNING expressions

-- str(), mysql, mariadb
INSERT INTO users (name) VALUES (:name) RETURNING lower(users.name) AS lower_1, users.age AS years, users.age + :age_1 AS anon_1;
--   name = 'Ada'
--   age_1 = 1

-- sqlite
INSERT INTO users (name) VALUES (:name) RETURNING lower(name) AS lower_1, age AS years, age + :age_1 AS anon_1;
--   name = 'Ada'
--   age_1 = 1

-- postgresql
INSERT INTO users (name) VALUES (:name::VARCHAR) RETURNING lower(users.name) AS lower_1, users.age AS years, users.age + :age_1::INTEGER AS anon_1;
--   name = 'Ada'
--   age_1 = 1

-- =================================================================================================
-- RETURNING in the order of the parameters

-- str(), mysql, mariadb
INSERT INTO organisations (name) VALUES (:name) RETURNING organisations.id;
--   name = ?

-- sqlite
INSERT INTO organisations (name) VALUES (:name) RETURNING id;
--   name = ?

-- postgresql
INSERT INTO organisations (name) VALUES (:name::VARCHAR) RETURNING organisations.id;
--   name = ?

-- =================================================================================================
-- Defaults asked back

-- str()
INSERT INTO defaults (plain, computed, sql) VALUES (:plain, :computed, lower(:lower_1)) RETURNING defaults.id, defaults.sql, defaults.server;
--   plain = 1
--   computed = NULL
--   lower_1 = 'X'

-- sqlite
INSERT INTO defaults (plain, computed, sql) VALUES (:plain, :computed, lower(:lower_1)) RETURNING id, sql, server;
--   plain = 1
--   computed = NULL
--   lower_1 = 'X'

-- postgresql
INSERT INTO defaults (plain, computed, sql) VALUES (:plain::INTEGER, :computed::INTEGER, lower(:lower_1::VARCHAR)) RETURNING defaults.id, defaults.sql, defaults.server;
--   plain = 1
--   computed = NULL
--   lower_1 = 'X'

-- mysql
INSERT INTO defaults (plain, computed, `sql`) VALUES (:plain, :computed, lower(:lower_1));
--   plain = 1
--   computed = NULL
--   lower_1 = 'X'

-- mariadb
INSERT INTO defaults (plain, computed, `sql`) VALUES (:plain, :computed, lower(:lower_1)) RETURNING defaults.id, defaults.`sql`, defaults.server;
--   plain = 1
--   computed = NULL
--   lower_1 = 'X'

-- =================================================================================================
-- A value that is the value of another column

-- str(), sqlite, mysql, mariadb
INSERT INTO users (name, email) VALUES (lower(:lower_1), lower(:lower_1));
--   lower_1 = 'X'

-- postgresql
INSERT INTO users (name, email) VALUES (lower(:lower_1::VARCHAR), lower(:lower_1::VARCHAR)) RETURNING users.id;
--   lower_1 = 'X'

-- =================================================================================================
-- A row with a UUID and JSON

-- str()
INSERT INTO users (active, settings) VALUES (:active, :settings);
--   active = True
--   settings = '{"a": 1}'

-- sqlite, mysql, mariadb
INSERT INTO users (active, settings) VALUES (:active, :settings);
--   active = 1
--   settings = '{"a": 1}'

-- postgresql
INSERT INTO users (active, settings) VALUES (:active, :settings::JSON) RETURNING users.id;
--   active = True
--   settings = '{"a": 1}'

-- =================================================================================================
-- A key that the caller makes

-- str()
INSERT INTO tokens (key, user_id) VALUES (:key, :user_id);
--   key = '00000000000000000000000000000005'
--   user_id = 1

-- sqlite
INSERT INTO tokens ("key", user_id) VALUES (:key, :user_id);
--   key = '00000000000000000000000000000005'
--   user_id = 1

-- postgresql
INSERT INTO tokens (key, user_id) VALUES (:key::UUID, :user_id::INTEGER);
--   key = '00000000000000000000000000000005'
--   user_id = 1

-- mysql, mariadb
INSERT INTO tokens (`key`, user_id) VALUES (:key, :user_id);
--   key = '00000000000000000000000000000005'
--   user_id = 1
