-- INSERT that finds its row there: ON CONFLICT (SQLite, PostgreSQL), ON DUPLICATE KEY (MySQL, MariaDB).
-- The Python of each entry is in upserts.py; `./dev golden write` writes this file.

-- =================================================================================================
-- Do nothing

-- sqlite
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON CONFLICT DO NOTHING;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- postgresql
INSERT INTO users (id, name, email) VALUES (:id::INTEGER, :name::VARCHAR, :email::VARCHAR) ON CONFLICT DO NOTHING;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- mysql, mariadb
INSERT IGNORE INTO users (id, name, email) VALUES (:id, :name, :email);
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- =================================================================================================
-- Do nothing if this key is there

-- sqlite
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON CONFLICT (id) DO NOTHING;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- postgresql
INSERT INTO users (id, name, email) VALUES (:id::INTEGER, :name::VARCHAR, :email::VARCHAR) ON CONFLICT (id) DO NOTHING;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- =================================================================================================
-- Take the new values

-- sqlite
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- postgresql
INSERT INTO users (id, name, email) VALUES (:id::INTEGER, :name::VARCHAR, :email::VARCHAR) ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- mysql
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) AS new ON DUPLICATE KEY UPDATE name = new.name, email = new.email;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- mariadb
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON DUPLICATE KEY UPDATE name = VALUES(name), email = VALUES(email);
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- =================================================================================================
-- Take all new values

-- sqlite
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON CONFLICT (id) DO UPDATE SET id = excluded.id, org_id = excluded.org_id, boss_id = excluded.boss_id, name = excluded.name, email = excluded.email, age = excluded.age, active = excluded.active, settings = excluded.settings, joined = excluded.joined;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- postgresql
INSERT INTO users (id, name, email) VALUES (:id::INTEGER, :name::VARCHAR, :email::VARCHAR) ON CONFLICT (id) DO UPDATE SET id = excluded.id, org_id = excluded.org_id, boss_id = excluded.boss_id, name = excluded.name, email = excluded.email, age = excluded.age, active = excluded.active, settings = excluded.settings, joined = excluded.joined;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- mysql
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) AS new ON DUPLICATE KEY UPDATE id = new.id, org_id = new.org_id, boss_id = new.boss_id, name = new.name, email = new.email, age = new.age, active = new.active, settings = new.settings, joined = new.joined;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- mariadb
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON DUPLICATE KEY UPDATE id = VALUES(id), org_id = VALUES(org_id), boss_id = VALUES(boss_id), name = VALUES(name), email = VALUES(email), age = VALUES(age), active = VALUES(active), settings = VALUES(settings), joined = VALUES(joined);
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- =================================================================================================
-- Compute from old and new

-- sqlite
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON CONFLICT (id) DO UPDATE SET name = (excluded.name || :name_1), age = (users.age + :age_1);
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   name_1 = '!'
--   age_1 = 1

-- postgresql
INSERT INTO users (id, name, email) VALUES (:id::INTEGER, :name::VARCHAR, :email::VARCHAR) ON CONFLICT (id) DO UPDATE SET name = (excluded.name || :name_1::VARCHAR), age = (users.age + :age_1::INTEGER);
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   name_1 = '!'
--   age_1 = 1

-- mysql
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) AS new ON DUPLICATE KEY UPDATE name = (concat(new.name, :name_1)), age = (users.age + :age_1);
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   name_1 = '!'
--   age_1 = 1

-- mariadb
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON DUPLICATE KEY UPDATE name = (concat(VALUES(name), :name_1)), age = (users.age + :age_1);
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   name_1 = '!'
--   age_1 = 1

-- =================================================================================================
-- Only if

-- sqlite
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON CONFLICT (id) DO UPDATE SET name = :param_1 WHERE users.age > :age_1;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   param_1 = 'x'
--   age_1 = 5

-- postgresql
INSERT INTO users (id, name, email) VALUES (:id::INTEGER, :name::VARCHAR, :email::VARCHAR) ON CONFLICT (id) DO UPDATE SET name = :param_1::VARCHAR WHERE users.age > :age_1::INTEGER;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   param_1 = 'x'
--   age_1 = 5

-- =================================================================================================
-- A partial index

-- sqlite
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON CONFLICT (email) WHERE age > 5 DO UPDATE SET name = :param_1;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   param_1 = 'x'

-- postgresql
INSERT INTO users (id, name, email) VALUES (:id::INTEGER, :name::VARCHAR, :email::VARCHAR) ON CONFLICT (email) WHERE age > :age_1::INTEGER DO UPDATE SET name = :param_1::VARCHAR;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   age_1 = 5
--   param_1 = 'x'

-- =================================================================================================
-- A constraint by name

-- postgresql
INSERT INTO users (name) VALUES (:name::VARCHAR) ON CONFLICT ON CONSTRAINT users_email_key DO UPDATE SET name = excluded.name RETURNING users.id;
--   name = 'Ada'

-- =================================================================================================
-- A constraint

-- postgresql
INSERT INTO users (id, name, email) VALUES (:id::INTEGER, :name::VARCHAR, :email::VARCHAR) ON CONFLICT (id) DO NOTHING;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- =================================================================================================
-- The order of the assignments

-- mysql
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) AS new ON DUPLICATE KEY UPDATE name = concat(users.name, :concat_1), age = :param_1;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   concat_1 = 'x'
--   param_1 = 5

-- mariadb
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON DUPLICATE KEY UPDATE name = concat(users.name, :concat_1), age = :param_1;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   concat_1 = 'x'
--   param_1 = 5

-- =================================================================================================
-- Several clauses

-- sqlite
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON CONFLICT (email) DO NOTHING ON CONFLICT (id) DO UPDATE SET name = :param_1;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   param_1 = 'x'

-- =================================================================================================
-- An expression as a value

-- sqlite
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON CONFLICT (id) DO UPDATE SET name = lower(:lower_1);
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   lower_1 = 'X'

-- postgresql
INSERT INTO users (id, name, email) VALUES (:id::INTEGER, :name::VARCHAR, :email::VARCHAR) ON CONFLICT (id) DO UPDATE SET name = (SELECT max(users.name) AS max_1 
FROM users);
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'

-- mysql
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) AS new ON DUPLICATE KEY UPDATE name = lower(:lower_1), age = age + 1;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   lower_1 = 'X'

-- mariadb
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON DUPLICATE KEY UPDATE name = lower(:lower_1), age = age + 1;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   lower_1 = 'X'

-- =================================================================================================
-- Several rows

-- sqlite
INSERT INTO users (id, name, email) VALUES (:id_m0, :name_m0, :email_m0), (:id_m1, :name_m1, :email_m1) ON CONFLICT (id) DO UPDATE SET name = excluded.name;
--   id_m0 = 1
--   name_m0 = 'Ada'
--   email_m0 = 'ada@example.com'
--   id_m1 = 2
--   name_m1 = 'Ada'
--   email_m1 = 'b'

-- postgresql
INSERT INTO users (id, name, email) VALUES (:id_m0::INTEGER, :name_m0::VARCHAR, :email_m0::VARCHAR), (:id_m1::INTEGER, :name_m1::VARCHAR, :email_m1::VARCHAR) ON CONFLICT (id) DO UPDATE SET name = excluded.name;
--   id_m0 = 1
--   name_m0 = 'Ada'
--   email_m0 = 'ada@example.com'
--   id_m1 = 2
--   name_m1 = 'Ada'
--   email_m1 = 'b'

-- mysql
INSERT INTO users (id, name, email) VALUES (:id_m0, :name_m0, :email_m0), (:id_m1, :name_m1, :email_m1) AS new ON DUPLICATE KEY UPDATE name = new.name;
--   id_m0 = 1
--   name_m0 = 'Ada'
--   email_m0 = 'ada@example.com'
--   id_m1 = 2
--   name_m1 = 'Ada'
--   email_m1 = 'b'

-- mariadb
INSERT INTO users (id, name, email) VALUES (:id_m0, :name_m0, :email_m0), (:id_m1, :name_m1, :email_m1) ON DUPLICATE KEY UPDATE name = VALUES(name);
--   id_m0 = 1
--   name_m0 = 'Ada'
--   email_m0 = 'ada@example.com'
--   id_m1 = 2
--   name_m1 = 'Ada'
--   email_m1 = 'b'

-- =================================================================================================
-- With RETURNING

-- sqlite
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON CONFLICT (id) DO UPDATE SET name = :param_1 RETURNING id;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   param_1 = 'x'

-- postgresql
INSERT INTO users (id, name, email) VALUES (:id::INTEGER, :name::VARCHAR, :email::VARCHAR) ON CONFLICT (id) DO UPDATE SET name = :param_1::VARCHAR RETURNING users.id;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   param_1 = 'x'

-- mariadb
INSERT INTO users (id, name, email) VALUES (:id, :name, :email) ON DUPLICATE KEY UPDATE name = :param_1 RETURNING users.id;
--   id = 1
--   name = 'Ada'
--   email = 'ada@example.com'
--   param_1 = 'x'
