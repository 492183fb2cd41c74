-- DELETE: conditions, other tables, limit, RETURNING.
-- The Python of each entry is in deletes.py; `./dev golden write` writes this file.

-- =================================================================================================
-- All rows

-- str(), sqlite, postgresql, mysql, mariadb
DELETE FROM orders;

-- =================================================================================================
-- Some rows

-- str(), sqlite, mysql, mariadb
DELETE FROM orders WHERE orders.id = :id_1 AND orders.note != :note_1;
--   id_1 = 3
--   note_1 = 'x'

-- postgresql
DELETE FROM orders WHERE orders.id = :id_1::INTEGER AND orders.note != :note_1::VARCHAR;
--   id_1 = 3
--   note_1 = 'x'

-- =================================================================================================
-- Some rows, found by filter_by

-- str(), sqlite, mysql, mariadb
DELETE FROM orders WHERE orders.id = :id_1;
--   id_1 = 3

-- postgresql
DELETE FROM orders WHERE orders.id = :id_1::INTEGER;
--   id_1 = 3

-- =================================================================================================
-- Another table decides

-- str()
DELETE FROM orders , users WHERE orders.user_id = users.id AND users.age < :age_1;
--   age_1 = 3

-- sqlite
-- NotImplementedError: This backend does not support multiple-table criteria within DELETE
-- refused by the server: DELETE has one table

-- postgresql
DELETE FROM orders USING users WHERE orders.user_id = users.id AND users.age < :age_1::INTEGER;
--   age_1 = 3

-- mysql, mariadb
DELETE FROM orders USING orders, users WHERE orders.user_id = users.id AND users.age < :age_1;
--   age_1 = 3

-- =================================================================================================
-- Another table is named

-- str()
DELETE FROM orders , users WHERE orders.user_id = users.id;

-- sqlite
-- NotImplementedError: This backend does not support multiple-table criteria within DELETE
-- refused by the server: DELETE has one table

-- postgresql
DELETE FROM orders USING users WHERE orders.user_id = users.id;

-- mysql, mariadb
DELETE FROM orders USING orders, users WHERE orders.user_id = users.id;

-- =================================================================================================
-- A join decides

-- str()
DELETE FROM orders , users JOIN organisations ON organisations.id = users.org_id WHERE orders.user_id = users.id;

-- sqlite
-- NotImplementedError: This backend does not support multiple-table criteria within DELETE
-- refused by the server: DELETE has one table

-- postgresql
DELETE FROM orders USING users JOIN organisations ON organisations.id = users.org_id WHERE orders.user_id = users.id;

-- mysql, mariadb
DELETE FROM orders USING orders, users INNER JOIN organisations ON organisations.id = users.org_id WHERE orders.user_id = users.id;

-- =================================================================================================
-- A subquery decides

-- str(), sqlite, mysql, mariadb
DELETE FROM orders WHERE orders.user_id IN (SELECT users.id 
FROM users 
WHERE users.age < :age_1);
--   age_1 = 3

-- postgresql
DELETE FROM orders WHERE orders.user_id IN (SELECT users.id 
FROM users 
WHERE users.age < :age_1::INTEGER);
--   age_1 = 3

-- =================================================================================================
-- With a LIMIT

-- mysql, mariadb
DELETE FROM orders LIMIT 5;

-- =================================================================================================
-- With a LIMIT, as an extension

-- mysql, mariadb
DELETE FROM orders LIMIT 3;

-- =================================================================================================
-- RETURNING

-- str(), mysql, mariadb
DELETE FROM orders WHERE orders.id = :id_1 RETURNING orders.id, orders.note;
--   id_1 = 3

-- sqlite
DELETE FROM orders WHERE orders.id = :id_1 RETURNING id, note;
--   id_1 = 3

-- postgresql
DELETE FROM orders WHERE orders.id = :id_1::INTEGER RETURNING orders.id, orders.note;
--   id_1 = 3

-- =================================================================================================
-- RETURNING the row

-- str(), mysql, mariadb
DELETE FROM orders WHERE orders.id = :id_1 RETURNING orders.id, orders.user_id, orders.placed, orders.total, orders.note;
--   id_1 = 3

-- sqlite
DELETE FROM orders WHERE orders.id = :id_1 RETURNING id, user_id, placed, total, note;
--   id_1 = 3

-- postgresql
DELETE FROM orders WHERE orders.id = :id_1::INTEGER RETURNING orders.id, orders.user_id, orders.placed, orders.total, orders.note;
--   id_1 = 3
