-- input: select(t.c.s.ilike('x%'), t.c.s.not_ilike('y'), t.c.s.icontains('q'), t.c.s.contains('50%', autoescape=True), t.c.s.like('a', escape='\\'))
-- default
SELECT lower(t.s) LIKE lower(:s_1) AS anon_1, lower(t.s) NOT LIKE lower(:s_2) AS anon_2, lower(t.s) LIKE '%' || lower(:s_3) || '%' AS anon_3, t.s LIKE '%' || :s_4 || '%' ESCAPE '/' AS anon_4, t.s LIKE :s_5 ESCAPE '\' AS anon_5 
FROM t;
-- sqlite
SELECT lower(t.s) LIKE lower(?) AS anon_1, lower(t.s) NOT LIKE lower(?) AS anon_2, lower(t.s) LIKE '%' || lower(?) || '%' AS anon_3, t.s LIKE '%' || ? || '%' ESCAPE '/' AS anon_4, t.s LIKE ? ESCAPE '\' AS anon_5 
FROM t;
-- postgresql
SELECT t.s ILIKE %(s_1)s AS anon_1, t.s NOT ILIKE %(s_2)s AS anon_2, t.s ILIKE '%%' || %(s_3)s || '%%' AS anon_3, t.s LIKE '%%' || %(s_4)s || '%%' ESCAPE '/' AS anon_4, t.s LIKE %(s_5)s ESCAPE '\' AS anon_5 
FROM t;
-- mysql
SELECT lower(t.s) LIKE lower(%s) AS anon_1, lower(t.s) NOT LIKE lower(%s) AS anon_2, lower(t.s) LIKE concat('%%', lower(%s), '%%') AS anon_3, t.s LIKE concat('%%', %s, '%%') ESCAPE '/' AS anon_4, t.s LIKE %s ESCAPE '\\' AS anon_5 
FROM t;
-- mariadb
SELECT lower(t.s) LIKE lower(%s) AS anon_1, lower(t.s) NOT LIKE lower(%s) AS anon_2, lower(t.s) LIKE concat('%%', lower(%s), '%%') AS anon_3, t.s LIKE concat('%%', %s, '%%') ESCAPE '/' AS anon_4, t.s LIKE %s ESCAPE '\\' AS anon_5 
FROM t;
