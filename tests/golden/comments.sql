-- Comments on tables, columns and constraints.
-- The Python of each entry is in comments.py; `./dev golden write` writes this file.

-- =================================================================================================
-- CREATE TABLE

-- str(), sqlite, postgresql
CREATE TABLE t (
	id INTEGER NOT NULL, 
	CONSTRAINT positive CHECK (id > 0)
);

-- mysql, mariadb
CREATE TABLE t (
	id INTEGER NOT NULL COMMENT 'it''s the key', 
	CONSTRAINT positive CHECK (id > 0)
)COMMENT='100% of \\them';

-- =================================================================================================
-- Comment on a table

-- str(), postgresql
COMMENT ON TABLE t IS '100% of \them';

-- sqlite
COMMENT ON TABLE t IS '100% of \them';
-- refused by the server: has no comments

-- mysql, mariadb
ALTER TABLE t COMMENT '100% of \\them';

-- =================================================================================================
-- No comment on a table

-- str(), postgresql
COMMENT ON TABLE t IS NULL;

-- sqlite
COMMENT ON TABLE t IS NULL;
-- refused by the server: has no comments

-- mysql, mariadb
ALTER TABLE t COMMENT '';

-- =================================================================================================
-- Comment on a column

-- str(), postgresql
COMMENT ON COLUMN t.id IS 'it''s the key';

-- sqlite
COMMENT ON COLUMN t.id IS 'it''s the key';
-- refused by the server: has no comments

-- mysql, mariadb
ALTER TABLE t CHANGE id id INTEGER NOT NULL COMMENT 'it''s the key';

-- =================================================================================================
-- No comment on a column

-- str(), postgresql
COMMENT ON COLUMN t.id IS NULL;

-- sqlite
COMMENT ON COLUMN t.id IS NULL;
-- refused by the server: has no comments

-- mysql, mariadb
COMMENT ON COLUMN t.id IS NULL;
-- refused by the server: set the comment None

-- =================================================================================================
-- Comment on a constraint

-- str()
-- UnsupportedCompilationError: Compiler <ormolu.compiler.ddl.DDLCompiler> can't render element of type <class 'ormolu.schema.ddl.SetConstraintComment'> (Background on this error at: https://sqlalche.me/e/21/l7de)

-- sqlite
-- UnsupportedCompilationError: Compiler <ormolu.dialects.sqlite.ddl.SQLiteDDLCompiler> can't render element of type <class 'ormolu.schema.ddl.SetConstraintComment'> (Background on this error at: https://sqlalche.me/e/21/l7de)
-- refused by the server: has no comments

-- postgresql
COMMENT ON CONSTRAINT positive ON t IS 'only positive ones';

-- mysql, mariadb
-- UnsupportedCompilationError: Compiler <ormolu.dialects.mysql.ddl.MySQLDDLCompiler> can't render element of type <class 'ormolu.schema.ddl.SetConstraintComment'> (Background on this error at: https://sqlalche.me/e/21/l7de)

-- =================================================================================================
-- No comment on a constraint

-- str()
-- UnsupportedCompilationError: Compiler <ormolu.compiler.ddl.DDLCompiler> can't render element of type <class 'ormolu.schema.ddl.DropConstraintComment'> (Background on this error at: https://sqlalche.me/e/21/l7de)

-- sqlite
-- UnsupportedCompilationError: Compiler <ormolu.dialects.sqlite.ddl.SQLiteDDLCompiler> can't render element of type <class 'ormolu.schema.ddl.DropConstraintComment'> (Background on this error at: https://sqlalche.me/e/21/l7de)
-- refused by the server: has no comments

-- postgresql
COMMENT ON CONSTRAINT positive ON t IS NULL;

-- mysql, mariadb
-- UnsupportedCompilationError: Compiler <ormolu.dialects.mysql.ddl.MySQLDDLCompiler> can't render element of type <class 'ormolu.schema.ddl.DropConstraintComment'> (Background on this error at: https://sqlalche.me/e/21/l7de)
