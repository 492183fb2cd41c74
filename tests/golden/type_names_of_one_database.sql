-- Types that only one database has, as they stand in CREATE TABLE; and how named types are made.
-- The Python of each entry is in type_names_of_one_database.py; `./dev golden write` writes this file.

-- =================================================================================================
-- PostgreSQL: addresses

-- postgresql
CREATE TABLE t (
	x1 INET, 
	x2 CIDR, 
	x3 MACADDR, 
	x4 MACADDR8
);

-- =================================================================================================
-- PostgreSQL: bits, money, bytes

-- postgresql
CREATE TABLE t (
	x1 BIT(4), 
	x2 BIT VARYING(4), 
	x3 BIT VARYING, 
	x4 MONEY, 
	x5 BYTEA
);

-- =================================================================================================
-- PostgreSQL: object identifiers

-- postgresql
CREATE TABLE t (
	x1 OID, 
	x2 REGCLASS, 
	x3 REGCONFIG
);

-- =================================================================================================
-- PostgreSQL: dates and times

-- postgresql
CREATE TABLE t (
	x1 TIMESTAMP(3) WITHOUT TIME ZONE, 
	x2 TIMESTAMP(3) WITH TIME ZONE, 
	x3 TIME(0) WITH TIME ZONE, 
	x4 INTERVAL, 
	x5 INTERVAL DAY TO SECOND (3)
);

-- =================================================================================================
-- PostgreSQL: ranges

-- postgresql
CREATE TABLE t (
	x1 INT4RANGE, 
	x2 INT8RANGE, 
	x3 NUMRANGE, 
	x4 DATERANGE, 
	x5 TSRANGE, 
	x6 TSTZRANGE
);

-- =================================================================================================
-- PostgreSQL: several ranges

-- postgresql
CREATE TABLE t (
	x1 INT4MULTIRANGE, 
	x2 INT8MULTIRANGE, 
	x3 NUMMULTIRANGE, 
	x4 DATEMULTIRANGE, 
	x5 TSMULTIRANGE, 
	x6 TSTZMULTIRANGE
);

-- =================================================================================================
-- PostgreSQL: documents

-- postgresql
CREATE TABLE t (
	x1 JSON, 
	x2 JSONB, 
	x3 JSONPATH
);

-- =================================================================================================
-- PostgreSQL: text search

-- postgresql
CREATE TABLE t (
	x1 TSVECTOR, 
	x2 TSQUERY
);

-- =================================================================================================
-- PostgreSQL: types of extensions

-- postgresql
CREATE TABLE t (
	x1 HSTORE, 
	x2 CITEXT
);

-- =================================================================================================
-- PostgreSQL: arrays

-- postgresql
CREATE TABLE t (
	x1 INTEGER[], 
	x2 UUID[][]
);

-- =================================================================================================
-- PostgreSQL: CREATE TYPE AS ENUM

-- postgresql
CREATE TYPE mood AS ENUM ('happy', 'it''s');

-- =================================================================================================
-- PostgreSQL: DROP TYPE

-- postgresql
DROP TYPE mood;

-- =================================================================================================
-- PostgreSQL: CREATE DOMAIN

-- postgresql
CREATE DOMAIN positive AS INTEGER CHECK (VALUE > 0);

-- =================================================================================================
-- PostgreSQL: CREATE DOMAIN with options

-- postgresql
CREATE DOMAIN email AS VARCHAR(50) COLLATE "C" DEFAULT 'x@y' CONSTRAINT has_at NOT NULL CHECK (VALUE LIKE '%@%');

-- =================================================================================================
-- PostgreSQL: DROP DOMAIN

-- postgresql
DROP DOMAIN positive;

-- =================================================================================================
-- PostgreSQL: columns of such types

-- postgresql
CREATE TABLE t (
	a mood, 
	b positive
);

-- =================================================================================================
-- MySQL and MariaDB: whole numbers

-- mysql, mariadb
CREATE TABLE t (
	x1 TINYINT(1), 
	x2 SMALLINT UNSIGNED, 
	x3 MEDIUMINT(5) ZEROFILL, 
	x4 INTEGER(11), 
	x5 BIGINT UNSIGNED
);

-- =================================================================================================
-- MySQL and MariaDB: numbers with decimals

-- mysql, mariadb
CREATE TABLE t (
	x1 DECIMAL(10, 2) UNSIGNED, 
	x2 NUMERIC(10, 2) ZEROFILL, 
	x3 FLOAT(10, 2), 
	x4 FLOAT(20), 
	x5 DOUBLE(10, 3), 
	x6 DOUBLE, 
	x7 REAL(10, 3)
);

-- =================================================================================================
-- MySQL and MariaDB: text

-- mysql, mariadb
CREATE TABLE t (
	x1 CHAR(5), 
	x2 VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, 
	x3 TEXT(500), 
	x4 TINYTEXT, 
	x5 MEDIUMTEXT CHARACTER SET latin1, 
	x6 LONGTEXT, 
	x7 NATIONAL CHAR(5), 
	x8 NATIONAL VARCHAR(5), 
	x9 VARCHAR(20) ASCII, 
	x10 VARCHAR(20) BINARY
);

-- =================================================================================================
-- MySQL and MariaDB: bytes and bits

-- mysql, mariadb
CREATE TABLE t (
	x1 TINYBLOB, 
	x2 BLOB, 
	x3 MEDIUMBLOB, 
	x4 LONGBLOB, 
	x5 BIT(5), 
	x6 BINARY(3), 
	x7 VARBINARY(3)
);

-- =================================================================================================
-- MySQL and MariaDB: ENUM and SET

-- mysql, mariadb
CREATE TABLE t (
	x1 ENUM('a','it''s'), 
	x2 ENUM('small','large'), 
	x3 SET('a','b'), 
	x4 ENUM('a') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
);

-- =================================================================================================
-- MySQL and MariaDB: dates and times

-- mysql, mariadb
CREATE TABLE t (
	x1 DATETIME(6), 
	x2 TIME(3), 
	x3 TIMESTAMP(3) NULL, 
	x4 YEAR, 
	x5 YEAR(4)
);

-- =================================================================================================
-- MySQL and MariaDB: JSON

-- mysql, mariadb
CREATE TABLE t (
	x1 JSON
);

-- =================================================================================================
-- MariaDB: addresses

-- mysql, mariadb
CREATE TABLE t (
	x1 INET4, 
	x2 INET6
);

-- =================================================================================================
-- SQLite: dates, times and documents

-- sqlite
CREATE TABLE t (
	x1 DATE, 
	x2 TIME, 
	x3 DATETIME, 
	x4 DATETIME, 
	x5 JSON, 
	x6 JSONB
);
