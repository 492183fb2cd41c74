-- input: select(t.c.id).with_hint(t, 'USE INDEX (x)').with_statement_hint('opt')
-- default
SELECT t.id 
FROM t [USE INDEX (x)] opt;
-- sqlite
SELECT t.id 
FROM t opt;
-- mysql
SELECT t.id 
FROM t USE INDEX (x) opt;
-- mariadb
SELECT t.id 
FROM t USE INDEX (x) opt;

-- input: select(t.c.id).prefix_with('STRAIGHT_JOIN', dialect='mysql').suffix_with('foo', dialect='postgresql')
-- default
SELECT t.id 
FROM t ;
-- sqlite
SELECT t.id 
FROM t ;
-- postgresql
SELECT t.id 
FROM t foo ;
-- mysql
SELECT STRAIGHT_JOIN t.id 
FROM t ;
-- mariadb
SELECT t.id 
FROM t ;
