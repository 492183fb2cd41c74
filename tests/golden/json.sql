-- input: select(t.c.j['k'], t.c.j[1], t.c.j['a', 'b', 1])
-- default
SELECT t.j[:j_1] AS anon_1, t.j[:j_2] AS anon_2, t.j[:j_3] AS anon_3 
FROM t;
-- sqlite
SELECT JSON_QUOTE(JSON_EXTRACT(t.j, ?)) AS anon_1, JSON_QUOTE(JSON_EXTRACT(t.j, ?)) AS anon_2, JSON_QUOTE(JSON_EXTRACT(t.j, ?)) AS anon_3 
FROM t;
-- postgresql
SELECT t.j -> %(j_1)s AS anon_1, t.j -> %(j_2)s AS anon_2, t.j #> %(j_3)s AS anon_3 
FROM t;
-- mysql
SELECT JSON_EXTRACT(t.j, %s) AS anon_1, JSON_EXTRACT(t.j, %s) AS anon_2, JSON_EXTRACT(t.j, %s) AS anon_3 
FROM t;
-- mariadb
SELECT JSON_EXTRACT(t.j, %s) AS anon_1, JSON_EXTRACT(t.j, %s) AS anon_2, JSON_EXTRACT(t.j, %s) AS anon_3 
FROM t;

-- input: select(t.c.j['k'].as_string(), t.c.j['k'].as_integer(), t.c.j['k'].as_float(), t.c.j['k'].as_boolean(), t.c.j['k'].as_json(), t.c.j['k'].as_numeric(10, 2))
-- default
SELECT t.j[:j_1] AS anon_1, t.j[:j_2] AS anon_2, t.j[:j_3] AS anon_3, t.j[:j_4] AS anon_4, t.j[:j_5] AS anon_5, t.j[:j_6] AS anon_6 
FROM t;
-- sqlite
SELECT CAST(JSON_EXTRACT(t.j, ?) AS VARCHAR) AS anon_1, CAST(JSON_EXTRACT(t.j, ?) AS INTEGER) AS anon_2, CAST(JSON_EXTRACT(t.j, ?) AS FLOAT) AS anon_3, CAST(JSON_EXTRACT(t.j, ?) AS BOOLEAN) AS anon_4, JSON_QUOTE(JSON_EXTRACT(t.j, ?)) AS anon_5, CAST(JSON_EXTRACT(t.j, ?) AS NUMERIC(10, 2)) AS anon_6 
FROM t;
-- postgresql
SELECT CAST(t.j ->> %(j_1)s AS VARCHAR) AS anon_1, CAST(t.j ->> %(j_2)s AS INTEGER) AS anon_2, CAST(t.j ->> %(j_3)s AS FLOAT) AS anon_3, CAST(t.j ->> %(j_4)s AS BOOLEAN) AS anon_4, t.j -> %(j_5)s AS anon_5, CAST(t.j ->> %(j_6)s AS NUMERIC(10, 2)) AS anon_6 
FROM t;
-- mysql
SELECT CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(t.j, %s)) END AS anon_1, CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(t.j, %s) AS SIGNED INTEGER) END AS anon_2, CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE JSON_EXTRACT(t.j, %s)+0.0000000000000000000000 END AS anon_3, CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL WHEN true THEN true ELSE false END AS anon_4, JSON_EXTRACT(t.j, %s) AS anon_5, CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(t.j, %s) AS DECIMAL(10, 2)) END AS anon_6 
FROM t;
-- mariadb
SELECT CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(t.j, %s)) END AS anon_1, CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(t.j, %s) AS SIGNED INTEGER) END AS anon_2, CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE JSON_EXTRACT(t.j, %s)+0.0000000000000000000000 END AS anon_3, CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL WHEN true THEN true ELSE false END AS anon_4, JSON_EXTRACT(t.j, %s) AS anon_5, CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(t.j, %s) AS DECIMAL(10, 2)) END AS anon_6 
FROM t;

-- input: select(t.c.j['a', 'b'].as_string(), t.c.j['a', 'b'].as_integer())
-- default
SELECT t.j[:j_1] AS anon_1, t.j[:j_2] AS anon_2 
FROM t;
-- sqlite
SELECT CAST(JSON_EXTRACT(t.j, ?) AS VARCHAR) AS anon_1, CAST(JSON_EXTRACT(t.j, ?) AS INTEGER) AS anon_2 
FROM t;
-- postgresql
SELECT CAST(t.j #>> %(j_1)s AS VARCHAR) AS anon_1, CAST(t.j #>> %(j_2)s AS INTEGER) AS anon_2 
FROM t;
-- mysql
SELECT CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(t.j, %s)) END AS anon_1, CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(t.j, %s) AS SIGNED INTEGER) END AS anon_2 
FROM t;
-- mariadb
SELECT CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(t.j, %s)) END AS anon_1, CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(t.j, %s) AS SIGNED INTEGER) END AS anon_2 
FROM t;

-- input: select(t.c.id).where(t.c.j['k'].as_string() == 'x', t.c.j['k'] == 5)
-- default
SELECT t.id 
FROM t 
WHERE t.j[:j_1] = :param_1 AND t.j[:j_2] = :param_2;
-- sqlite
SELECT t.id 
FROM t 
WHERE CAST(JSON_EXTRACT(t.j, ?) AS VARCHAR) = ? AND JSON_QUOTE(JSON_EXTRACT(t.j, ?)) = ?;
-- postgresql
SELECT t.id 
FROM t 
WHERE CAST((t.j ->> %(j_1)s) AS VARCHAR) = %(param_1)s AND (t.j -> %(j_2)s) = %(param_2)s;
-- mysql
SELECT t.id 
FROM t 
WHERE CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(t.j, %s)) END = %s AND JSON_EXTRACT(t.j, %s) = %s;
-- mariadb
SELECT t.id 
FROM t 
WHERE CASE JSON_EXTRACT(t.j, %s) WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(t.j, %s)) END = %s AND JSON_EXTRACT(t.j, %s) = %s;
