-- input: select(literal('x'), literal('y'))
-- default
SELECT :param_1 AS anon_1, :param_2 AS anon_2;
-- input: select(cast(t.c.a, String), t.c.a)
-- default
SELECT CAST(t.a AS VARCHAR) AS a, t.a AS a_1 
FROM t;
-- input: select(t.c.a, cast(t.c.a, String))
-- default
SELECT t.a, CAST(t.a AS VARCHAR) AS a__1 
FROM t;
-- input: select(cast(t.c.a + 1, String))
-- default
SELECT CAST(t.a + :a_1 AS VARCHAR) AS anon_1 
FROM t;
-- input: select(func.foo(t.c.a), func.foo(t.c.a))
-- default
SELECT foo(t.a) AS foo_1, foo(t.a) AS foo_2 
FROM t;
-- input: select(cast(func.foo(t.c.a), String))
-- default
SELECT CAST(foo(t.a) AS VARCHAR) AS foo_1 
FROM t;
-- input: select(-t.c.a, -func.foo(t.c.a), not_(t.c.b))
-- default
SELECT -t.a, -foo(t.a) AS anon_1, NOT t.b 
FROM t;
-- input: (lambda e: select(e, e, e))(t.c.a + 1)
-- default
SELECT t.a + :a_1 AS anon_1, t.a + :a_1 AS anon__1, t.a + :a_1 AS anon__2 
FROM t;
-- input: (lambda e: select(e, e))(func.foo(t.c.a))
-- default
SELECT foo(t.a) AS foo_1, foo(t.a) AS foo__1 
FROM t;
-- input: select(t.c.id, u.c.id, t.c.id)
-- default
SELECT t.id, u.id AS id_1, t.id AS id__1 
FROM t, u;
-- input: select(t.c.id, u.c.id, t.c.id).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
-- default
SELECT t.id AS t_id, u.id AS u_id, t.id AS t_id__1 
FROM t, u;
-- input: select(t.c.id, u.c.id).set_label_style(LABEL_STYLE_NONE)
-- default
SELECT t.id, u.id 
FROM t, u;
-- input: select(func.mode().within_group(t.c.a), func.foo(t.c.a).over())
-- default
SELECT mode() WITHIN GROUP (ORDER BY t.a) AS mode_1, foo(t.a) OVER () AS anon_1 
FROM t;
-- input: select(literal_column('a'), t.c.a, literal_column('a'))
-- default
SELECT a, t.a, a 
FROM t;
-- input: select(select(t.c.id, u.c.id).subquery())
-- default
SELECT anon_1.id, anon_1.id_1 
FROM (SELECT t.id AS id, u.id AS id_1 
FROM t, u) AS anon_1;
-- input: select(exists(select(t.c.id)))
-- default
SELECT EXISTS (SELECT t.id 
FROM t) AS anon_1;
-- input: select(t.c.a.label('x')).order_by(t.c.a.label('x'))
-- default
SELECT t.a AS x 
FROM t ORDER BY x;
