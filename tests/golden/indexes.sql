-- CREATE INDEX and DROP INDEX, with what each database can add.
-- The Python of each entry is in indexes.py; `./dev golden write` writes this file.

-- =================================================================================================
-- An index

-- str(), sqlite, postgresql, mysql, mariadb
CREATE INDEX i ON t (a);

-- =================================================================================================
-- UNIQUE

-- str(), sqlite, postgresql, mysql, mariadb
CREATE UNIQUE INDEX i ON t (a);

-- =================================================================================================
-- Several columns

-- str(), sqlite, postgresql, mysql, mariadb
CREATE INDEX i ON t (a, b);

-- =================================================================================================
-- A name of its own making

-- str(), sqlite, postgresql, mysql, mariadb
CREATE INDEX ix_t_a ON t (a);

-- =================================================================================================
-- IF NOT EXISTS

-- str(), sqlite, postgresql, mysql, mariadb
CREATE INDEX IF NOT EXISTS i ON t (a);

-- =================================================================================================
-- A function

-- str(), sqlite, postgresql
CREATE INDEX i ON t (lower(b));

-- mysql
CREATE INDEX i ON t ((lower(b)));

-- mariadb
CREATE INDEX i ON t ((lower(b)));
-- refused by the server: no functions in an index

-- =================================================================================================
-- An expression

-- str(), sqlite
CREATE INDEX i ON t (a + 1);

-- postgresql, mysql
CREATE INDEX i ON t ((a + 1));

-- mariadb
CREATE INDEX i ON t ((a + 1));
-- refused by the server: no expressions in an index

-- =================================================================================================
-- A direction, NULLs

-- str(), postgresql
CREATE INDEX i ON t (a DESC NULLS LAST);

-- sqlite
CREATE INDEX i ON t (a DESC NULLS LAST);
-- refused by the server: no NULLS LAST in an index

-- =================================================================================================
-- A direction

-- str(), sqlite, postgresql, mysql, mariadb
CREATE INDEX i ON t (a DESC);

-- =================================================================================================
-- DROP INDEX

-- str(), sqlite, postgresql
DROP INDEX i;

-- mysql, mariadb
DROP INDEX i ON t;

-- =================================================================================================
-- DROP INDEX IF EXISTS

-- str(), sqlite, postgresql
DROP INDEX IF EXISTS i;

-- mysql, mariadb
DROP INDEX IF EXISTS i ON t;

-- =================================================================================================
-- PostgreSQL: DROP INDEX CONCURRENTLY

-- postgresql
DROP INDEX CONCURRENTLY i;

-- =================================================================================================
-- SQLite and PostgreSQL: some rows

-- str(), mysql, mariadb
CREATE INDEX i ON t (a);

-- sqlite, postgresql
CREATE INDEX i ON t (a) WHERE a > 5;

-- =================================================================================================
-- PostgreSQL: USING, WITH, TABLESPACE

-- postgresql
CREATE INDEX i ON t USING btree (a) WITH (fillfactor = 50) TABLESPACE pg_default;

-- =================================================================================================
-- PostgreSQL: operator classes

-- postgresql
CREATE INDEX i ON t USING gin (b, j jsonb_path_ops);
-- refused by the server: gin has no class for varchar

-- =================================================================================================
-- PostgreSQL: operator class

-- postgresql
CREATE INDEX i ON t USING gin (j jsonb_path_ops);

-- =================================================================================================
-- PostgreSQL: INCLUDE

-- postgresql
CREATE INDEX i ON t (a) INCLUDE (b);

-- =================================================================================================
-- PostgreSQL: NULLS NOT DISTINCT

-- postgresql
CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT;

-- =================================================================================================
-- PostgreSQL: NULLS DISTINCT

-- postgresql
CREATE UNIQUE INDEX i ON t (a) NULLS DISTINCT;

-- =================================================================================================
-- PostgreSQL: CONCURRENTLY

-- postgresql
CREATE INDEX CONCURRENTLY i ON t (a);

-- =================================================================================================
-- MySQL and MariaDB: the first characters

-- mysql, mariadb
CREATE INDEX i ON t (b(10));

-- =================================================================================================
-- MySQL and MariaDB: the first characters of each

-- mysql, mariadb
CREATE INDEX i ON t (a, b(10));

-- =================================================================================================
-- MySQL and MariaDB: USING

-- mysql, mariadb
CREATE INDEX i ON t (b) USING btree;

-- =================================================================================================
-- MySQL and MariaDB: FULLTEXT

-- mysql, mariadb
CREATE FULLTEXT INDEX i ON t (b);

-- =================================================================================================
-- MySQL and MariaDB: FULLTEXT with a parser

-- mysql
CREATE FULLTEXT INDEX i ON t (b) WITH PARSER ngram;

-- mariadb
CREATE FULLTEXT INDEX i ON t (b) WITH PARSER ngram;
-- refused by the server: no parser of this name
