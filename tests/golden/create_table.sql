-- CREATE TABLE and DROP TABLE: tables as a whole and their options.
-- The Python of each entry is in create_table.py; `./dev golden write` writes this file.

-- =================================================================================================
-- A table

-- str(), sqlite
CREATE TABLE organisations (
	id INTEGER NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	PRIMARY KEY (id)
);

-- postgresql
CREATE TABLE organisations (
	id SERIAL NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TABLE organisations (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	name VARCHAR(50) NOT NULL, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- A table with foreign keys

-- str(), sqlite
CREATE TABLE users (
	id INTEGER NOT NULL, 
	org_id INTEGER, 
	boss_id INTEGER, 
	name VARCHAR(50), 
	email VARCHAR(100), 
	age INTEGER, 
	active BOOLEAN, 
	settings JSON, 
	joined DATETIME, 
	PRIMARY KEY (id), 
	FOREIGN KEY(org_id) REFERENCES organisations (id), 
	FOREIGN KEY(boss_id) REFERENCES users (id), 
	UNIQUE (email)
);

-- postgresql
CREATE TABLE users (
	id SERIAL NOT NULL, 
	org_id INTEGER, 
	boss_id INTEGER, 
	name VARCHAR(50), 
	email VARCHAR(100), 
	age INTEGER, 
	active BOOLEAN, 
	settings JSON, 
	joined TIMESTAMP WITHOUT TIME ZONE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(org_id) REFERENCES organisations (id), 
	FOREIGN KEY(boss_id) REFERENCES users (id), 
	UNIQUE (email)
);

-- mysql, mariadb
CREATE TABLE users (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	org_id INTEGER, 
	boss_id INTEGER, 
	name VARCHAR(50), 
	email VARCHAR(100), 
	age INTEGER, 
	active BOOL, 
	settings JSON, 
	joined DATETIME, 
	PRIMARY KEY (id), 
	FOREIGN KEY(org_id) REFERENCES organisations (id), 
	FOREIGN KEY(boss_id) REFERENCES users (id), 
	UNIQUE (email)
);

-- =================================================================================================
-- A table with columns of further types

-- str(), sqlite
CREATE TABLE orders (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	placed DATE, 
	total NUMERIC(10, 2), 
	note TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(user_id) REFERENCES users (id)
);

-- postgresql
CREATE TABLE orders (
	id SERIAL NOT NULL, 
	user_id INTEGER NOT NULL, 
	placed DATE, 
	total NUMERIC(10, 2), 
	note TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(user_id) REFERENCES users (id)
);

-- mysql, mariadb
CREATE TABLE orders (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	user_id INTEGER NOT NULL, 
	placed DATE, 
	total NUMERIC(10, 2), 
	note TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(user_id) REFERENCES users (id)
);

-- =================================================================================================
-- IF NOT EXISTS

-- str(), sqlite
CREATE TABLE IF NOT EXISTS organisations (
	id INTEGER NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	PRIMARY KEY (id)
);

-- postgresql
CREATE TABLE IF NOT EXISTS organisations (
	id SERIAL NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TABLE IF NOT EXISTS organisations (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	name VARCHAR(50) NOT NULL, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- Without foreign keys, which come later

-- str(), sqlite
CREATE TABLE orders (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	placed DATE, 
	total NUMERIC(10, 2), 
	note TEXT, 
	PRIMARY KEY (id)
);

-- postgresql
CREATE TABLE orders (
	id SERIAL NOT NULL, 
	user_id INTEGER NOT NULL, 
	placed DATE, 
	total NUMERIC(10, 2), 
	note TEXT, 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TABLE orders (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	user_id INTEGER NOT NULL, 
	placed DATE, 
	total NUMERIC(10, 2), 
	note TEXT, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- No columns

-- str(), postgresql
CREATE TABLE empty (
);

-- sqlite, mariadb
CREATE TABLE empty (
);
-- refused by the server: a table has columns

-- mysql
CREATE TABLE `empty` (
);

-- =================================================================================================
-- TEMPORARY

-- str(), sqlite
CREATE TEMPORARY TABLE scratch (
	id INTEGER NOT NULL, 
	x VARCHAR(20), 
	PRIMARY KEY (id)
);

-- postgresql
CREATE TEMPORARY TABLE scratch (
	id SERIAL NOT NULL, 
	x VARCHAR(20), 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TEMPORARY TABLE scratch (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	x VARCHAR(20), 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- DROP TABLE

-- str(), sqlite, postgresql, mysql, mariadb
DROP TABLE organisations;

-- =================================================================================================
-- DROP TABLE IF EXISTS

-- str(), sqlite, postgresql, mysql, mariadb
DROP TABLE IF EXISTS organisations;

-- =================================================================================================
-- SQLite: AUTOINCREMENT

-- sqlite
CREATE TABLE t (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	x VARCHAR(20)
);

-- =================================================================================================
-- SQLite: WITHOUT ROWID, STRICT

-- sqlite
CREATE TABLE t (
	id INTEGER NOT NULL, 
	PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT;

-- =================================================================================================
-- PostgreSQL: INHERITS

-- postgresql
CREATE TABLE t (
	id SERIAL NOT NULL, 
	x VARCHAR(20), 
	PRIMARY KEY (id)
)
 INHERITS (base);

-- =================================================================================================
-- PostgreSQL: PARTITION BY

-- postgresql
CREATE TABLE t (
	id SERIAL NOT NULL, 
	x VARCHAR(20), 
	PRIMARY KEY (id)
)
 PARTITION BY HASH (id);

-- =================================================================================================
-- PostgreSQL: USING, WITH, ON COMMIT, TABLESPACE

-- postgresql
CREATE TEMPORARY TABLE t (
	id SERIAL NOT NULL, 
	x VARCHAR(20), 
	PRIMARY KEY (id)
)
 USING heap
 WITH (fillfactor = 70)
 ON COMMIT PRESERVE ROWS
 TABLESPACE pg_default;

-- =================================================================================================
-- PostgreSQL: WITH OIDS

-- postgresql
CREATE TABLE t (
	id SERIAL NOT NULL, 
	x VARCHAR(20), 
	PRIMARY KEY (id)
)
 WITHOUT OIDS;

-- =================================================================================================
-- MySQL and MariaDB: engine, character set, comment, first number

-- mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	x VARCHAR(20), 
	PRIMARY KEY (id)
)ENGINE=InnoDB CHARSET=utf8mb4 AUTO_INCREMENT=5 COLLATE utf8mb4_bin;

-- =================================================================================================
-- MySQL and MariaDB: partitions

-- mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	x VARCHAR(20), 
	PRIMARY KEY (id)
)PARTITION BY HASH (id) PARTITIONS 4;

-- =================================================================================================
-- DDL by hand

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE by_hand (x INTEGER);

-- =================================================================================================
-- DDL by hand, with the names of a table

-- str(), sqlite, postgresql, mysql, mariadb
DROP TABLE organisations;

-- =================================================================================================
-- A table copied to another MetaData

-- str(), sqlite
CREATE TABLE copied (
	id INTEGER NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	PRIMARY KEY (id)
);

-- postgresql
CREATE TABLE copied (
	id SERIAL NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TABLE copied (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	name VARCHAR(50) NOT NULL, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- A table that others refer to by key

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	org INTEGER, 
	FOREIGN KEY(org) REFERENCES orgs (nr)
);
