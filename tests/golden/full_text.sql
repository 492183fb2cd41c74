-- input: select(t.c.id).where(t.c.s.match('word'))
-- default
SELECT t.id 
FROM t 
WHERE t.s MATCH :s_1;
-- sqlite
SELECT t.id 
FROM t 
WHERE t.s MATCH ?;
-- postgresql
SELECT t.id 
FROM t 
WHERE t.s @@ plainto_tsquery(%(s_1)s);
-- mysql
SELECT t.id 
FROM t 
WHERE MATCH (t.s) AGAINST (%s IN BOOLEAN MODE);
-- mariadb
SELECT t.id 
FROM t 
WHERE MATCH (t.s) AGAINST (%s IN BOOLEAN MODE);

-- input: select(t.c.id).where(~t.c.s.match('word'))
-- default
SELECT t.id 
FROM t 
WHERE NOT t.s MATCH :s_1;
-- sqlite
SELECT t.id 
FROM t 
WHERE NOT t.s MATCH ?;
-- postgresql
SELECT t.id 
FROM t 
WHERE NOT t.s @@ plainto_tsquery(%(s_1)s);
-- mysql
SELECT t.id 
FROM t 
WHERE NOT MATCH (t.s) AGAINST (%s IN BOOLEAN MODE);
-- mariadb
SELECT t.id 
FROM t 
WHERE NOT MATCH (t.s) AGAINST (%s IN BOOLEAN MODE);
