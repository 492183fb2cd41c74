-- input: select(collate(t.c.s, 'fr_FR'), t.c.s.collate('utf8mb4_bin'))
-- default
SELECT t.s COLLATE "fr_FR" AS anon_1, t.s COLLATE utf8mb4_bin AS anon_2 
FROM t;
-- sqlite
SELECT t.s COLLATE "fr_FR" AS anon_1, t.s COLLATE utf8mb4_bin AS anon_2 
FROM t;
-- postgresql
SELECT t.s COLLATE "fr_FR" AS anon_1, t.s COLLATE utf8mb4_bin AS anon_2 
FROM t;
-- mysql
SELECT t.s COLLATE `fr_FR` AS anon_1, t.s COLLATE utf8mb4_bin AS anon_2 
FROM t;
-- mariadb
SELECT t.s COLLATE `fr_FR` AS anon_1, t.s COLLATE utf8mb4_bin AS anon_2 
FROM t;
