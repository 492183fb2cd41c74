-- input: select(func.foo().over(order_by=t.c.a, rows=(None, 0)))
-- default
SELECT foo() OVER (ORDER BY t.a ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS anon_1 
FROM t;
-- input: select(func.foo().over(order_by=t.c.a, range_=(-5, 5)))
-- default
SELECT foo() OVER (ORDER BY t.a RANGE BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING) AS anon_1 
FROM t;
-- input: select(func.foo().over(order_by=t.c.a, groups=(1, None), exclude='ties'))
-- default
SELECT foo() OVER (ORDER BY t.a GROUPS BETWEEN :param_1 FOLLOWING AND UNBOUNDED FOLLOWING EXCLUDE ties) AS anon_1 
FROM t;
-- input: select(func.foo().over(order_by=t.c.a, range_=FrameClause(3.5, None, FrameClauseType.PRECEDING, FrameClauseType.CURRENT)))
-- default
SELECT foo() OVER (ORDER BY t.a RANGE BETWEEN :param_1 PRECEDING AND CURRENT ROW) AS anon_1 
FROM t;
