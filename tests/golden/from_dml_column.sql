-- input: update(t).values(a=t.c.id + 1, id=from_dml_column(t.c.a))
-- default
UPDATE t SET id=(t.id + :id_1), a=(t.id + :id_1);
-- input: update(t).values(a=5, id=from_dml_column(t.c.a))
-- default
UPDATE t SET id=:a, a=:a;
-- input: update(t).values(a=from_dml_column(t.c.id))
-- default
UPDATE t SET a=t.id;
-- input: insert(t).values(s=func.lower('X'), d=from_dml_column(t.c.s))
-- default
INSERT INTO t (s, d) VALUES (lower(:lower_1), lower(:lower_1));
