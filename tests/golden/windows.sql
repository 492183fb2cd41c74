-- Window functions and aggregates: OVER, frames, FILTER, WITHIN GROUP, ORDER BY inside.
-- The Python of each entry is in windows.py; `./dev golden write` writes this file.

-- =================================================================================================
-- OVER everything

-- str(), sqlite, postgresql, mysql, mariadb
SELECT row_number() OVER () AS anon_1;

-- =================================================================================================
-- PARTITION BY and ORDER BY

-- str(), sqlite, postgresql, mysql, mariadb
SELECT sum(users.age) OVER (PARTITION BY users.org_id ORDER BY users.age, users.id DESC) AS anon_1 
FROM users;

-- =================================================================================================
-- The function over()

-- str(), sqlite, postgresql, mysql, mariadb
SELECT rank() OVER (ORDER BY users.age) AS anon_1 
FROM users;

-- =================================================================================================
-- ROWS

-- str(), sqlite, postgresql, mysql, mariadb
SELECT sum(users.age) OVER (ORDER BY users.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS anon_1 
FROM users;

-- =================================================================================================
-- ROWS from before to after

-- str(), sqlite, mysql, mariadb
SELECT sum(users.age) OVER (ORDER BY users.id ROWS BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING) AS anon_1 
FROM users;
--   param_1 = 5
--   param_2 = 10

-- postgresql
SELECT sum(users.age) OVER (ORDER BY users.id ROWS BETWEEN :param_1::INTEGER PRECEDING AND :param_2::INTEGER FOLLOWING) AS anon_1 
FROM users;
--   param_1 = 5
--   param_2 = 10

-- =================================================================================================
-- ROWS that all lie before

-- str(), sqlite, mysql, mariadb
SELECT sum(users.age) OVER (ORDER BY users.id ROWS BETWEEN :param_1 PRECEDING AND :param_2 PRECEDING) AS anon_1 
FROM users;
--   param_1 = 5
--   param_2 = 1

-- postgresql
SELECT sum(users.age) OVER (ORDER BY users.id ROWS BETWEEN :param_1::INTEGER PRECEDING AND :param_2::INTEGER PRECEDING) AS anon_1 
FROM users;
--   param_1 = 5
--   param_2 = 1

-- =================================================================================================
-- RANGE

-- str(), sqlite, mysql, mariadb
SELECT sum(users.age) OVER (ORDER BY users.id RANGE BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING) AS anon_1 
FROM users;
--   param_1 = 5
--   param_2 = 10

-- postgresql
SELECT sum(users.age) OVER (ORDER BY users.id RANGE BETWEEN :param_1::INTEGER PRECEDING AND :param_2::INTEGER FOLLOWING) AS anon_1 
FROM users;
--   param_1 = 5
--   param_2 = 10

-- =================================================================================================
-- RANGE to the end

-- str(), sqlite, postgresql, mysql, mariadb
SELECT sum(users.age) OVER (ORDER BY users.id RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS anon_1 
FROM users;

-- =================================================================================================
-- GROUPS

-- str(), sqlite, mysql
SELECT sum(users.age) OVER (ORDER BY users.id GROUPS BETWEEN UNBOUNDED PRECEDING AND :param_1 FOLLOWING) AS anon_1 
FROM users;
--   param_1 = 1

-- postgresql
SELECT sum(users.age) OVER (ORDER BY users.id GROUPS BETWEEN UNBOUNDED PRECEDING AND :param_1::INTEGER FOLLOWING) AS anon_1 
FROM users;
--   param_1 = 1

-- mariadb
SELECT sum(users.age) OVER (ORDER BY users.id GROUPS BETWEEN UNBOUNDED PRECEDING AND :param_1 FOLLOWING) AS anon_1 
FROM users;
--   param_1 = 1
-- refused by the server: no GROUPS

-- =================================================================================================
-- EXCLUDE

-- str(), sqlite, mysql
SELECT sum(users.age) OVER (ORDER BY users.id ROWS BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING EXCLUDE CURRENT ROW) AS anon_1, sum(users.age) OVER (ORDER BY users.id GROUPS BETWEEN :param_3 PRECEDING AND :param_4 FOLLOWING EXCLUDE TIES) AS anon_2 
FROM users;
--   param_1 = 1
--   param_2 = 1
--   param_3 = 1
--   param_4 = 1

-- postgresql
SELECT sum(users.age) OVER (ORDER BY users.id ROWS BETWEEN :param_1::INTEGER PRECEDING AND :param_2::INTEGER FOLLOWING EXCLUDE CURRENT ROW) AS anon_1, sum(users.age) OVER (ORDER BY users.id GROUPS BETWEEN :param_3::INTEGER PRECEDING AND :param_4::INTEGER FOLLOWING EXCLUDE TIES) AS anon_2 
FROM users;
--   param_1 = 1
--   param_2 = 1
--   param_3 = 1
--   param_4 = 1

-- mariadb
SELECT sum(users.age) OVER (ORDER BY users.id ROWS BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING EXCLUDE CURRENT ROW) AS anon_1, sum(users.age) OVER (ORDER BY users.id GROUPS BETWEEN :param_3 PRECEDING AND :param_4 FOLLOWING EXCLUDE TIES) AS anon_2 
FROM users;
--   param_1 = 1
--   param_2 = 1
--   param_3 = 1
--   param_4 = 1
-- refused by the server: no EXCLUDE

-- =================================================================================================
-- A frame whose bounds are values of their own

-- str(), sqlite, mysql, mariadb
SELECT sum(users.age) OVER (ORDER BY users.id RANGE BETWEEN :param_1 PRECEDING AND CURRENT ROW) AS anon_1 
FROM users;
--   param_1 = 3

-- postgresql
SELECT sum(users.age) OVER (ORDER BY users.id RANGE BETWEEN :param_1::INTEGER PRECEDING AND CURRENT ROW) AS anon_1 
FROM users;
--   param_1 = 3

-- =================================================================================================
-- FILTER

-- str(), sqlite, postgresql, mysql
SELECT count(users.id) FILTER (WHERE users.active) AS anon_1 
FROM users;

-- mariadb
SELECT count(users.id) FILTER (WHERE users.active) AS anon_1 
FROM users;
-- refused by the server: no FILTER

-- =================================================================================================
-- The function funcfilter()

-- str(), sqlite, mysql
SELECT count(users.id) FILTER (WHERE users.age > :age_1) AS anon_1 
FROM users;
--   age_1 = 5

-- postgresql
SELECT count(users.id) FILTER (WHERE users.age > :age_1::INTEGER) AS anon_1 
FROM users;
--   age_1 = 5

-- mariadb
SELECT count(users.id) FILTER (WHERE users.age > :age_1) AS anon_1 
FROM users;
--   age_1 = 5
-- refused by the server: no FILTER

-- =================================================================================================
-- FILTER and OVER

-- str(), sqlite, mysql
SELECT sum(users.age) FILTER (WHERE users.age > :age_1) OVER (ORDER BY users.id) AS anon_1 
FROM users;
--   age_1 = 5

-- postgresql
SELECT sum(users.age) FILTER (WHERE users.age > :age_1::INTEGER) OVER (ORDER BY users.id) AS anon_1 
FROM users;
--   age_1 = 5

-- mariadb
SELECT sum(users.age) FILTER (WHERE users.age > :age_1) OVER (ORDER BY users.id) AS anon_1 
FROM users;
--   age_1 = 5
-- refused by the server: no FILTER

-- =================================================================================================
-- WITHIN GROUP

-- str(), postgresql, mysql
SELECT mode() WITHIN GROUP (ORDER BY users.age) AS mode_1 
FROM users;

-- sqlite
SELECT mode() WITHIN GROUP (ORDER BY users.age) AS mode_1 
FROM users;
-- refused by the server: no WITHIN GROUP

-- mariadb
SELECT mode() WITHIN GROUP (ORDER BY users.age) AS mode_1 
FROM users;
-- refused by the server: no WITHIN GROUP but with OVER

-- =================================================================================================
-- WITHIN GROUP: percentiles

-- str(), mysql
SELECT percentile_cont(:percentile_cont_2) WITHIN GROUP (ORDER BY users.age DESC) AS percentile_cont_1, percentile_disc(:percentile_disc_2) WITHIN GROUP (ORDER BY users.age) AS percentile_disc_1, rank(:rank_2) WITHIN GROUP (ORDER BY users.age) AS rank_1, dense_rank(:dense_rank_2) WITHIN GROUP (ORDER BY users.age) AS dense_rank_1, percent_rank(:percent_rank_2) WITHIN GROUP (ORDER BY users.age) AS percent_rank_1, cume_dist(:cume_dist_2) WITHIN GROUP (ORDER BY users.age) AS cume_dist_1 
FROM users;
--   percentile_cont_2 = 0.5
--   percentile_disc_2 = 0.5
--   rank_2 = 5
--   dense_rank_2 = 5
--   percent_rank_2 = 5
--   cume_dist_2 = 5

-- sqlite
SELECT percentile_cont(:percentile_cont_2) WITHIN GROUP (ORDER BY users.age DESC) AS percentile_cont_1, percentile_disc(:percentile_disc_2) WITHIN GROUP (ORDER BY users.age) AS percentile_disc_1, rank(:rank_2) WITHIN GROUP (ORDER BY users.age) AS rank_1, dense_rank(:dense_rank_2) WITHIN GROUP (ORDER BY users.age) AS dense_rank_1, percent_rank(:percent_rank_2) WITHIN GROUP (ORDER BY users.age) AS percent_rank_1, cume_dist(:cume_dist_2) WITHIN GROUP (ORDER BY users.age) AS cume_dist_1 
FROM users;
--   percentile_cont_2 = 0.5
--   percentile_disc_2 = 0.5
--   rank_2 = 5
--   dense_rank_2 = 5
--   percent_rank_2 = 5
--   cume_dist_2 = 5
-- refused by the server: no WITHIN GROUP

-- postgresql
SELECT percentile_cont(:percentile_cont_2) WITHIN GROUP (ORDER BY users.age DESC) AS percentile_cont_1, percentile_disc(:percentile_disc_2) WITHIN GROUP (ORDER BY users.age) AS percentile_disc_1, rank(:rank_2::INTEGER) WITHIN GROUP (ORDER BY users.age) AS rank_1, dense_rank(:dense_rank_2::INTEGER) WITHIN GROUP (ORDER BY users.age) AS dense_rank_1, percent_rank(:percent_rank_2::INTEGER) WITHIN GROUP (ORDER BY users.age) AS percent_rank_1, cume_dist(:cume_dist_2::INTEGER) WITHIN GROUP (ORDER BY users.age) AS cume_dist_1 
FROM users;
--   percentile_cont_2 = 0.5
--   percentile_disc_2 = 0.5
--   rank_2 = 5
--   dense_rank_2 = 5
--   percent_rank_2 = 5
--   cume_dist_2 = 5

-- mariadb
SELECT percentile_cont(:percentile_cont_2) WITHIN GROUP (ORDER BY users.age DESC) AS percentile_cont_1, percentile_disc(:percentile_disc_2) WITHIN GROUP (ORDER BY users.age) AS percentile_disc_1, rank(:rank_2) WITHIN GROUP (ORDER BY users.age) AS rank_1, dense_rank(:dense_rank_2) WITHIN GROUP (ORDER BY users.age) AS dense_rank_1, percent_rank(:percent_rank_2) WITHIN GROUP (ORDER BY users.age) AS percent_rank_1, cume_dist(:cume_dist_2) WITHIN GROUP (ORDER BY users.age) AS cume_dist_1 
FROM users;
--   percentile_cont_2 = 0.5
--   percentile_disc_2 = 0.5
--   rank_2 = 5
--   dense_rank_2 = 5
--   percent_rank_2 = 5
--   cume_dist_2 = 5
-- refused by the server: no WITHIN GROUP but with OVER

-- =================================================================================================
-- WITHIN GROUP and FILTER

-- str(), postgresql, mysql
SELECT mode() WITHIN GROUP (ORDER BY users.age) FILTER (WHERE users.active) AS anon_1 
FROM users;

-- sqlite
SELECT mode() WITHIN GROUP (ORDER BY users.age) FILTER (WHERE users.active) AS anon_1 
FROM users;
-- refused by the server: no WITHIN GROUP

-- mariadb
SELECT mode() WITHIN GROUP (ORDER BY users.age) FILTER (WHERE users.active) AS anon_1 
FROM users;
-- refused by the server: no WITHIN GROUP but with OVER

-- =================================================================================================
-- ORDER BY inside an aggregate

-- str(), mysql, mariadb
SELECT group_concat(users.name ORDER BY users.name) AS group_concat_1 
FROM users;

-- sqlite
SELECT group_concat(users.name ORDER BY users.name) AS group_concat_1 
FROM users;
-- refused by the server: since 3.44

-- postgresql
SELECT group_concat(users.name ORDER BY users.name) AS group_concat_1 
FROM users;
-- refused by the server: is called string_agg there

-- =================================================================================================
-- Strings put together, in order

-- str()
SELECT aggregate_strings(users.name, ', ' ORDER BY users.name DESC) AS aggregate_strings_1 
FROM users;

-- sqlite
SELECT group_concat(users.name, ', ' ORDER BY users.name DESC) AS aggregate_strings_1 
FROM users;
-- refused by the server: ORDER BY inside an aggregate since 3.44

-- postgresql
SELECT string_agg(users.name, ', ' ORDER BY users.name DESC) AS aggregate_strings_1 
FROM users;

-- mysql, mariadb
SELECT group_concat(users.name ORDER BY users.name DESC SEPARATOR ', ') AS aggregate_strings_1 
FROM users;

-- =================================================================================================
-- The function aggregate_order_by()

-- str(), postgresql, mysql
SELECT count(users.name ORDER BY users.name, users.id) AS count_1 
FROM users;

-- sqlite
SELECT count(users.name ORDER BY users.name, users.id) AS count_1 
FROM users;
-- refused by the server: since 3.44

-- mariadb
SELECT count(users.name ORDER BY users.name, users.id) AS count_1 
FROM users;
-- refused by the server: only in GROUP_CONCAT

-- =================================================================================================
-- ORDER BY as an argument of an aggregate (PostgreSQL)

-- postgresql
SELECT array_agg(users.id ORDER BY users.age DESC) AS array_agg_1, array_agg(orders.id) AS array_agg_2 
FROM users JOIN orders ON users.id = orders.user_id;
