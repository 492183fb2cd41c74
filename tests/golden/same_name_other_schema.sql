-- input: (lambda v: select(u.c.id, v.c.id).where(u.c.id == v.c.id))(table('u', column('id'), schema='other'))
-- default
SELECT u_1.id, other.u.id AS id_1 
FROM u AS u_1, other.u 
WHERE u_1.id = other.u.id;
-- input: (lambda v: select(select(u.c.id).join(v, u.c.id == v.c.id).subquery(), u.c.name))(table('u', column('id'), schema='other'))
-- default
SELECT anon_1.id, u.name 
FROM (SELECT u_1.id AS id 
FROM u AS u_1 JOIN other.u ON u_1.id = other.u.id) AS anon_1, u;
