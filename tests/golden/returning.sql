-- input: insert(t).returning(t.c.id, t.c.a.label('q'), func.lower(t.c.s))
-- default
INSERT INTO t (id, a, s, j, d, b) VALUES (:id, :a, :s, :j, :d, :b) RETURNING t.id, t.a AS q, lower(t.s) AS lower_1;
-- sqlite
INSERT INTO t (id, a, s, j, d, b) VALUES (?, ?, ?, ?, ?, ?) RETURNING id, a AS q, lower(s) AS lower_1;
-- mysql
INSERT INTO t (id, a, s, j, d, b) VALUES (%s, %s, %s, %s, %s, %s) RETURNING t.id, t.a AS q, lower(t.s) AS lower_1;
-- mariadb
INSERT INTO t (id, a, s, j, d, b) VALUES (%s, %s, %s, %s, %s, %s) RETURNING t.id, t.a AS q, lower(t.s) AS lower_1;

-- input: update(t).values(a=1).returning(t)
-- default
UPDATE t SET a=:a RETURNING t.id, t.a, t.s, t.j, t.d, t.b;
-- sqlite
UPDATE t SET a=? RETURNING id, a, s, j, d, b;
-- postgresql
UPDATE t SET a=%(a)s RETURNING t.id, t.a, t.s, t.j, t.d, t.b;
-- mysql
UPDATE t SET a=%s RETURNING t.id, t.a, t.s, t.j, t.d, t.b;
-- mariadb
UPDATE t SET a=%s RETURNING t.id, t.a, t.s, t.j, t.d, t.b;

-- input: delete(t).returning(t.c.id)
-- default
DELETE FROM t RETURNING t.id;
-- sqlite
DELETE FROM t RETURNING id;
-- postgresql
DELETE FROM t RETURNING t.id;
-- mysql
DELETE FROM t RETURNING t.id;
-- mariadb
DELETE FROM t RETURNING t.id;
