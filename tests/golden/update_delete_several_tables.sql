-- input: update(t).values(a=u.c.id).where(t.c.id == u.c.tid)
-- default
UPDATE t SET a=u.id FROM u WHERE t.id = u.tid;
-- sqlite
UPDATE t SET a=u.id FROM u WHERE t.id = u.tid;
-- postgresql
UPDATE t SET a=u.id FROM u WHERE t.id = u.tid;
-- mysql
UPDATE t, u SET t.a=u.id WHERE t.id = u.tid;
-- mariadb
UPDATE t, u SET t.a=u.id WHERE t.id = u.tid;

-- input: update(t).values({t.c.a: 1, u.c.name: 'z'}).where(t.c.id == u.c.tid)
-- mysql
UPDATE t, u SET u.name=%s, t.a=%s WHERE t.id = u.tid;
-- mariadb
UPDATE t, u SET u.name=%s, t.a=%s WHERE t.id = u.tid;

-- input: delete(t).where(t.c.id == u.c.tid)
-- default
DELETE FROM t , u WHERE t.id = u.tid;
-- postgresql
DELETE FROM t USING u WHERE t.id = u.tid;
-- mysql
DELETE FROM t USING t, u WHERE t.id = u.tid;
-- mariadb
DELETE FROM t USING t, u WHERE t.id = u.tid;
