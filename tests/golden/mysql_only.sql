-- What only MySQL and MariaDB have: MATCH .. AGAINST, GROUP BY WITH ROLLUP, LIMIT in UPDATE and DELETE.
-- The Python of each entry is in mysql_only.py; `./dev golden write` writes this file.

-- =================================================================================================
-- MATCH .. AGAINST

-- mysql
SELECT pages.id 
FROM pages 
WHERE MATCH (pages.title, pages.body) AGAINST (:param_1) ORDER BY MATCH (pages.title, pages.body) AGAINST (:param_1) DESC;
--   param_1 = 'cat'

-- mariadb
SELECT pages.id 
FROM pages 
WHERE MATCH (pages.title, pages.`body`) AGAINST (:param_1) ORDER BY MATCH (pages.title, pages.`body`) AGAINST (:param_1) DESC;
--   param_1 = 'cat'

-- =================================================================================================
-- MATCH .. AGAINST in boolean mode

-- mysql
SELECT pages.id 
FROM pages 
WHERE MATCH (pages.title, pages.body) AGAINST (:param_1 IN BOOLEAN MODE);
--   param_1 = 'cat'

-- mariadb
SELECT pages.id 
FROM pages 
WHERE MATCH (pages.title, pages.`body`) AGAINST (:param_1 IN BOOLEAN MODE);
--   param_1 = 'cat'

-- =================================================================================================
-- MATCH .. AGAINST in natural language mode

-- mysql
SELECT pages.id 
FROM pages 
WHERE MATCH (pages.title, pages.body) AGAINST (:param_1 IN NATURAL LANGUAGE MODE);
--   param_1 = 'cat'

-- mariadb
SELECT pages.id 
FROM pages 
WHERE MATCH (pages.title, pages.`body`) AGAINST (:param_1 IN NATURAL LANGUAGE MODE);
--   param_1 = 'cat'

-- =================================================================================================
-- MATCH .. AGAINST with query expansion

-- mysql
SELECT pages.id 
FROM pages 
WHERE MATCH (pages.title, pages.body) AGAINST (:param_1 WITH QUERY EXPANSION);
--   param_1 = 'cat'

-- mariadb
SELECT pages.id 
FROM pages 
WHERE MATCH (pages.title, pages.`body`) AGAINST (:param_1 WITH QUERY EXPANSION);
--   param_1 = 'cat'

-- =================================================================================================
-- MATCH .. AGAINST in natural language mode with query expansion

-- mysql
SELECT pages.id 
FROM pages 
WHERE MATCH (pages.title, pages.body) AGAINST (:param_1 IN NATURAL LANGUAGE MODE WITH QUERY EXPANSION);
--   param_1 = 'cat'

-- mariadb
SELECT pages.id 
FROM pages 
WHERE MATCH (pages.title, pages.`body`) AGAINST (:param_1 IN NATURAL LANGUAGE MODE WITH QUERY EXPANSION);
--   param_1 = 'cat'

-- =================================================================================================
-- column.match()

-- mysql, mariadb
SELECT pages.id 
FROM pages 
WHERE MATCH (pages.title) AGAINST (:title_1 IN BOOLEAN MODE) AND NOT MATCH (pages.title) AGAINST (:title_2 IN BOOLEAN MODE);
--   title_1 = 'cat'
--   title_2 = 'dog'

-- =================================================================================================
-- GROUP BY .. WITH ROLLUP

-- mysql, mariadb
SELECT pages.title, count(*) AS count_1 
FROM pages GROUP BY pages.title WITH ROLLUP;

-- =================================================================================================
-- Operators

-- mysql, mariadb
SELECT pages.title SOUNDS LIKE :title_1 AS anon_1, pages.id DIV :id_1 AS anon_2, 1 <=> NULL 
FROM pages;
--   title_1 = 'cat'
--   id_1 = 2

-- =================================================================================================
-- A random number, the time

-- mysql, mariadb
SELECT rand() AS random_1, SYSDATE() AS sysdate_1, utc_timestamp() AS utc_timestamp_1;
