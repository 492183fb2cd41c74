-- input: select(t.c.id).with_for_update()
-- default
SELECT t.id 
FROM t FOR UPDATE;
-- sqlite
SELECT t.id 
FROM t;
-- postgresql
SELECT t.id 
FROM t FOR UPDATE;
-- mysql
SELECT t.id 
FROM t FOR UPDATE;
-- mariadb
SELECT t.id 
FROM t FOR UPDATE;

-- input: select(t.c.id).with_for_update(read=True, nowait=True, of=t.c.id)
-- default
SELECT t.id 
FROM t FOR UPDATE;
-- sqlite
SELECT t.id 
FROM t;
-- postgresql
SELECT t.id 
FROM t FOR SHARE OF t NOWAIT;
-- mysql
SELECT t.id 
FROM t LOCK IN SHARE MODE NOWAIT;
-- mariadb
SELECT t.id 
FROM t LOCK IN SHARE MODE NOWAIT;

-- input: select(t.c.id).with_for_update(skip_locked=True, key_share=True, of=t)
-- default
SELECT t.id 
FROM t FOR UPDATE;
-- sqlite
SELECT t.id 
FROM t;
-- postgresql
SELECT t.id 
FROM t FOR NO KEY UPDATE OF t SKIP LOCKED;
-- mysql
SELECT t.id 
FROM t FOR UPDATE SKIP LOCKED;
-- mariadb
SELECT t.id 
FROM t FOR UPDATE SKIP LOCKED;
