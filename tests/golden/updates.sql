-- UPDATE: values, expressions, several tables, order and limit, RETURNING.
-- The Python of each entry is in updates.py; `./dev golden write` writes this file.

-- =================================================================================================
-- All rows

-- str(), sqlite, mysql, mariadb
UPDATE users SET age=:age;
--   age = 1

-- postgresql
UPDATE users SET age=:age::INTEGER;
--   age = 1

-- =================================================================================================
-- Some rows

-- str(), sqlite, mysql, mariadb
UPDATE users SET name=:name, age=:age WHERE users.id = :id_1;
--   name = 'x'
--   age = NULL
--   id_1 = 3

-- postgresql
UPDATE users SET name=:name::VARCHAR, age=:age::INTEGER WHERE users.id = :id_1::INTEGER;
--   name = 'x'
--   age = NULL
--   id_1 = 3

-- =================================================================================================
-- Some rows, found by filter_by

-- str(), sqlite, mysql, mariadb
UPDATE users SET name=:name WHERE users.id = :id_1;
--   name = 'x'
--   id_1 = 3

-- postgresql
UPDATE users SET name=:name::VARCHAR WHERE users.id = :id_1::INTEGER;
--   name = 'x'
--   id_1 = 3

-- =================================================================================================
-- Expressions as values

-- str(), sqlite, mysql, mariadb
UPDATE users SET name=lower(users.name), age=(users.age + :age_1);
--   age_1 = 1

-- postgresql
UPDATE users SET name=lower(users.name), age=(users.age + :age_1::INTEGER);
--   age_1 = 1

-- =================================================================================================
-- Columns by the parameters of execute()

-- str(), sqlite, mysql, mariadb
UPDATE users SET name=:name WHERE users.id = :which;
--   name = ?
--   which = ?

-- postgresql
UPDATE users SET name=:name::VARCHAR WHERE users.id = :which::INTEGER;
--   name = ?
--   which = ?

-- =================================================================================================
-- A minus sign and NOT as values

-- str(), postgresql
UPDATE users SET age=(-users.age), active=NOT users.active;

-- sqlite, mysql, mariadb
UPDATE users SET age=(-users.age), active=users.active = 0;

-- =================================================================================================
-- A subquery as a value

-- str(), sqlite, postgresql, mysql, mariadb
UPDATE users SET age=(SELECT count(orders.id) AS count_1 
FROM orders 
WHERE orders.user_id = users.id);

-- =================================================================================================
-- Values in a given order

-- str(), sqlite, mysql, mariadb
UPDATE users SET name=:name, age=:age;
--   name = 'x'
--   age = 5

-- postgresql
UPDATE users SET name=:name::VARCHAR, age=:age::INTEGER;
--   name = 'x'
--   age = 5

-- =================================================================================================
-- Another table decides

-- str(), sqlite, postgresql
UPDATE users SET name=organisations.name FROM organisations WHERE users.org_id = organisations.id;

-- mysql, mariadb
UPDATE users, organisations SET users.name=organisations.name WHERE users.org_id = organisations.id;

-- =================================================================================================
-- Several other tables

-- str(), sqlite, postgresql
UPDATE users SET age=orders.id FROM organisations, orders WHERE users.org_id = organisations.id AND orders.user_id = users.id;

-- mysql, mariadb
UPDATE users, organisations, orders SET users.age=orders.id WHERE users.org_id = organisations.id AND orders.user_id = users.id;

-- =================================================================================================
-- Another table by a join

-- str(), sqlite
UPDATE users SET age=:age FROM users AS boss WHERE users.id = boss.boss_id;
--   age = 1

-- postgresql
UPDATE users SET age=:age::INTEGER FROM users AS boss WHERE users.id = boss.boss_id;
--   age = 1

-- mysql, mariadb
UPDATE users, users AS boss SET users.age=:age WHERE users.id = boss.boss_id;
--   age = 1

-- =================================================================================================
-- Two tables are changed

-- str()
-- CompileError: Backend does not support additional tables in the SET clause; cannot include columns from table(s) 'organisations' in SET clause

-- mysql, mariadb
UPDATE users, organisations SET organisations.name=:organisations_name, users.age=:age WHERE users.org_id = organisations.id;
--   organisations_name = 'z'
--   age = 1

-- =================================================================================================
-- With a LIMIT

-- mysql, mariadb
UPDATE users SET age=:age LIMIT 5;
--   age = 1

-- =================================================================================================
-- With ORDER BY and LIMIT

-- mysql, mariadb
UPDATE users SET age=:age LIMIT 3;
--   age = 1

-- =================================================================================================
-- A value that is the value of another column

-- str(), sqlite
UPDATE users SET name=(users.email || :email_1), email=(users.email || :email_1);
--   email_1 = '!'

-- postgresql
UPDATE users SET name=(users.email || :email_1::VARCHAR), email=(users.email || :email_1::VARCHAR);
--   email_1 = '!'

-- mysql, mariadb
UPDATE users SET name=(concat(users.email, :email_1)), email=(concat(users.email, :email_1));
--   email_1 = '!'

-- =================================================================================================
-- A value that is the old value of another column

-- str(), sqlite, postgresql, mysql, mariadb
UPDATE users SET boss_id=users.id;

-- =================================================================================================
-- RETURNING

-- str()
UPDATE users SET age=(users.age + :age_1) RETURNING users.id, users.age;
--   age_1 = 1

-- sqlite
UPDATE users SET age=(users.age + :age_1) RETURNING id, age;
--   age_1 = 1

-- postgresql
UPDATE users SET age=(users.age + :age_1::INTEGER) RETURNING users.id, users.age;
--   age_1 = 1

-- mysql
UPDATE users SET age=(users.age + :age_1) RETURNING users.id, users.age;
--   age_1 = 1
-- refused by the server: no RETURNING

-- mariadb
UPDATE users SET age=(users.age + :age_1) RETURNING users.id, users.age;
--   age_1 = 1
-- refused by the server: no RETURNING for UPDATE

-- =================================================================================================
-- Inline

-- str(), sqlite, mysql, mariadb
UPDATE users SET name=:name;
--   name = 'x'

-- postgresql
UPDATE users SET name=:name::VARCHAR;
--   name = 'x'

-- =================================================================================================
-- New values asked back

-- str(), sqlite, mysql, mariadb
UPDATE users SET age=:age;
--   age = 5

-- postgresql
UPDATE users SET age=:age::INTEGER;
--   age = 5
