-- input: select(t.c.a.bitwise_xor(5), t.c.a.bitwise_and(1), t.c.a.bitwise_or(2), t.c.a.bitwise_lshift(1), t.c.a.bitwise_not())
-- default
SELECT t.a ^ :a_1 AS anon_1, t.a & :a_2 AS anon_2, t.a | :a_3 AS anon_3, t.a << :a_4 AS anon_4, ~t.a 
FROM t;
-- sqlite
SELECT ((t.a | ?) - (t.a & ?)) AS anon_1, t.a & ? AS anon_2, t.a | ? AS anon_3, t.a << ? AS anon_4, ~t.a 
FROM t;
-- postgresql
SELECT t.a # %(a_1)s AS anon_1, t.a & %(a_2)s AS anon_2, t.a | %(a_3)s AS anon_3, t.a << %(a_4)s AS anon_4, ~t.a 
FROM t;
-- mysql
SELECT t.a ^ %s AS anon_1, t.a & %s AS anon_2, t.a | %s AS anon_3, t.a << %s AS anon_4, ~t.a 
FROM t;
-- mariadb
SELECT t.a ^ %s AS anon_1, t.a & %s AS anon_2, t.a | %s AS anon_3, t.a << %s AS anon_4, ~t.a 
FROM t;
