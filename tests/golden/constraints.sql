-- Constraints: primary key, unique, check, foreign key; inside CREATE TABLE and by ALTER TABLE.
-- The Python of each entry is in constraints.py; `./dev golden write` writes this file.

-- =================================================================================================
-- PRIMARY KEY with a name

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER NOT NULL, 
	b INTEGER NOT NULL, 
	CONSTRAINT t_key PRIMARY KEY (a, b)
);

-- =================================================================================================
-- UNIQUE

-- str(), postgresql
CREATE TABLE t (
	a INTEGER, 
	b INTEGER, 
	CONSTRAINT "both" UNIQUE (a, b), 
	UNIQUE (a)
);

-- sqlite
CREATE TABLE t (
	a INTEGER, 
	b INTEGER, 
	CONSTRAINT both UNIQUE (a, b), 
	UNIQUE (a)
);

-- mysql, mariadb
CREATE TABLE t (
	a INTEGER, 
	b INTEGER, 
	CONSTRAINT `both` UNIQUE (a, b), 
	UNIQUE (a)
);

-- =================================================================================================
-- CHECK

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER CHECK (a > 0), 
	CONSTRAINT small CHECK (a < 10)
);

-- =================================================================================================
-- CHECK with an expression

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER, 
	CHECK (a > 5)
);

-- =================================================================================================
-- Booleans and enums with a CHECK

-- str(), postgresql
CREATE TABLE t (
	a BOOLEAN, 
	b VARCHAR(4), 
	CONSTRAINT e CHECK (b IN ('x', 'it''s'))
);

-- sqlite
CREATE TABLE t (
	a BOOLEAN, 
	b VARCHAR(4), 
	CONSTRAINT bool CHECK (a IN (0, 1)), 
	CONSTRAINT e CHECK (b IN ('x', 'it''s'))
);

-- mysql, mariadb
CREATE TABLE t (
	a BOOL, 
	b VARCHAR(4), 
	CONSTRAINT bool CHECK (a IN (0, 1)), 
	CONSTRAINT e CHECK (b IN ('x', 'it''s'))
);

-- =================================================================================================
-- FOREIGN KEY

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER, 
	b INTEGER, 
	FOREIGN KEY(a) REFERENCES other (id), 
	CONSTRAINT b_fk FOREIGN KEY(b) REFERENCES other (id)
);

-- =================================================================================================
-- FOREIGN KEY of two columns

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER, 
	b INTEGER, 
	FOREIGN KEY(a, b) REFERENCES other (id, b)
);

-- =================================================================================================
-- FOREIGN KEY: what happens when the row is deleted or changed

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER, 
	FOREIGN KEY(a) REFERENCES other (id) ON DELETE CASCADE ON UPDATE SET NULL
);

-- =================================================================================================
-- FOREIGN KEY that is checked later

-- str(), sqlite, postgresql, mysql
CREATE TABLE t (
	a INTEGER, 
	FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE INITIALLY DEFERRED
);

-- mariadb
CREATE TABLE t (
	a INTEGER, 
	FOREIGN KEY(a) REFERENCES other (id) DEFERRABLE INITIALLY DEFERRED
);
-- refused by the server: no DEFERRABLE

-- =================================================================================================
-- FOREIGN KEY with MATCH

-- str(), sqlite, postgresql
CREATE TABLE t (
	a INTEGER, 
	FOREIGN KEY(a) REFERENCES other (id) MATCH FULL
);

-- mysql, mariadb
-- CompileError: MySQL ignores the 'MATCH' keyword while at the same time causes ON UPDATE/ON DELETE clauses to be ignored.

-- =================================================================================================
-- FOREIGN KEY that comes later by ALTER

-- str(), postgresql, mysql, mariadb
CREATE TABLE t (
	a INTEGER
);

-- sqlite
CREATE TABLE t (
	a INTEGER, 
	CONSTRAINT later FOREIGN KEY(a) REFERENCES other (id)
);

-- =================================================================================================
-- FOREIGN KEY to the table itself

-- str(), sqlite
CREATE TABLE t (
	id INTEGER NOT NULL, 
	up INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(up) REFERENCES t (id)
);

-- postgresql
CREATE TABLE t (
	id SERIAL NOT NULL, 
	up INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(up) REFERENCES t (id)
);

-- mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	up INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(up) REFERENCES t (id)
);

-- =================================================================================================
-- Names by a convention

-- str(), sqlite
CREATE TABLE t (
	id INTEGER NOT NULL, 
	a INTEGER, 
	b INTEGER, 
	CONSTRAINT pk_t PRIMARY KEY (id), 
	CONSTRAINT ck_t_positive CHECK (a > 0), 
	CONSTRAINT uq_t_a_b UNIQUE (a, b), 
	CONSTRAINT uq_t_a UNIQUE (a), 
	CONSTRAINT fk_t_b_other FOREIGN KEY(b) REFERENCES other (id)
);

-- postgresql
CREATE TABLE t (
	id SERIAL NOT NULL, 
	a INTEGER, 
	b INTEGER, 
	CONSTRAINT pk_t PRIMARY KEY (id), 
	CONSTRAINT ck_t_positive CHECK (a > 0), 
	CONSTRAINT uq_t_a_b UNIQUE (a, b), 
	CONSTRAINT uq_t_a UNIQUE (a), 
	CONSTRAINT fk_t_b_other FOREIGN KEY(b) REFERENCES other (id)
);

-- mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL AUTO_INCREMENT, 
	a INTEGER, 
	b INTEGER, 
	CONSTRAINT pk_t PRIMARY KEY (id), 
	CONSTRAINT ck_t_positive CHECK (a > 0), 
	CONSTRAINT uq_t_a_b UNIQUE (a, b), 
	CONSTRAINT uq_t_a UNIQUE (a), 
	CONSTRAINT fk_t_b_other FOREIGN KEY(b) REFERENCES other (id)
);

-- =================================================================================================
-- Names by a convention, too long

-- str(), sqlite
CREATE TABLE t (
	a_column_whose_name_is_very_long_indeed INTEGER, 
	another_column_whose_name_is_very_long_indeed INTEGER, 
	CONSTRAINT uq_t_a_column_whose_name_is_very_long_indeed_another_column_whose_name_is_very_long_indeed UNIQUE (a_column_whose_name_is_very_long_indeed, another_column_whose_name_is_very_long_indeed), 
	CONSTRAINT uq_t_a_column_whose_name_is_very_long_indeed UNIQUE (a_column_whose_name_is_very_long_indeed)
);

-- postgresql
CREATE TABLE t (
	a_column_whose_name_is_very_long_indeed INTEGER, 
	another_column_whose_name_is_very_long_indeed INTEGER, 
	CONSTRAINT uq_t_a_column_whose_name_is_very_long_indeed_another_co_1b90 UNIQUE (a_column_whose_name_is_very_long_indeed, another_column_whose_name_is_very_long_indeed), 
	CONSTRAINT uq_t_a_column_whose_name_is_very_long_indeed UNIQUE (a_column_whose_name_is_very_long_indeed)
);

-- mysql, mariadb
CREATE TABLE t (
	a_column_whose_name_is_very_long_indeed INTEGER, 
	another_column_whose_name_is_very_long_indeed INTEGER, 
	CONSTRAINT uq_t_a_column_whose_name_is_very_long_indeed_another_col_1b90 UNIQUE (a_column_whose_name_is_very_long_indeed, another_column_whose_name_is_very_long_indeed), 
	CONSTRAINT uq_t_a_column_whose_name_is_very_long_indeed UNIQUE (a_column_whose_name_is_very_long_indeed)
);

-- =================================================================================================
-- ADD UNIQUE

-- str(), postgresql, mysql, mariadb
ALTER TABLE t ADD CONSTRAINT a_is_unique UNIQUE (a);

-- sqlite
ALTER TABLE t ADD CONSTRAINT a_is_unique UNIQUE (a);
-- refused by the server: no ALTER TABLE for constraints

-- =================================================================================================
-- ADD PRIMARY KEY

-- str(), postgresql, mysql, mariadb
ALTER TABLE t ADD CONSTRAINT t_key PRIMARY KEY (a);

-- sqlite
ALTER TABLE t ADD CONSTRAINT t_key PRIMARY KEY (a);
-- refused by the server: no ALTER TABLE for constraints

-- =================================================================================================
-- ADD CHECK

-- str(), postgresql, mysql, mariadb
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);

-- sqlite
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0);
-- refused by the server: no ALTER TABLE for constraints

-- =================================================================================================
-- ADD FOREIGN KEY

-- str(), postgresql, mysql, mariadb
ALTER TABLE t ADD CONSTRAINT a_fk FOREIGN KEY(a) REFERENCES other (id);

-- sqlite
ALTER TABLE t ADD CONSTRAINT a_fk FOREIGN KEY(a) REFERENCES other (id);
-- refused by the server: no ALTER TABLE for constraints

-- =================================================================================================
-- DROP a constraint

-- str(), postgresql
ALTER TABLE t DROP CONSTRAINT a_is_unique;

-- sqlite
ALTER TABLE t DROP CONSTRAINT a_is_unique;
-- refused by the server: no ALTER TABLE for constraints

-- mysql, mariadb
ALTER TABLE t DROP INDEX a_is_unique;

-- =================================================================================================
-- DROP a constraint IF EXISTS, CASCADE

-- str(), postgresql
ALTER TABLE t DROP CONSTRAINT IF EXISTS a_is_unique CASCADE;

-- =================================================================================================
-- DROP other constraints (MySQL has a word for each)

-- str(), postgresql, mariadb
ALTER TABLE t DROP CONSTRAINT positive;

-- sqlite
ALTER TABLE t DROP CONSTRAINT positive;
-- refused by the server: no ALTER TABLE for constraints

-- mysql
ALTER TABLE t DROP CHECK positive;

-- =================================================================================================
-- DROP PRIMARY KEY

-- str(), postgresql
ALTER TABLE t DROP CONSTRAINT t_key;

-- sqlite
ALTER TABLE t DROP CONSTRAINT t_key;
-- refused by the server: no ALTER TABLE for constraints

-- mysql, mariadb
ALTER TABLE t DROP PRIMARY KEY ;

-- =================================================================================================
-- DROP FOREIGN KEY

-- str(), postgresql
ALTER TABLE t DROP CONSTRAINT a_fk;

-- sqlite
ALTER TABLE t DROP CONSTRAINT a_fk;
-- refused by the server: no ALTER TABLE for constraints

-- mysql, mariadb
ALTER TABLE t DROP FOREIGN KEY a_fk;

-- =================================================================================================
-- SQLite: ON CONFLICT

-- sqlite
CREATE TABLE t (
	a INTEGER NOT NULL, 
	b INTEGER, 
	PRIMARY KEY (a) ON CONFLICT FAIL, 
	UNIQUE (b) ON CONFLICT IGNORE, 
	CHECK (a > 0) ON CONFLICT ROLLBACK
);

-- =================================================================================================
-- PostgreSQL: INCLUDE, NULLS NOT DISTINCT

-- postgresql
CREATE TABLE t (
	a SERIAL NOT NULL, 
	b INTEGER, 
	PRIMARY KEY (a) INCLUDE (b), 
	UNIQUE NULLS NOT DISTINCT (b), 
	UNIQUE (a) INCLUDE (b)
);

-- =================================================================================================
-- PostgreSQL: NOT VALID

-- postgresql
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;

-- =================================================================================================
-- PostgreSQL: FOREIGN KEY NOT VALID, SET NULL of some columns

-- postgresql
CREATE TABLE t (
	a INTEGER, 
	b INTEGER, 
	FOREIGN KEY(a, b) REFERENCES other (id, b) ON DELETE SET NULL (a)
);

-- =================================================================================================
-- PostgreSQL: ADD FOREIGN KEY NOT VALID

-- postgresql
ALTER TABLE t ADD CONSTRAINT a_fk FOREIGN KEY(a) REFERENCES other (id) NOT VALID;

-- =================================================================================================
-- PostgreSQL: EXCLUDE

-- postgresql
CREATE TABLE t (
	room INTEGER, 
	span INT4RANGE, 
	CONSTRAINT no_overlap EXCLUDE USING gist (span WITH &&) WHERE (room > 5) DEFERRABLE INITIALLY IMMEDIATE, 
	EXCLUDE USING gist (span range_ops WITH &&) INCLUDE (room)
);

-- =================================================================================================
-- MySQL and MariaDB: PRIMARY KEY USING

-- mysql, mariadb
CREATE TABLE t (
	a INTEGER NOT NULL AUTO_INCREMENT, 
	PRIMARY KEY (a) USING btree
);

-- =================================================================================================
-- A constraint for one database

-- str(), sqlite, mysql, mariadb
CREATE TABLE t (
	a INTEGER
);

-- postgresql
CREATE TABLE t (
	a INTEGER, 
	CONSTRAINT positive CHECK (a > 0)
);
