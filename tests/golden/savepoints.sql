-- Savepoints: what `begin_nested()` sends.
-- The Python of each entry is in savepoints.py; `./dev golden write` writes this file.

-- =================================================================================================
-- Begin

-- str(), sqlite, postgresql, mysql, mariadb
SAVEPOINT sa_savepoint_1;

-- =================================================================================================
-- Roll back

-- str(), sqlite, postgresql, mysql, mariadb
ROLLBACK TO SAVEPOINT sa_savepoint_1;

-- =================================================================================================
-- Release

-- str(), sqlite, postgresql, mysql, mariadb
RELEASE SAVEPOINT sa_savepoint_1;
