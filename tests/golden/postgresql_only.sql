-- What only PostgreSQL has: arrays, JSONB, ranges, HSTORE, full text search, DISTINCT ON.
-- The Python of each entry is in postgresql_only.py; `./dev golden write` writes this file.

-- =================================================================================================
-- Arrays: elements and slices

-- postgresql
SELECT docs.tags[:tags_1::INTEGER] AS anon_1, docs.tags[:tags_2::INTEGER::tags_3::INTEGER] AS anon_2, docs.grid[:grid_1::INTEGER][:param_1::INTEGER] AS anon_3, docs.grid[:grid_2::INTEGER::grid_3::INTEGER][:param_2::INTEGER::param_3::INTEGER] AS anon_4 
FROM docs;
--   tags_1 = 1
--   tags_2 = 2
--   tags_3 = 3
--   grid_1 = 1
--   param_1 = 2
--   grid_2 = 1
--   grid_3 = 2
--   param_2 = 1
--   param_3 = 1

-- =================================================================================================
-- Arrays: contains, is contained, overlaps

-- postgresql
SELECT docs.id 
FROM docs 
WHERE docs.tags @> :tags_1::TEXT[] AND docs.tags <@ :tags_2::TEXT[] AND docs.tags && :tags_3::TEXT[];
--   tags_1 = ['a']
--   tags_2 = ['a', 'b']
--   tags_3 = ['c']

-- =================================================================================================
-- Arrays: ANY and ALL

-- postgresql
SELECT docs.id 
FROM docs 
WHERE :tags_1::VARCHAR = ANY (docs.tags) AND :tags_2::VARCHAR = ALL (docs.tags) AND :param_1::VARCHAR = ANY (docs.tags) AND :param_2::VARCHAR = ALL (docs.tags);
--   tags_1 = 'a'
--   tags_2 = 'b'
--   param_1 = 'c'
--   param_2 = 'd'

-- =================================================================================================
-- Arrays: written out

-- postgresql
SELECT ARRAY[:param_1::INTEGER, :param_2::INTEGER] AS anon_1, ARRAY[docs.id, :param_3::INTEGER] || ARRAY[:param_4::INTEGER] AS anon_2, ARRAY[:param_5::VARCHAR] AS anon_3, ARRAY[ARRAY[:param_6::INTEGER], ARRAY[:param_7::INTEGER]] AS anon_4 
FROM docs;
--   param_1 = 1
--   param_2 = 2
--   param_3 = 5
--   param_4 = 6
--   param_5 = 'a'
--   param_6 = 1
--   param_7 = 2

-- =================================================================================================
-- Arrays: put together, compared

-- postgresql
SELECT docs.tags || :tags_1::TEXT[] AS anon_1, docs.tags = :tags_2::TEXT[] AS anon_2, array_length(docs.tags, :array_length_2::INTEGER) AS array_length_1 
FROM docs;
--   tags_1 = ['x']
--   tags_2 = ['a']
--   array_length_2 = 1

-- =================================================================================================
-- Arrays: aggregated

-- postgresql
SELECT array_agg(docs.id) AS array_agg_1, array_agg(docs.title) AS array_agg_2 
FROM docs;

-- =================================================================================================
-- Arrays: as rows

-- postgresql
SELECT unnest(docs.tags) AS unnest_1 
FROM docs;

-- =================================================================================================
-- Arrays: an element is changed

-- postgresql
UPDATE docs SET tags[:tags_1::INTEGER]=:param_1::VARCHAR;
--   tags_1 = 1
--   param_1 = 'x'

-- =================================================================================================
-- JSONB: elements

-- postgresql
SELECT docs.body[:body_1::TEXT] AS anon_1, docs.body[:body_2::INT] AS anon_2, docs.body #> :body_3 AS anon_3, docs.body ->> :body_4::TEXT AS anon_4, docs.body #>> :body_5 AS anon_5, CAST(docs.body ->> :body_6::TEXT AS INTEGER) AS anon_6 
FROM docs;
--   body_1 = 'a'
--   body_2 = 0
--   body_3 = '{a, b}'
--   body_4 = 'a'
--   body_5 = '{a, b}'
--   body_6 = 'a'

-- =================================================================================================
-- JSONB: contains, is contained

-- postgresql
SELECT docs.id 
FROM docs 
WHERE docs.body @> :body_1::JSONB AND docs.body <@ :body_2::JSONB;
--   body_1 = '{"a": 1}'
--   body_2 = '{"a": 1}'

-- =================================================================================================
-- JSONB: has a key

-- postgresql
SELECT docs.id 
FROM docs 
WHERE docs.body ? :body_1::VARCHAR AND docs.body ?| ARRAY[:param_1::VARCHAR, :param_2::VARCHAR] AND docs.body ?& ARRAY[:param_3::VARCHAR, :param_4::VARCHAR];
--   body_1 = 'a'
--   param_1 = 'a'
--   param_2 = 'b'
--   param_3 = 'a'
--   param_4 = 'b'

-- =================================================================================================
-- JSONB: less a key, less a path

-- postgresql
SELECT docs.body - :body_1::VARCHAR AS anon_1, docs.body #- CAST(ARRAY[:param_1::VARCHAR, :param_2::VARCHAR] AS TEXT[]) AS anon_2 
FROM docs;
--   body_1 = 'a'
--   param_1 = 'a'
--   param_2 = 'b'

-- =================================================================================================
-- JSONB: paths

-- postgresql
SELECT docs.id 
FROM docs 
WHERE docs.body @? :body_1 AND docs.body @@ :body_2;
--   body_1 = '$.a'
--   body_2 = '$.a > 1'

-- =================================================================================================
-- JSONB: put together

-- postgresql
SELECT docs.body || :body_1::JSONB AS anon_1 
FROM docs;
--   body_1 = '{"b": 1}'

-- =================================================================================================
-- JSONB: an element is changed

-- postgresql
UPDATE docs SET body[:body_1::TEXT]=:param_1::JSONB;
--   body_1 = 'a'
--   param_1 = '{"x": 1}'

-- =================================================================================================
-- JSONB: compared

-- postgresql
SELECT docs.id 
FROM docs 
WHERE docs.body = :body_1::JSONB AND (docs.body ->> :body_2::TEXT) = :param_1::VARCHAR AND CAST((docs.body ->> :body_3::TEXT) AS INTEGER) > :param_2::INTEGER;
--   body_1 = '{"a": 1}'
--   body_2 = 'a'
--   param_1 = 'x'
--   body_3 = 'n'
--   param_2 = 5

-- =================================================================================================
-- JSON: elements

-- postgresql
SELECT docs.plain -> :plain_1::TEXT AS anon_1, docs.plain #>> :plain_2 AS anon_2 
FROM docs;
--   plain_1 = 'a'
--   plain_2 = '{a, b}'

-- =================================================================================================
-- JSON: a path by name

-- postgresql
SELECT CAST(:param_1 AS JSONPATH) AS anon_1;
--   param_1 = '$.a'

-- =================================================================================================
-- Ranges: contains, is contained, overlaps

-- postgresql
SELECT docs.id 
FROM docs 
WHERE docs.span @> :span_1::INTEGER AND docs.span @> :span_2::INT4RANGE AND docs.span <@ :span_3::INT4RANGE AND docs.span && :span_4::INT4RANGE;
--   span_1 = 5
--   span_2 = '[1, 3)'
--   span_3 = '[0, 9)'
--   span_4 = '[2, 4)'

-- =================================================================================================
-- Ranges: left, right, touching

-- postgresql
SELECT docs.id 
FROM docs 
WHERE docs.span << :span_1::INT4RANGE AND docs.span >> :span_2::INT4RANGE AND docs.span << :span_3::INT4RANGE AND docs.span >> :span_4::INT4RANGE AND docs.span &< :span_5::INT4RANGE AND docs.span &> :span_6::INT4RANGE AND docs.span -|- :span_7::INT4RANGE;
--   span_1 = '[5, 6)'
--   span_2 = '[1, 2)'
--   span_3 = '[1, 2)'
--   span_4 = '[1, 2)'
--   span_5 = '[1, 2)'
--   span_6 = '[1, 2)'
--   span_7 = '[1, 2)'

-- =================================================================================================
-- Ranges: sum, difference, intersection

-- postgresql
SELECT docs.span + :span_1::INT4RANGE AS anon_1, docs.span + :span_2::INT4RANGE AS anon_2, docs.span - :span_3::INT4RANGE AS anon_3, docs.span - :span_4::INT4RANGE AS anon_4, docs.span * :span_5::INT4RANGE AS anon_5, docs.span * :span_6::INT4RANGE AS anon_6 
FROM docs;
--   span_1 = '[1, 2)'
--   span_2 = '[1, 2)'
--   span_3 = '[1, 2)'
--   span_4 = '[1, 2)'
--   span_5 = '[1, 2)'
--   span_6 = '[1, 2)'

-- =================================================================================================
-- Ranges: bounds

-- postgresql
SELECT lower(docs.span) AS lower_1, upper(docs.span) AS upper_1, docs.span = :span_1::INT4RANGE AS anon_1 
FROM docs;
--   span_1 = '(1, None)'

-- =================================================================================================
-- Several ranges

-- postgresql
SELECT docs.id 
FROM docs 
WHERE docs.spans @> :spans_1::INTEGER AND docs.spans && :spans_2::INT4MULTIRANGE;
--   spans_1 = 5
--   spans_2 = '{[1, 2), [4, 5)}'

-- =================================================================================================
-- HSTORE: elements and keys

-- postgresql
SELECT stored.attrs[:attrs_1::VARCHAR] AS anon_1, stored.attrs ? :attrs_2::VARCHAR AS anon_2, stored.attrs ?| ARRAY[:param_1::VARCHAR] AS anon_3, stored.attrs ?& ARRAY[:param_2::VARCHAR] AS anon_4, stored.attrs @> stored.attrs AS anon_5, stored.attrs <@ stored.attrs AS anon_6, defined(stored.attrs, :defined_2::VARCHAR) AS defined_1 
FROM stored;
--   attrs_1 = 'a'
--   attrs_2 = 'a'
--   param_1 = 'a'
--   param_2 = 'a'
--   defined_2 = 'a'

-- =================================================================================================
-- HSTORE: changed and taken apart

-- postgresql
SELECT delete(stored.attrs, :delete_2::VARCHAR) AS delete_1, slice(stored.attrs, ARRAY[:param_1::VARCHAR]) AS slice_1, akeys(stored.attrs) AS akeys_1, avals(stored.attrs) AS avals_1, hstore_to_array(stored.attrs) AS hstore_to_array_1, hstore_to_matrix(stored.attrs) AS hstore_to_matrix_1, stored.attrs || stored.attrs AS anon_1, stored.attrs || stored.attrs AS anon_2 
FROM stored;
--   delete_2 = 'a'
--   param_1 = 'a'

-- =================================================================================================
-- HSTORE: made

-- postgresql
SELECT hstore(:hstore_2::VARCHAR, :hstore_3::VARCHAR) AS hstore_1, hstore(ARRAY[:param_1::VARCHAR], ARRAY[:param_2::VARCHAR]) AS hstore_4;
--   hstore_2 = 'a'
--   hstore_3 = '1'
--   param_1 = 'a'
--   param_2 = '1'

-- =================================================================================================
-- Text search: match

-- postgresql
SELECT docs.id 
FROM docs 
WHERE docs.search @@ plainto_tsquery(:search_1::VARCHAR) AND docs.title @@ plainto_tsquery(:title_1::VARCHAR) AND docs.title @@ plainto_tsquery('simple', :title_2::VARCHAR);
--   search_1 = 'cat & rat'
--   title_1 = 'cat'
--   title_2 = 'cat'

-- =================================================================================================
-- Text search: not

-- postgresql
SELECT docs.id 
FROM docs 
WHERE NOT docs.title @@ plainto_tsquery(:title_1::VARCHAR);
--   title_1 = 'cat'

-- =================================================================================================
-- Text search: functions

-- postgresql
SELECT to_tsvector(:to_tsvector_2::REGCONFIG, docs.title) AS to_tsvector_1, to_tsquery(:to_tsquery_2::VARCHAR) AS to_tsquery_1, plainto_tsquery(:plainto_tsquery_2::VARCHAR) AS plainto_tsquery_1, phraseto_tsquery(:phraseto_tsquery_2::VARCHAR) AS phraseto_tsquery_1, websearch_to_tsquery(:websearch_to_tsquery_2::VARCHAR) AS websearch_to_tsquery_1, ts_headline(docs.title, to_tsquery(:to_tsquery_3::VARCHAR)) AS ts_headline_1 
FROM docs;
--   to_tsvector_2 = 'english'
--   to_tsquery_2 = 'cat'
--   plainto_tsquery_2 = 'a cat'
--   phraseto_tsquery_2 = 'a cat'
--   websearch_to_tsquery_2 = 'cat -dog'
--   to_tsquery_3 = 'cat'

-- =================================================================================================
-- Text search: the operator

-- postgresql
SELECT docs.id 
FROM docs 
WHERE (to_tsvector(docs.title) @@ to_tsquery(:to_tsquery_1::VARCHAR)) AND (to_tsvector(docs.title) @@ to_tsquery(:to_tsquery_2::VARCHAR));
--   to_tsquery_1 = 'cat'
--   to_tsquery_2 = 'cat'

-- =================================================================================================
-- Regular expressions

-- postgresql
SELECT docs.id 
FROM docs 
WHERE docs.title ~* :title_1::VARCHAR AND docs.title ~ docs.title;
--   title_1 = 'a'

-- =================================================================================================
-- DISTINCT ON

-- postgresql
SELECT DISTINCT ON (users.name) users.name, users.age 
FROM users ORDER BY users.name;

-- =================================================================================================
-- Intervals

-- postgresql
SELECT CAST(:param_1::INTERVAL AS INTERVAL) AS anon_1, now() - CAST(:param_2::INTERVAL AS INTERVAL) AS anon_2;
--   param_1 = '1 day'
--   param_2 = '1 day'

-- =================================================================================================
-- Bits

-- postgresql
SELECT CAST(:param_1::BIT(3) AS BIT(3)) AS anon_1, :param_2::BIT(3) AS anon_2;
--   param_1 = '101'
--   param_2 = '101'

-- =================================================================================================
-- Casts to names

-- postgresql
SELECT CAST(:param_1 AS REGCLASS) AS anon_1, CAST(:param_2::REGCONFIG AS REGCONFIG) AS anon_2, CAST(:param_3 AS OID) AS anon_3;
--   param_1 = 'docs'
--   param_2 = 'english'
--   param_3 = 5

-- =================================================================================================
-- An enum of the database

-- postgresql
SELECT CAST(:m::VARCHAR AS mood) AS anon_1;
--   m = 'happy'
