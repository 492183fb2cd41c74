-- Views, and tables made from a SELECT.
-- The Python of each entry is in views.py; `./dev golden write` writes this file.

-- =================================================================================================
-- CREATE VIEW

-- str(), sqlite, postgresql, mysql, mariadb
CREATE VIEW v AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';

-- =================================================================================================
-- CREATE OR REPLACE VIEW

-- str(), postgresql, mysql, mariadb
CREATE OR REPLACE VIEW v AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';

-- sqlite
CREATE OR REPLACE VIEW v AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';
-- refused by the server: no OR REPLACE

-- =================================================================================================
-- CREATE TEMPORARY VIEW

-- str(), sqlite, postgresql, mysql
CREATE TEMPORARY VIEW v AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';

-- mariadb
CREATE TEMPORARY VIEW v AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';
-- refused by the server: no TEMPORARY views

-- =================================================================================================
-- CREATE MATERIALIZED VIEW

-- str(), postgresql, mysql
CREATE MATERIALIZED VIEW v AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';

-- sqlite, mariadb
CREATE MATERIALIZED VIEW v AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';
-- refused by the server: none

-- =================================================================================================
-- SQLite: CREATE VIEW IF NOT EXISTS

-- sqlite
CREATE VIEW IF NOT EXISTS v AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';

-- =================================================================================================
-- PostgreSQL: CREATE VIEW WITH

-- postgresql
CREATE VIEW v WITH (security_barrier = true, check_option = local) AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';

-- =================================================================================================
-- DROP VIEW

-- str(), sqlite, postgresql, mysql, mariadb
DROP VIEW v;

-- =================================================================================================
-- DROP VIEW IF EXISTS

-- str(), sqlite, postgresql, mysql, mariadb
DROP VIEW IF EXISTS v;

-- =================================================================================================
-- DROP MATERIALIZED VIEW

-- str(), postgresql
DROP MATERIALIZED VIEW v;

-- =================================================================================================
-- SELECT from a view

-- str(), sqlite, postgresql, mysql, mariadb
SELECT v.name 
FROM v;

-- =================================================================================================
-- CREATE TABLE AS

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE copied AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';

-- =================================================================================================
-- CREATE TABLE AS, by into()

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE copied AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';

-- =================================================================================================
-- CREATE TEMPORARY TABLE IF NOT EXISTS AS

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TEMPORARY TABLE IF NOT EXISTS copied AS SELECT t.id, t.name 
FROM t 
WHERE t.name LIKE 'a%';

-- =================================================================================================
-- CREATE TABLE AS a UNION

-- str(), sqlite, postgresql, mysql, mariadb
CREATE TABLE copied AS SELECT t.id 
FROM t UNION SELECT t.id + 1 AS anon_1 
FROM t;
