-- input: select(t.c.id).limit(5)
-- default
SELECT t.id 
FROM t
 LIMIT :param_1;
-- sqlite
SELECT t.id 
FROM t
 LIMIT ? OFFSET ?;
-- postgresql
SELECT t.id 
FROM t 
 LIMIT %(param_1)s;
-- mysql
SELECT t.id 
FROM t 
 LIMIT %s;
-- mariadb
SELECT t.id 
FROM t 
 LIMIT %s;

-- input: select(t.c.id).offset(5)
-- default
SELECT t.id 
FROM t
 LIMIT -1 OFFSET :param_1;
-- sqlite
SELECT t.id 
FROM t
 LIMIT ? OFFSET ?;
-- postgresql
SELECT t.id 
FROM t
 LIMIT ALL OFFSET %(param_1)s;
-- mysql
SELECT t.id 
FROM t 
 LIMIT %s, 18446744073709551615;
-- mariadb
SELECT t.id 
FROM t 
 LIMIT %s, 18446744073709551615;

-- input: select(t.c.id).limit(5).offset(6)
-- default
SELECT t.id 
FROM t
 LIMIT :param_1 OFFSET :param_2;
-- sqlite
SELECT t.id 
FROM t
 LIMIT ? OFFSET ?;
-- postgresql
SELECT t.id 
FROM t 
 LIMIT %(param_1)s OFFSET %(param_2)s;
-- mysql
SELECT t.id 
FROM t 
 LIMIT %s, %s;
-- mariadb
SELECT t.id 
FROM t 
 LIMIT %s, %s;

-- input: select(t.c.id).order_by(t.c.id).fetch(5, with_ties=True).offset(3)
-- default
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET :param_1 ROWS
 FETCH FIRST :param_2 ROWS WITH TIES;
-- sqlite
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET ? ROWS
 FETCH FIRST ? ROWS WITH TIES;
-- postgresql
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET (%(param_1)s) ROWS
 FETCH FIRST (%(param_2)s) ROWS WITH TIES;
-- mysql
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET %s ROWS
 FETCH FIRST %s ROWS WITH TIES;
-- mariadb
SELECT t.id 
FROM t ORDER BY t.id
 OFFSET %s ROWS
 FETCH FIRST %s ROWS WITH TIES;
