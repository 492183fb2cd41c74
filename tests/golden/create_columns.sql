-- Columns within CREATE TABLE: NULL, defaults, keys that count up, computed and identity columns.
-- The Python of each entry is in create_columns.py; `./dev golden write` writes this file.

-- =================================================================================================
-- NULL and NOT NULL

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER NOT NULL, 
	b INTEGER
);

-- =================================================================================================
-- Defaults of the server

-- str(), postgresql
CREATE TABLE t (
	a INTEGER DEFAULT '5', 
	b VARCHAR(20) DEFAULT 'it''s', 
	c INTEGER DEFAULT 7, 
	d BOOLEAN DEFAULT false
);

-- sqlite
CREATE TABLE t (
	a INTEGER DEFAULT '5', 
	b VARCHAR(20) DEFAULT 'it''s', 
	c INTEGER DEFAULT 7, 
	d BOOLEAN DEFAULT 0
);

-- mysql, mariadb
CREATE TABLE t (
	a INTEGER DEFAULT '5', 
	b VARCHAR(20) DEFAULT 'it''s', 
	c INTEGER DEFAULT 7, 
	d BOOL DEFAULT false
);

-- =================================================================================================
-- Defaults of the server: functions

-- str()
CREATE TABLE t (
	made DATETIME DEFAULT now(), 
	day DATETIME DEFAULT CURRENT_TIMESTAMP
);

-- sqlite
CREATE TABLE t (
	made DATETIME DEFAULT CURRENT_TIMESTAMP, 
	day DATETIME DEFAULT CURRENT_TIMESTAMP
);

-- postgresql
CREATE TABLE t (
	made TIMESTAMP WITHOUT TIME ZONE DEFAULT now(), 
	day TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP
);

-- mysql, mariadb
CREATE TABLE t (
	made DATETIME DEFAULT (now()), 
	day DATETIME DEFAULT CURRENT_TIMESTAMP
);

-- =================================================================================================
-- Defaults of the server: expressions

-- str(), postgresql
CREATE TABLE t (
	a INTEGER DEFAULT abs(-5), 
	b INTEGER DEFAULT (1 + 2)
);

-- sqlite, mysql, mariadb
CREATE TABLE t (
	a INTEGER DEFAULT (abs(-5)), 
	b INTEGER DEFAULT (1 + 2)
);

-- =================================================================================================
-- Defaults that Python makes are no DDL

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER, 
	b INTEGER
);

-- =================================================================================================
-- Values that something else on the server makes

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER, 
	b INTEGER
);

-- =================================================================================================
-- A key that counts up

-- str(), sqlite
CREATE TABLE t (
	id INTEGER NOT NULL, 
	PRIMARY KEY (id)
);

-- postgresql
CREATE TABLE t (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- A key that counts up: large

-- str(), sqlite
CREATE TABLE t (
	id BIGINT NOT NULL, 
	PRIMARY KEY (id)
);

-- postgresql
CREATE TABLE t (
	id BIGSERIAL NOT NULL, 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TABLE t (
	id BIGINT NOT NULL AUTO_INCREMENT, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- A key that counts up: small

-- str(), sqlite
CREATE TABLE t (
	id SMALLINT NOT NULL, 
	PRIMARY KEY (id)
);

-- postgresql
CREATE TABLE t (
	id SMALLSERIAL NOT NULL, 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TABLE t (
	id SMALLINT NOT NULL AUTO_INCREMENT, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- A key that does not count up

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- A key that is a text

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	id VARCHAR(20) NOT NULL, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- A key of two columns

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER NOT NULL, 
	b INTEGER NOT NULL, 
	PRIMARY KEY (a, b)
);

-- =================================================================================================
-- A key of two columns, one counts up

-- str()
CREATE TABLE t (
	a INTEGER NOT NULL, 
	b INTEGER NOT NULL, 
	PRIMARY KEY (a, b)
);

-- sqlite
-- CompileError: (in table 't', column 'a'): SQLite does not support autoincrement for composite primary keys

-- postgresql
CREATE TABLE t (
	a SERIAL NOT NULL, 
	b INTEGER NOT NULL, 
	PRIMARY KEY (a, b)
);

-- mysql, mariadb
CREATE TABLE t (
	a INTEGER NOT NULL AUTO_INCREMENT, 
	b INTEGER NOT NULL, 
	PRIMARY KEY (a, b)
);

-- =================================================================================================
-- GENERATED AS IDENTITY

-- str(), postgresql
CREATE TABLE t (
	id INTEGER GENERATED BY DEFAULT AS IDENTITY, 
	x INTEGER, 
	PRIMARY KEY (id)
);

-- sqlite
CREATE TABLE t (
	id INTEGER NOT NULL, 
	x INTEGER, 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	x INTEGER, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- GENERATED ALWAYS AS IDENTITY, with options

-- str(), postgresql
CREATE TABLE t (
	id INTEGER GENERATED ALWAYS AS IDENTITY (INCREMENT BY 5 START WITH 10 MINVALUE 10 MAXVALUE 1000 CACHE 3 CYCLE), 
	PRIMARY KEY (id)
);

-- sqlite
CREATE TABLE t (
	id INTEGER NOT NULL, 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- GENERATED AS IDENTITY, no bounds

-- str(), postgresql
CREATE TABLE t (
	id INTEGER GENERATED BY DEFAULT AS IDENTITY (NO MINVALUE NO MAXVALUE), 
	PRIMARY KEY (id)
);

-- sqlite
CREATE TABLE t (
	id INTEGER NOT NULL, 
	PRIMARY KEY (id)
);

-- mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- IDENTITY beside another key

-- str(), postgresql
CREATE TABLE t (
	id INTEGER NOT NULL, 
	nr INTEGER GENERATED BY DEFAULT AS IDENTITY, 
	PRIMARY KEY (id)
);

-- sqlite, mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL, 
	nr INTEGER NOT NULL, 
	PRIMARY KEY (id)
);

-- =================================================================================================
-- Computed

-- str(), sqlite, mysql, mariadb
CREATE TABLE t (
	a INTEGER, 
	b INTEGER GENERATED ALWAYS AS (a + 1)
);

-- postgresql
CREATE TABLE t (
	a INTEGER, 
	b INTEGER GENERATED ALWAYS AS (a + 1)
);
-- refused by the server: since version 18; without STORED

-- =================================================================================================
-- Computed and stored

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER, 
	b INTEGER GENERATED ALWAYS AS (a + 1) STORED
);

-- =================================================================================================
-- Computed and not stored

-- str(), sqlite, mysql, mariadb
CREATE TABLE t (
	a INTEGER, 
	b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL
);

-- postgresql
CREATE TABLE t (
	a INTEGER, 
	b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL
);
-- refused by the server: since version 18

-- =================================================================================================
-- Quoted and not quoted

-- str(), sqlite, postgresql
CREATE TABLE t (
	"Mixed" INTEGER, 
	"select" INTEGER, 
	"plain" INTEGER
);

-- mysql, mariadb
CREATE TABLE t (
	`Mixed` INTEGER, 
	`select` INTEGER, 
	`plain` INTEGER
);

-- =================================================================================================
-- A column that the database makes

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER
);

-- =================================================================================================
-- A column alone

-- str(), sqlite, postgresql, mysql, mariadb
x VARCHAR(20) NOT NULL;

-- =================================================================================================
-- SQLite: ON CONFLICT

-- sqlite
CREATE TABLE t (
	a INTEGER NOT NULL, 
	b INTEGER NOT NULL ON CONFLICT IGNORE, 
	c INTEGER, 
	PRIMARY KEY (a) ON CONFLICT FAIL, 
	UNIQUE (c) ON CONFLICT REPLACE
);
