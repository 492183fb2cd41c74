-- Dates and times: EXTRACT, literals, intervals.
-- The Python of each entry is in dates.py; `./dev golden write` writes this file.

-- =================================================================================================
-- EXTRACT

-- str(), postgresql
SELECT EXTRACT(year FROM users.joined) AS anon_1, EXTRACT(month FROM orders.placed) AS anon_2, EXTRACT(day FROM users.joined) AS anon_3 
FROM users JOIN orders ON users.id = orders.user_id;

-- sqlite
SELECT CAST(STRFTIME('%Y', users.joined) AS INTEGER) AS anon_1, CAST(STRFTIME('%m', orders.placed) AS INTEGER) AS anon_2, CAST(STRFTIME('%d', users.joined) AS INTEGER) AS anon_3 
FROM users JOIN orders ON users.id = orders.user_id;

-- mysql, mariadb
SELECT EXTRACT(year FROM users.joined) AS anon_1, EXTRACT(month FROM orders.placed) AS anon_2, EXTRACT(day FROM users.joined) AS anon_3 
FROM users INNER JOIN orders ON users.id = orders.user_id;

-- =================================================================================================
-- EXTRACT: the other fields

-- str(), postgresql, mysql, mariadb
SELECT EXTRACT(hour FROM users.joined) AS anon_1, EXTRACT(minute FROM users.joined) AS anon_2, EXTRACT(second FROM users.joined) AS anon_3 
FROM users;

-- sqlite
SELECT CAST(STRFTIME('%H', users.joined) AS INTEGER) AS anon_1, CAST(STRFTIME('%M', users.joined) AS INTEGER) AS anon_2, CAST(STRFTIME('%S', users.joined) AS INTEGER) AS anon_3 
FROM users;

-- =================================================================================================
-- EXTRACT: day of the week, of the year, seconds since 1970

-- str(), postgresql, mysql
SELECT EXTRACT(dow FROM users.joined) AS anon_1, EXTRACT(doy FROM users.joined) AS anon_2, EXTRACT(epoch FROM users.joined) AS anon_3 
FROM users;

-- sqlite
SELECT CAST(STRFTIME('%w', users.joined) AS INTEGER) AS anon_1, CAST(STRFTIME('%j', users.joined) AS INTEGER) AS anon_2, CAST(STRFTIME('%s', users.joined) AS INTEGER) AS anon_3 
FROM users;

-- mariadb
SELECT EXTRACT(dow FROM users.joined) AS anon_1, EXTRACT(doy FROM users.joined) AS anon_2, EXTRACT(epoch FROM users.joined) AS anon_3 
FROM users;
-- refused by the server: fields of PostgreSQL, which SQLite can compute

-- =================================================================================================
-- Compared with a value

-- str(), mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.joined > :joined_1;
--   joined_1 = datetime.datetime(2024, 5, 6, 7, 8, 9, 10)

-- sqlite
SELECT users.id 
FROM users 
WHERE users.joined > :joined_1;
--   joined_1 = '2024-05-06 07:08:09.000010'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.joined > :joined_1::TIMESTAMP WITHOUT TIME ZONE;
--   joined_1 = datetime.datetime(2024, 5, 6, 7, 8, 9, 10)

-- =================================================================================================
-- A date, a time

-- str(), mysql, mariadb
SELECT :param_1 AS anon_1, :param_2 AS anon_2;
--   param_1 = datetime.date(2024, 5, 6)
--   param_2 = datetime.time(7, 8, 9)

-- sqlite
SELECT :param_1 AS anon_1, :param_2 AS anon_2;
--   param_1 = '2024-05-06'
--   param_2 = '07:08:09.000000'

-- postgresql
SELECT :param_1::DATE AS anon_1, :param_2::TIME WITHOUT TIME ZONE AS anon_2;
--   param_1 = datetime.date(2024, 5, 6)
--   param_2 = datetime.time(7, 8, 9)

-- =================================================================================================
-- Written into the SQL

-- str(), postgresql, mysql, mariadb
SELECT '2024-05-06' AS anon_1, '2024-05-06 07:08:09.000010' AS anon_2, '07:08:09' AS anon_3;

-- sqlite
SELECT '2024-05-06' AS anon_1, '2024-05-06 07:08:09.000010' AS anon_2, '07:08:09.000000' AS anon_3;

-- =================================================================================================
-- A difference, and a time later by it

-- str(), mysql, mariadb
SELECT users.joined + :joined_1 AS anon_1, users.joined - users.joined AS anon_2, users.joined - :joined_2 AS anon_3 
FROM users;
--   joined_1 = datetime.datetime(1970, 1, 2, 0, 0)
--   joined_2 = datetime.datetime(1970, 1, 1, 2, 0)

-- sqlite
SELECT users.joined + :joined_1 AS anon_1, users.joined - users.joined AS anon_2, users.joined - :joined_2 AS anon_3 
FROM users;
--   joined_1 = '1970-01-02 00:00:00.000000'
--   joined_2 = '1970-01-01 02:00:00.000000'

-- postgresql
SELECT users.joined + :joined_1 AS anon_1, users.joined - users.joined AS anon_2, users.joined - :joined_2 AS anon_3 
FROM users;
--   joined_1 = datetime.timedelta(days=1)
--   joined_2 = datetime.timedelta(seconds=7200)

-- =================================================================================================
-- A day of a moment

-- str(), sqlite, postgresql, mysql, mariadb
SELECT CAST(users.joined AS DATE) AS joined, date(users.joined) AS date_1 
FROM users;

-- =================================================================================================
-- An interval

-- str(), mysql, mariadb
SELECT :param_1 AS anon_1;
--   param_1 = datetime.datetime(1970, 1, 1, 1, 30)

-- sqlite
SELECT :param_1 AS anon_1;
--   param_1 = '1970-01-01 01:30:00.000000'

-- postgresql
SELECT :param_1 AS anon_1;
--   param_1 = datetime.timedelta(seconds=5400)
