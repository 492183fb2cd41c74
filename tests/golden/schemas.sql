-- Schemas: tables of other schemas, schemas made and dropped, names exchanged when a statement runs.
-- The Python of each entry is in schemas.py; `./dev golden write` writes this file.

-- =================================================================================================
-- SELECT

-- str(), sqlite, postgresql
SELECT shop.goods.id, shop.sales.id AS id_1 
FROM shop.goods JOIN shop.sales ON shop.goods.id = shop.sales.good_id;

-- mysql, mariadb
SELECT shop.goods.id, shop.sales.id AS id_1 
FROM shop.goods INNER JOIN shop.sales ON shop.goods.id = shop.sales.good_id;

-- =================================================================================================
-- SELECT from an alias

-- str(), sqlite, postgresql, mysql, mariadb
SELECT g.name 
FROM shop.goods AS g;

-- =================================================================================================
-- INSERT

-- str(), sqlite, mysql, mariadb
INSERT INTO shop.goods (name) VALUES (:name);
--   name = 'x'

-- postgresql
INSERT INTO shop.goods (name) VALUES (:name::VARCHAR) RETURNING shop.goods.id;
--   name = 'x'

-- =================================================================================================
-- UPDATE

-- str(), sqlite, mysql, mariadb
UPDATE shop.goods SET name=:name WHERE shop.goods.id = :id_1;
--   name = 'x'
--   id_1 = 1

-- postgresql
UPDATE shop.goods SET name=:name::VARCHAR WHERE shop.goods.id = :id_1::INTEGER;
--   name = 'x'
--   id_1 = 1

-- =================================================================================================
-- DELETE

-- str(), sqlite, mysql, mariadb
DELETE FROM shop.goods WHERE shop.goods.id = :id_1;
--   id_1 = 1

-- postgresql
DELETE FROM shop.goods WHERE shop.goods.id = :id_1::INTEGER;
--   id_1 = 1

-- =================================================================================================
-- CREATE TABLE

-- str()
CREATE TABLE shop.sales (
	id INTEGER NOT NULL, 
	good_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(good_id) REFERENCES shop.goods (id)
);

-- sqlite
CREATE TABLE shop.sales (
	id INTEGER NOT NULL, 
	good_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(good_id) REFERENCES goods (id)
);

-- postgresql
CREATE TABLE shop.sales (
	id SERIAL NOT NULL, 
	good_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(good_id) REFERENCES shop.goods (id)
);

-- mysql, mariadb
CREATE TABLE shop.sales (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	good_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(good_id) REFERENCES shop.goods (id)
);

-- =================================================================================================
-- CREATE INDEX

-- str(), postgresql, mysql, mariadb
CREATE INDEX by_name ON shop.goods (name);

-- sqlite
CREATE INDEX shop.by_name ON goods (name);

-- =================================================================================================
-- A schema whose name needs quotes

-- str(), sqlite, postgresql
SELECT "My Shop".t.x 
FROM "My Shop".t;

-- mysql, mariadb
SELECT `My Shop`.t.x 
FROM `My Shop`.t;

-- =================================================================================================
-- A schema with two parts

-- str(), sqlite, postgresql
SELECT "db.shop".t.x 
FROM "db.shop".t;

-- mysql, mariadb
SELECT `db.shop`.t.x 
FROM `db.shop`.t;

-- =================================================================================================
-- CREATE SCHEMA

-- str(), postgresql, mysql, mariadb
CREATE SCHEMA shop2;

-- sqlite
CREATE SCHEMA shop2;
-- refused by the server: schemas are attached files

-- =================================================================================================
-- CREATE SCHEMA IF NOT EXISTS

-- str(), postgresql, mysql, mariadb
CREATE SCHEMA IF NOT EXISTS shop2;

-- sqlite
CREATE SCHEMA IF NOT EXISTS shop2;
-- refused by the server: schemas are attached files

-- =================================================================================================
-- DROP SCHEMA

-- str(), postgresql, mysql, mariadb
DROP SCHEMA shop2;

-- sqlite
DROP SCHEMA shop2;
-- refused by the server: schemas are attached files

-- =================================================================================================
-- DROP SCHEMA IF EXISTS

-- str(), postgresql, mysql, mariadb
DROP SCHEMA IF EXISTS shop2;

-- sqlite
DROP SCHEMA IF EXISTS shop2;
-- refused by the server: schemas are attached files

-- =================================================================================================
-- DROP SCHEMA CASCADE

-- str(), postgresql, mysql
DROP SCHEMA shop2 CASCADE;

-- sqlite
DROP SCHEMA shop2 CASCADE;
-- refused by the server: schemas are attached files

-- mariadb
DROP SCHEMA shop2 CASCADE;
-- refused by the server: no CASCADE

-- =================================================================================================
-- schema_translate_map: another schema

-- str(), sqlite, postgresql, mysql, mariadb
SELECT test_shop.goods.id, test_shop.goods.name 
FROM test_shop.goods;

-- =================================================================================================
-- schema_translate_map: a schema for tables that have none

-- str(), sqlite, postgresql, mysql, mariadb
SELECT test_shop.goods.id, test_shop.goods.name 
FROM test_shop.goods;

-- =================================================================================================
-- schema_translate_map: no schema

-- str(), sqlite, postgresql
-- CompileError: Dialect has no default schema name; can't use None as dynamic schema target.

-- mysql, mariadb
SELECT test.goods.id 
FROM test.goods;

-- =================================================================================================
-- schema_translate_map: DDL

-- str()
CREATE TABLE test_shop.sales (
	id INTEGER NOT NULL, 
	good_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(good_id) REFERENCES test_shop.goods (id)
);

-- sqlite
CREATE TABLE test_shop.sales (
	id INTEGER NOT NULL, 
	good_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(good_id) REFERENCES goods (id)
);

-- postgresql
CREATE TABLE test_shop.sales (
	id SERIAL NOT NULL, 
	good_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(good_id) REFERENCES test_shop.goods (id)
);

-- mysql, mariadb
CREATE TABLE test_shop.sales (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	good_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(good_id) REFERENCES test_shop.goods (id)
);

-- =================================================================================================
-- schema_translate_map: INSERT

-- str(), sqlite, mysql, mariadb
INSERT INTO test_shop.goods (name) VALUES (:name);
--   name = 'x'

-- postgresql
INSERT INTO test_shop.goods (name) VALUES (:name::VARCHAR) RETURNING test_shop.goods.id;
--   name = 'x'

-- =================================================================================================
-- schema_translate_map: sequence

-- postgresql
SELECT nextval('other.numbers') AS next_value_1;

-- mariadb
SELECT nextval(other.numbers) AS next_value_1;
