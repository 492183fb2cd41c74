-- Sequences: CREATE, DROP, next value, as a column's default.
-- The Python of each entry is in sequences.py; `./dev golden write` writes this file.

-- =================================================================================================
-- CREATE SEQUENCE

-- str(), postgresql, mysql, mariadb
CREATE SEQUENCE numbers;

-- sqlite
CREATE SEQUENCE numbers;
-- refused by the server: has no sequences

-- =================================================================================================
-- CREATE SEQUENCE with options

-- str(), mysql, mariadb
CREATE SEQUENCE numbers INCREMENT BY 5 START WITH 10 MINVALUE 1 MAXVALUE 1000 CACHE 3 CYCLE;

-- sqlite
CREATE SEQUENCE numbers INCREMENT BY 5 START WITH 10 MINVALUE 1 MAXVALUE 1000 CACHE 3 CYCLE;
-- refused by the server: has no sequences

-- postgresql
CREATE SEQUENCE numbers AS BIGINT INCREMENT BY 5 START WITH 10 MINVALUE 1 MAXVALUE 1000 CACHE 3 CYCLE;

-- =================================================================================================
-- CREATE SEQUENCE without bounds

-- str(), postgresql, mysql, mariadb
CREATE SEQUENCE numbers NO MINVALUE NO MAXVALUE;

-- sqlite
CREATE SEQUENCE numbers NO MINVALUE NO MAXVALUE;
-- refused by the server: has no sequences

-- =================================================================================================
-- CREATE SEQUENCE IF NOT EXISTS

-- str(), postgresql, mysql, mariadb
CREATE SEQUENCE IF NOT EXISTS numbers;

-- sqlite
CREATE SEQUENCE IF NOT EXISTS numbers;
-- refused by the server: has no sequences

-- =================================================================================================
-- DROP SEQUENCE

-- str(), postgresql, mysql, mariadb
DROP SEQUENCE numbers;

-- sqlite
DROP SEQUENCE numbers;
-- refused by the server: has no sequences

-- =================================================================================================
-- DROP SEQUENCE IF EXISTS

-- str(), postgresql, mysql, mariadb
DROP SEQUENCE IF EXISTS numbers;

-- sqlite
DROP SEQUENCE IF EXISTS numbers;
-- refused by the server: has no sequences

-- =================================================================================================
-- The next value

-- str()
SELECT <next sequence value: numbers> AS next_value_1;

-- sqlite
-- NotImplementedError: Dialect 'sqlite' does not support sequence increments.
-- refused by the server: has no sequences

-- postgresql
SELECT nextval('numbers') AS next_value_1;

-- mysql, mariadb
SELECT nextval(numbers) AS next_value_1;

-- =================================================================================================
-- The next value, as a function

-- str()
SELECT <next sequence value: numbers> AS n;

-- sqlite
-- NotImplementedError: Dialect 'sqlite' does not support sequence increments.
-- refused by the server: has no sequences

-- postgresql
SELECT nextval('numbers') AS n;

-- mysql, mariadb
SELECT nextval(numbers) AS n;

-- =================================================================================================
-- A column that takes its values there

-- str(), sqlite, postgresql, mariadb
CREATE TABLE counted (
	id INTEGER NOT NULL, 
	x INTEGER, 
	PRIMARY KEY (id)
);

-- mysql
CREATE TABLE counted (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	x INTEGER, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- INSERT into such a table

-- str(), mariadb
INSERT INTO counted (id, x) VALUES (:id, :x);
--   id = NULL
--   x = 1

-- sqlite
INSERT INTO counted (x) VALUES (:x);
--   x = 1
-- refused by the server: has no sequences

-- postgresql
INSERT INTO counted (id, x) VALUES (nextval('numbers'), :x::INTEGER) RETURNING counted.id;
--   x = 1

-- mysql
INSERT INTO counted (x) VALUES (:x);
--   x = 1

-- =================================================================================================
-- A column whose default on the server is a sequence

-- postgresql
CREATE TABLE t (
	id INTEGER DEFAULT nextval('numbers') NOT NULL, 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL DEFAULT (nextval(numbers)), 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- A sequence of a schema

-- str(), sqlite, postgresql, mysql, mariadb
CREATE SEQUENCE shop.numbers;
