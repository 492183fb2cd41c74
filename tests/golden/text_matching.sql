-- Text: LIKE and its family, without regard to case, regular expressions, MATCH, COLLATE.
-- The Python of each entry is in text_matching.py; `./dev golden write` writes this file.

-- =================================================================================================
-- LIKE

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name LIKE :name_1 AND users.name NOT LIKE :name_2;
--   name_1 = 'a%'
--   name_2 = 'b%'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name LIKE :name_1::VARCHAR AND users.name NOT LIKE :name_2::VARCHAR;
--   name_1 = 'a%'
--   name_2 = 'b%'

-- =================================================================================================
-- LIKE with an escape character

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name LIKE :name_1 ESCAPE '/' AND users.name NOT LIKE :name_2 ESCAPE '#';
--   name_1 = '50/%%'
--   name_2 = 'a'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name LIKE :name_1::VARCHAR ESCAPE '/' AND users.name NOT LIKE :name_2::VARCHAR ESCAPE '#';
--   name_1 = '50/%%'
--   name_2 = 'a'

-- =================================================================================================
-- LIKE without regard to case

-- str(), sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE lower(users.name) LIKE lower(:name_1) AND lower(users.name) NOT LIKE lower(:name_2) AND lower(users.name) LIKE lower(:name_3) ESCAPE '/';
--   name_1 = 'a%'
--   name_2 = 'b%'
--   name_3 = 'c'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name ILIKE :name_1::VARCHAR AND users.name NOT ILIKE :name_2::VARCHAR AND users.name ILIKE :name_3::VARCHAR ESCAPE '/';
--   name_1 = 'a%'
--   name_2 = 'b%'
--   name_3 = 'c'

-- =================================================================================================
-- Begins, ends, contains

-- str(), sqlite
SELECT users.id 
FROM users 
WHERE (users.name LIKE :name_1 || '%') AND (users.name LIKE '%' || :name_2) AND (users.name LIKE '%' || :name_3 || '%');
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.name LIKE :name_1::VARCHAR || '%') AND (users.name LIKE '%' || :name_2::VARCHAR) AND (users.name LIKE '%' || :name_3::VARCHAR || '%');
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.name LIKE concat(:name_1, '%')) AND (users.name LIKE concat('%', :name_2)) AND (users.name LIKE concat('%', :name_3, '%'));
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- =================================================================================================
-- Begins, ends, contains: not

-- str(), sqlite
SELECT users.id 
FROM users 
WHERE (users.name NOT LIKE :name_1 || '%') AND (users.name NOT LIKE '%' || :name_2) AND (users.name NOT LIKE '%' || :name_3 || '%');
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.name NOT LIKE :name_1::VARCHAR || '%') AND (users.name NOT LIKE '%' || :name_2::VARCHAR) AND (users.name NOT LIKE '%' || :name_3::VARCHAR || '%');
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.name NOT LIKE concat(:name_1, '%')) AND (users.name NOT LIKE concat('%', :name_2)) AND (users.name NOT LIKE concat('%', :name_3, '%'));
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- =================================================================================================
-- Begins, ends, contains: another column

-- str(), sqlite, postgresql
SELECT users.id 
FROM users 
WHERE (users.name LIKE users.email || '%') AND (users.name LIKE '%' || users.email) AND (users.name LIKE '%' || users.email || '%');

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.name LIKE concat(users.email, '%')) AND (users.name LIKE concat('%', users.email)) AND (users.name LIKE concat('%', users.email, '%'));

-- =================================================================================================
-- Begins, ends, contains, without regard to case

-- str(), sqlite
SELECT users.id 
FROM users 
WHERE (lower(users.name) LIKE lower(:name_1) || '%') AND (lower(users.name) LIKE '%' || lower(:name_2)) AND (lower(users.name) LIKE '%' || lower(:name_3) || '%');
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.name ILIKE :name_1::VARCHAR || '%') AND (users.name ILIKE '%' || :name_2::VARCHAR) AND (users.name ILIKE '%' || :name_3::VARCHAR || '%');
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE (lower(users.name) LIKE concat(lower(:name_1), '%')) AND (lower(users.name) LIKE concat('%', lower(:name_2))) AND (lower(users.name) LIKE concat('%', lower(:name_3), '%'));
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- =================================================================================================
-- Begins, ends, contains, without regard to case: not

-- str(), sqlite
SELECT users.id 
FROM users 
WHERE (lower(users.name) NOT LIKE lower(:name_1) || '%') AND (lower(users.name) NOT LIKE '%' || lower(:name_2)) AND (lower(users.name) NOT LIKE '%' || lower(:name_3) || '%');
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.name NOT ILIKE :name_1::VARCHAR || '%') AND (users.name NOT ILIKE '%' || :name_2::VARCHAR) AND (users.name NOT ILIKE '%' || :name_3::VARCHAR || '%');
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE (lower(users.name) NOT LIKE concat(lower(:name_1), '%')) AND (lower(users.name) NOT LIKE concat('%', lower(:name_2))) AND (lower(users.name) NOT LIKE concat('%', lower(:name_3), '%'));
--   name_1 = 'a'
--   name_2 = 'b'
--   name_3 = 'c'

-- =================================================================================================
-- % and _ that mean themselves

-- str(), sqlite
SELECT users.id 
FROM users 
WHERE (users.name LIKE '%' || :name_1 || '%' ESCAPE '/') AND (users.name LIKE :name_2 || '%' ESCAPE '#');
--   name_1 = '50/%/_//'
--   name_2 = '##'

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.name LIKE '%' || :name_1::VARCHAR || '%' ESCAPE '/') AND (users.name LIKE :name_2::VARCHAR || '%' ESCAPE '#');
--   name_1 = '50/%/_//'
--   name_2 = '##'

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.name LIKE concat('%', :name_1, '%') ESCAPE '/') AND (users.name LIKE concat(:name_2, '%') ESCAPE '#');
--   name_1 = '50/%/_//'
--   name_2 = '##'

-- =================================================================================================
-- MATCH

-- str()
SELECT users.id 
FROM users 
WHERE users.name MATCH :name_1 AND NOT users.name MATCH :name_2;
--   name_1 = 'word'
--   name_2 = 'word'

-- sqlite
SELECT users.id 
FROM users 
WHERE users.name MATCH :name_1 AND NOT users.name MATCH :name_2;
--   name_1 = 'word'
--   name_2 = 'word'
-- refused by the server: needs a full text table

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name @@ plainto_tsquery(:name_1::VARCHAR) AND NOT users.name @@ plainto_tsquery(:name_2::VARCHAR);
--   name_1 = 'word'
--   name_2 = 'word'

-- mysql
SELECT users.id 
FROM users 
WHERE MATCH (users.name) AGAINST (:name_1 IN BOOLEAN MODE) AND NOT MATCH (users.name) AGAINST (:name_2 IN BOOLEAN MODE);
--   name_1 = 'word'
--   name_2 = 'word'

-- mariadb
SELECT users.id 
FROM users 
WHERE MATCH (users.name) AGAINST (:name_1 IN BOOLEAN MODE) AND NOT MATCH (users.name) AGAINST (:name_2 IN BOOLEAN MODE);
--   name_1 = 'word'
--   name_2 = 'word'
-- refused by the server: needs a FULLTEXT index

-- =================================================================================================
-- Regular expression

-- str()
SELECT users.id 
FROM users 
WHERE users.name <regexp> :name_1 AND users.name <not regexp> :name_2;
--   name_1 = '^a+'
--   name_2 = 'b$'

-- sqlite, mysql, mariadb
SELECT users.id 
FROM users 
WHERE users.name REGEXP :name_1 AND users.name NOT REGEXP :name_2;
--   name_1 = '^a+'
--   name_2 = 'b$'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name ~ :name_1::VARCHAR AND users.name !~ :name_2::VARCHAR;
--   name_1 = '^a+'
--   name_2 = 'b$'

-- =================================================================================================
-- Regular expression with flags

-- str()
SELECT users.id 
FROM users 
WHERE users.name <regexp> :name_1 AND users.name <not regexp> :name_2;
--   name_1 = '^a+'
--   name_2 = 'b$'

-- sqlite
SELECT users.id 
FROM users 
WHERE users.name REGEXP :name_1 AND users.name NOT REGEXP :name_2;
--   name_1 = '^a+'
--   name_2 = 'b$'

-- postgresql
SELECT users.id 
FROM users 
WHERE users.name ~* :name_1::VARCHAR AND users.name !~* :name_2::VARCHAR;
--   name_1 = '^a+'
--   name_2 = 'b$'

-- mysql
SELECT users.id 
FROM users 
WHERE REGEXP_LIKE(users.name, :name_1, 'i') AND NOT REGEXP_LIKE(users.name, :name_2, 'i');
--   name_1 = '^a+'
--   name_2 = 'b$'

-- mariadb
SELECT users.id 
FROM users 
WHERE users.name REGEXP CONCAT('(?', 'i', ')', :name_1) AND users.name NOT REGEXP CONCAT('(?', 'i', ')', :name_2);
--   name_1 = '^a+'
--   name_2 = 'b$'

-- =================================================================================================
-- Replace by regular expression

-- str()
SELECT <regexp replace>(users.name, :name_1, :name_2) AS anon_1 
FROM users;
--   name_1 = 'a+'
--   name_2 = 'b'

-- sqlite
-- CompileError: sqlite dialect does not support regular expression replacements
-- refused by the server: no such function

-- postgresql
SELECT REGEXP_REPLACE(users.name, :name_1::VARCHAR, :name_2::VARCHAR) AS anon_1 
FROM users;
--   name_1 = 'a+'
--   name_2 = 'b'

-- mysql, mariadb
SELECT REGEXP_REPLACE(users.name, :name_1, :name_2) AS anon_1 
FROM users;
--   name_1 = 'a+'
--   name_2 = 'b'

-- =================================================================================================
-- Replace by regular expression, with flags

-- str()
SELECT <regexp replace>(users.name, :name_1, :name_2) AS anon_1 
FROM users;
--   name_1 = 'a+'
--   name_2 = 'b'

-- sqlite
-- CompileError: sqlite dialect does not support regular expression replacements
-- refused by the server: no such function

-- postgresql
SELECT REGEXP_REPLACE(users.name, :name_1::VARCHAR, :name_2::VARCHAR, 'ig') AS anon_1 
FROM users;
--   name_1 = 'a+'
--   name_2 = 'b'

-- mysql
SELECT REGEXP_REPLACE(users.name, :name_1, :name_2, 'ig') AS anon_1 
FROM users;
--   name_1 = 'a+'
--   name_2 = 'b'

-- mariadb
SELECT REGEXP_REPLACE(users.name, CONCAT('(?', 'ig', ')', :name_1), :name_2) AS anon_1 
FROM users;
--   name_1 = 'a+'
--   name_2 = 'b'
-- refused by the server: no flag g: all are replaced

-- =================================================================================================
-- COLLATE

-- sqlite
SELECT users.id 
FROM users 
WHERE (users.name COLLATE "NOCASE") = :param_1 ORDER BY users.name COLLATE "BINARY";
--   param_1 = 'ADA'

-- postgresql
SELECT users.id 
FROM users 
WHERE (users.name COLLATE "C") = :param_1::VARCHAR ORDER BY users.name COLLATE "POSIX";
--   param_1 = 'ADA'

-- mysql, mariadb
SELECT users.id 
FROM users 
WHERE (users.name COLLATE utf8mb4_bin) = :param_1 ORDER BY users.name COLLATE utf8mb4_general_ci;
--   param_1 = 'ADA'

-- =================================================================================================
-- COLLATE and a direction

-- sqlite
SELECT users.id 
FROM users ORDER BY users.name COLLATE "NOCASE" DESC;

-- postgresql
SELECT users.id 
FROM users ORDER BY users.name COLLATE "de_DE.utf8" DESC;

-- mysql, mariadb
SELECT users.id 
FROM users ORDER BY users.name COLLATE utf8mb4_bin DESC;
