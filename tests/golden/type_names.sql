-- Types as each database spells them in CREATE TABLE: generic ones, and SQL's own in capitals.
-- The Python of each entry is in type_names.py; `./dev golden write` writes this file.

-- =================================================================================================
-- Whole numbers

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	x1 SMALLINT, 
	x2 INTEGER, 
	x3 BIGINT
);

-- =================================================================================================
-- Numbers with decimals

-- str(), sqlite
CREATE TABLE t (
	x1 NUMERIC, 
	x2 NUMERIC(10), 
	x3 NUMERIC(10, 2), 
	x4 FLOAT, 
	x5 FLOAT, 
	x6 FLOAT, 
	x7 DOUBLE, 
	x8 DOUBLE
);

-- postgresql
CREATE TABLE t (
	x1 NUMERIC, 
	x2 NUMERIC(10), 
	x3 NUMERIC(10, 2), 
	x4 FLOAT, 
	x5 FLOAT(24), 
	x6 FLOAT(53), 
	x7 DOUBLE PRECISION, 
	x8 DOUBLE PRECISION
);

-- mysql, mariadb
-- ArgumentError: You must specify both precision and scale or omit both altogether.

-- =================================================================================================
-- Boolean

-- str(), sqlite, postgresql
CREATE TABLE t (
	x1 BOOLEAN
);

-- mysql, mariadb
CREATE TABLE t (
	x1 BOOL
);

-- =================================================================================================
-- Text

-- str(), postgresql
CREATE TABLE t (
	x1 VARCHAR(20), 
	x2 TEXT, 
	x3 VARCHAR(20), 
	x4 TEXT, 
	x5 VARCHAR(20) COLLATE "C"
);

-- sqlite
CREATE TABLE t (
	x1 VARCHAR(20), 
	x2 TEXT, 
	x3 VARCHAR(20), 
	x4 TEXT, 
	x5 VARCHAR(20) COLLATE "C"
);
-- refused by the server: the collation is PostgreSQL's

-- mysql
CREATE TABLE t (
	x1 VARCHAR(20), 
	x2 TEXT, 
	x3 VARCHAR(20), 
	x4 TEXT, 
	x5 VARCHAR(20) COLLATE C
);

-- mariadb
CREATE TABLE t (
	x1 VARCHAR(20), 
	x2 TEXT, 
	x3 VARCHAR(20), 
	x4 TEXT, 
	x5 VARCHAR(20) COLLATE C
);
-- refused by the server: the collation is PostgreSQL's

-- =================================================================================================
-- Text without a length

-- str(), sqlite, postgresql
CREATE TABLE t (
	x1 VARCHAR
);

-- mysql
-- CompileError: (in table 't', column 'x1'): VARCHAR requires a length on dialect mysql

-- mariadb
-- CompileError: (in table 't', column 'x1'): VARCHAR requires a length on dialect mariadb

-- =================================================================================================
-- Text with a length

-- str(), sqlite, mysql, mariadb
CREATE TABLE t (
	x1 TEXT(1000), 
	x2 VARCHAR(5)
);

-- postgresql
CREATE TABLE t (
	x1 TEXT(1000), 
	x2 VARCHAR(5)
);
-- refused by the server: TEXT has no length

-- =================================================================================================
-- Dates and times

-- str(), sqlite, mysql, mariadb
CREATE TABLE t (
	x1 DATE, 
	x2 TIME, 
	x3 DATETIME, 
	x4 TIME, 
	x5 DATETIME, 
	x6 DATETIME
);

-- postgresql
CREATE TABLE t (
	x1 DATE, 
	x2 TIME WITHOUT TIME ZONE, 
	x3 TIMESTAMP WITHOUT TIME ZONE, 
	x4 TIME WITH TIME ZONE, 
	x5 TIMESTAMP WITH TIME ZONE, 
	x6 INTERVAL
);

-- =================================================================================================
-- Bytes

-- str(), sqlite
CREATE TABLE t (
	x1 BLOB, 
	x2 BLOB, 
	x3 BLOB
);

-- postgresql
CREATE TABLE t (
	x1 BYTEA, 
	x2 BYTEA, 
	x3 BYTEA
);

-- mysql, mariadb
CREATE TABLE t (
	x1 BLOB, 
	x2 BLOB(100), 
	x3 BLOB
);

-- =================================================================================================
-- Enum

-- str(), sqlite
CREATE TABLE t (
	x1 VARCHAR(5)
);

-- postgresql
CREATE TABLE t (
	x1 colour
);
-- refused by the server: the type is made first

-- mysql, mariadb
CREATE TABLE t (
	x1 ENUM('red','green')
);

-- =================================================================================================
-- Enum as a VARCHAR

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	x1 VARCHAR(5), 
	x2 VARCHAR(20)
);

-- =================================================================================================
-- JSON

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	x1 JSON
);

-- =================================================================================================
-- UUID

-- str(), sqlite, mysql
CREATE TABLE t (
	x1 CHAR(32), 
	x2 CHAR(32), 
	x3 CHAR(32)
);

-- postgresql, mariadb
CREATE TABLE t (
	x1 UUID, 
	x2 CHAR(32), 
	x3 UUID
);

-- =================================================================================================
-- ARRAY

-- str()
CREATE TABLE t (
	x1 ARRAY, 
	x2 ARRAY
);

-- postgresql
CREATE TABLE t (
	x1 INTEGER[], 
	x2 VARCHAR(20)[][]
);

-- =================================================================================================
-- A type of one's own that is another one

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	x1 NUMERIC(12, 2)
);

-- =================================================================================================
-- A type of one's own that the database knows

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	x1 POINT
);

-- =================================================================================================
-- Another type on one database

-- str(), postgresql
CREATE TABLE t (
	x1 VARCHAR(50)
);

-- sqlite
CREATE TABLE t (
	x1 CHAR(50)
);

-- mysql, mariadb
CREATE TABLE t (
	x1 TEXT
);

-- =================================================================================================
-- No type

-- str()
CREATE TABLE t (
	x NULL
);

-- sqlite, postgresql, mysql, mariadb
-- CompileError: (in table 't', column 'x'): Can't generate DDL for NullType(); did you forget to specify a type on this Column?

-- =================================================================================================
-- SQL's own: numbers

-- str(), sqlite
CREATE TABLE t (
	x1 SMALLINT, 
	x2 INTEGER, 
	x3 INTEGER, 
	x4 BIGINT, 
	x5 NUMERIC(10, 2), 
	x6 DECIMAL(10, 2), 
	x7 FLOAT, 
	x8 REAL, 
	x9 DOUBLE PRECISION
);

-- postgresql, mysql, mariadb
CREATE TABLE t (
	x1 SMALLINT, 
	x2 INTEGER, 
	x3 INTEGER, 
	x4 BIGINT, 
	x5 NUMERIC(10, 2), 
	x6 DECIMAL(10, 2), 
	x7 FLOAT(10), 
	x8 REAL, 
	x9 DOUBLE PRECISION
);

-- =================================================================================================
-- SQL's own: DOUBLE

-- str(), sqlite, mysql, mariadb
CREATE TABLE t (
	x1 DOUBLE
);

-- postgresql
CREATE TABLE t (
	x1 DOUBLE
);
-- refused by the server: is called DOUBLE PRECISION

-- =================================================================================================
-- SQL's own: text

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	x1 CHAR(5), 
	x2 VARCHAR(20), 
	x3 TEXT
);

-- =================================================================================================
-- SQL's own: text of the nation

-- str(), sqlite
CREATE TABLE t (
	x1 NCHAR(5), 
	x2 NVARCHAR(20)
);

-- postgresql
CREATE TABLE t (
	x1 NCHAR(5), 
	x2 NVARCHAR(20)
);
-- refused by the server: no NVARCHAR

-- mysql, mariadb
CREATE TABLE t (
	x1 NATIONAL CHAR(5), 
	x2 NATIONAL VARCHAR(20)
);

-- =================================================================================================
-- SQL's own: large text

-- str(), sqlite, mysql
CREATE TABLE t (
	x1 CLOB
);

-- postgresql, mariadb
CREATE TABLE t (
	x1 CLOB
);
-- refused by the server: no CLOB

-- =================================================================================================
-- SQL's own: bytes

-- str(), sqlite, mysql, mariadb
CREATE TABLE t (
	x1 BINARY(5), 
	x2 VARBINARY(20), 
	x3 BLOB
);

-- postgresql
CREATE TABLE t (
	x1 BINARY(5), 
	x2 VARBINARY(20), 
	x3 BLOB
);
-- refused by the server: is called BYTEA

-- =================================================================================================
-- SQL's own: dates and times

-- str(), sqlite
CREATE TABLE t (
	x1 DATE, 
	x2 TIME, 
	x3 TIMESTAMP, 
	x4 TIMESTAMP
);

-- postgresql
CREATE TABLE t (
	x1 DATE, 
	x2 TIME WITHOUT TIME ZONE, 
	x3 TIMESTAMP WITHOUT TIME ZONE, 
	x4 TIMESTAMP WITH TIME ZONE
);

-- mysql, mariadb
CREATE TABLE t (
	x1 DATE, 
	x2 TIME, 
	x3 TIMESTAMP NULL, 
	x4 TIMESTAMP NULL
);

-- =================================================================================================
-- SQL's own: DATETIME

-- str(), sqlite, mysql, mariadb
CREATE TABLE t (
	x1 DATETIME
);

-- postgresql
CREATE TABLE t (
	x1 DATETIME
);
-- refused by the server: is called TIMESTAMP

-- =================================================================================================
-- SQL's own: BOOLEAN

-- str(), sqlite, postgresql
CREATE TABLE t (
	x1 BOOLEAN
);

-- mysql, mariadb
CREATE TABLE t (
	x1 BOOL
);

-- =================================================================================================
-- SQL's own: UUID

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE t (
	x1 UUID
);
