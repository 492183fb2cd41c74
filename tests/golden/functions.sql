-- input: select(func.now(), func.localtimestamp(), func.current_date(), func.char_length(t.c.s))
-- default
SELECT now() AS now_1, LOCALTIMESTAMP AS localtimestamp_1, CURRENT_DATE AS current_date_1, char_length(t.s) AS char_length_1 
FROM t;
-- sqlite
SELECT CURRENT_TIMESTAMP AS now_1, DATETIME(CURRENT_TIMESTAMP, 'localtime') AS localtimestamp_1, CURRENT_DATE AS current_date_1, length(t.s) AS char_length_1 
FROM t;
-- postgresql
SELECT now() AS now_1, LOCALTIMESTAMP AS localtimestamp_1, CURRENT_DATE AS current_date_1, char_length(t.s) AS char_length_1 
FROM t;
-- mysql
SELECT now() AS now_1, LOCALTIMESTAMP AS localtimestamp_1, CURRENT_DATE AS current_date_1, char_length(t.s) AS char_length_1 
FROM t;
-- mariadb
SELECT now() AS now_1, LOCALTIMESTAMP AS localtimestamp_1, CURRENT_DATE AS current_date_1, char_length(t.s) AS char_length_1 
FROM t;

-- input: select(extract('year', t.c.d))
-- default
SELECT EXTRACT(year FROM t.d) AS anon_1 
FROM t;
-- sqlite
SELECT CAST(STRFTIME('%Y', t.d) AS INTEGER) AS anon_1 
FROM t;
-- postgresql
SELECT EXTRACT(year FROM t.d) AS anon_1 
FROM t;
-- mysql
SELECT EXTRACT(year FROM t.d) AS anon_1 
FROM t;
-- mariadb
SELECT EXTRACT(year FROM t.d) AS anon_1 
FROM t;

-- input: select(t.c.a / 2, t.c.a // 2, t.c.a % 2)
-- default
SELECT t.a / CAST(:a_1 AS NUMERIC) AS anon_1, t.a / :a_2 AS anon_2, t.a % :a_3 AS anon_3 
FROM t;
-- sqlite
SELECT t.a / (? + 0.0) AS anon_1, t.a / ? AS anon_2, t.a % ? AS anon_3 
FROM t;
-- postgresql
SELECT t.a / CAST(%(a_1)s AS NUMERIC) AS anon_1, t.a / %(a_2)s AS anon_2, t.a %% %(a_3)s AS anon_3 
FROM t;
-- mysql
SELECT t.a / %s AS anon_1, FLOOR(t.a / %s) AS anon_2, t.a %% %s AS anon_3 
FROM t;
-- mariadb
SELECT t.a / %s AS anon_1, FLOOR(t.a / %s) AS anon_2, t.a %% %s AS anon_3 
FROM t;

-- input: select(func.pow(t.c.a, 2), func.random(), func.substring(t.c.s, 1, 2), func.sysdate(), func.user(), func.cube(t.c.a))
-- default
SELECT pow(t.a, :pow_2) AS pow_1, random() AS random_1, substring(t.s, :substring_2, :substring_3) AS substring_1, sysdate AS sysdate_1, USER AS user_1, CUBE(t.a) AS cube_1 
FROM t;
-- sqlite
SELECT pow(t.a, ?) AS pow_1, random() AS random_1, substring(t.s, ?, ?) AS substring_1, sysdate AS sysdate_1, USER AS user_1, CUBE(t.a) AS cube_1 
FROM t;
-- postgresql
SELECT power(t.a, %(pow_2)s) AS pow_1, random() AS random_1, SUBSTRING(t.s FROM %(substring_2)s FOR %(substring_3)s) AS substring_1, sysdate AS sysdate_1, USER AS user_1, CUBE(t.a) AS cube_1 
FROM t;
-- mysql
SELECT pow(t.a, %s) AS pow_1, rand() AS random_1, substring(t.s, %s, %s) AS substring_1, SYSDATE() AS sysdate_1, USER AS user_1, CUBE(t.a) AS cube_1 
FROM t;
-- mariadb
SELECT pow(t.a, %s) AS pow_1, rand() AS random_1, substring(t.s, %s, %s) AS substring_1, SYSDATE() AS sysdate_1, USER AS user_1, CUBE(t.a) AS cube_1 
FROM t;

-- input: select(t.c.a).group_by(func.rollup(t.c.a, t.c.s))
-- default
SELECT t.a 
FROM t GROUP BY ROLLUP(t.a, t.s);
-- sqlite
SELECT t.a 
FROM t GROUP BY ROLLUP(t.a, t.s);
-- postgresql
SELECT t.a 
FROM t GROUP BY ROLLUP(t.a, t.s);
-- mysql
SELECT t.a 
FROM t GROUP BY t.a, t.s WITH ROLLUP;
-- mariadb
SELECT t.a 
FROM t GROUP BY t.a, t.s WITH ROLLUP;

-- input: select(func.grouping_sets(tuple_(t.c.a, t.c.s), t.c.a))
-- default
SELECT GROUPING SETS((t.a, t.s), t.a) AS grouping_sets_1 
FROM t;
-- sqlite
SELECT GROUPING SETS((t.a, t.s), t.a) AS grouping_sets_1 
FROM t;
-- postgresql
SELECT GROUPING SETS((t.a, t.s), t.a) AS grouping_sets_1 
FROM t;
-- mysql
SELECT GROUPING SETS((t.a, t.s), t.a) AS grouping_sets_1 
FROM t;
-- mariadb
SELECT GROUPING SETS((t.a, t.s), t.a) AS grouping_sets_1 
FROM t;
