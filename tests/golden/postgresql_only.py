"""What only PostgreSQL has: arrays, JSONB, ranges, HSTORE, full text search, DISTINCT ON."""

from golden.registry import Case
from golden.tables import users
from ormolu import (
    Column,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    all_,
    any_,
    bindparam,
    cast,
    func,
    literal,
    select,
    update,
)
from ormolu.dialects import postgresql as pg
from ormolu.schema import CreateTable

docs = Table(
    "docs", MetaData(),
    Column("id", Integer, primary_key=True), Column("tags", pg.ARRAY(Text)), Column("grid", pg.ARRAY(Integer, dimensions=2)),
    Column("body", pg.JSONB), Column("plain", pg.JSON), Column("span", pg.INT4RANGE), Column("spans", pg.INT4MULTIRANGE),
    Column("search", pg.TSVECTOR), Column("title", String(50)),
)  # fmt: skip
stored = Table("stored", MetaData(), Column("id", Integer, primary_key=True), Column("attrs", pg.HSTORE))
made = [CreateTable(docs)]
tags, body, span, spans = docs.c.tags, docs.c.body, docs.c.span, docs.c.spans


def q(*columns: object, **more: object) -> Case:
    return Case(select(*columns), only=("postgresql",), before=made, **more)


def w(*conditions: object, **more: object) -> Case:
    return Case(select(docs.c.id).where(*conditions), only=("postgresql",), before=made, **more)


def h(*columns: object) -> Case:
    return Case(select(*columns), only=("postgresql",), untried={"postgresql": "needs the extension hstore"})


attrs = stored.c.attrs

ENTRIES = {
    "Arrays: elements and slices": q(tags[1], tags[2:3], docs.c.grid[1][2], docs.c.grid[1:2][1:1]),
    "Arrays: contains, is contained, overlaps": w(
        tags.contains(["a"]), tags.contained_by(["a", "b"]), tags.overlap(["c"])
    ),
    "Arrays: ANY and ALL": w(tags.any("a"), tags.all("b"), literal("c") == any_(tags), literal("d") == all_(tags)),
    "Arrays: written out": q(
        pg.array([1, 2]),
        pg.array([docs.c.id, 5]) + pg.array([6]),
        pg.array(["a"], type_=Text),
        pg.array([pg.array([1]), pg.array([2])]),
    ),
    "Arrays: put together, compared": q(tags + ["x"], tags == ["a"], func.array_length(tags, 1)),
    "Arrays: aggregated": q(pg.array_agg(docs.c.id), func.array_agg(docs.c.title)),
    "Arrays: as rows": q(func.unnest(tags)),
    "Arrays: an element is changed": Case(update(docs).values({tags[1]: "x"}), only=("postgresql",), before=made),
    "JSONB: elements": q(
        body["a"], body[0], body["a", "b"], body["a"].astext, body[("a", "b")].astext, body["a"].as_integer()
    ),
    "JSONB: contains, is contained": w(body.contains({"a": 1}), body.contained_by({"a": 1})),
    "JSONB: has a key": w(body.has_key("a"), body.has_any(pg.array(["a", "b"])), body.has_all(pg.array(["a", "b"]))),
    "JSONB: less a key, less a path": q(body.op("-")("a"), body.delete_path(["a", "b"])),
    "JSONB: paths": w(body.path_exists("$.a"), body.path_match("$.a > 1")),
    "JSONB: put together": q(body.concat({"b": 1})),
    "JSONB: an element is changed": Case(update(docs).values({body["a"]: {"x": 1}}), only=("postgresql",), before=made),
    "JSONB: compared": w(body == {"a": 1}, body["a"].astext == "x", body["n"].astext.cast(Integer) > 5),
    "JSON: elements": q(docs.c.plain["a"], docs.c.plain["a", "b"].astext),
    "JSON: a path by name": q(cast("$.a", pg.JSONPATH)),
    "Ranges: contains, is contained, overlaps": w(
        span.contains(5),
        span.contains(pg.Range(1, 3)),
        span.contained_by(pg.Range(0, 9)),
        span.overlaps(pg.Range(2, 4)),
    ),
    "Ranges: left, right, touching": w(
        span.strictly_left_of(pg.Range(5, 6)),
        span.strictly_right_of(pg.Range(1, 2)),
        span << pg.Range(1, 2),
        span >> pg.Range(1, 2),
        span.not_extend_right_of(pg.Range(1, 2)),
        span.not_extend_left_of(pg.Range(1, 2)),
        span.adjacent_to(pg.Range(1, 2)),
    ),
    "Ranges: sum, difference, intersection": q(
        span.union(pg.Range(1, 2)),
        span + pg.Range(1, 2),
        span.difference(pg.Range(1, 2)),
        span - pg.Range(1, 2),
        span.intersection(pg.Range(1, 2)),
        span * pg.Range(1, 2),
    ),
    "Ranges: bounds": q(func.lower(span), func.upper(span), pg.Range(1, None, bounds="()") == span),
    "Several ranges": w(spans.contains(5), spans.overlaps([pg.Range(1, 2), pg.Range(4, 5)])),
    "HSTORE: elements and keys": h(
        attrs["a"],
        attrs.has_key("a"),
        attrs.has_any(pg.array(["a"])),
        attrs.has_all(pg.array(["a"])),
        attrs.contains(attrs),
        attrs.contained_by(attrs),
        attrs.defined("a"),
    ),
    "HSTORE: changed and taken apart": h(
        attrs.delete("a"),
        attrs.slice(pg.array(["a"])),
        attrs.keys(),
        attrs.vals(),
        attrs.array(),
        attrs.matrix(),
        attrs + attrs,
        attrs.concat(attrs),
    ),
    "HSTORE: made": h(pg.hstore("a", "1"), pg.hstore(pg.array(["a"]), pg.array(["1"]))),
    "Text search: match": w(
        docs.c.search.match("cat & rat"),
        docs.c.title.match("cat"),
        docs.c.title.match("cat", postgresql_regconfig="simple"),
    ),
    "Text search: not": w(~docs.c.title.match("cat")),
    "Text search: functions": q(
        pg.to_tsvector("english", docs.c.title),
        pg.to_tsquery("cat"),
        pg.plainto_tsquery("a cat"),
        pg.phraseto_tsquery("a cat"),
        pg.websearch_to_tsquery("cat -dog"),
        pg.ts_headline(docs.c.title, pg.to_tsquery("cat")),
    ),
    "Text search: the operator": w(
        pg.to_tsvector(docs.c.title).bool_op("@@")(pg.to_tsquery("cat")),
        func.to_tsvector(docs.c.title).op("@@")(func.to_tsquery("cat")),
    ),
    "Regular expressions": w(docs.c.title.regexp_match("a", flags="i"), docs.c.title.regexp_match(docs.c.title)),
    "DISTINCT ON": Case(
        select(users.c.name, users.c.age).ext(pg.distinct_on(users.c.name)).order_by(users.c.name), only=("postgresql",)
    ),
    "Intervals": q(cast("1 day", pg.INTERVAL), func.now() - cast("1 day", pg.INTERVAL)),
    "Bits": q(cast("101", pg.BIT(3)), literal(pg.BitString("101"), pg.BIT(3))),
    "Casts to names": q(cast("docs", pg.REGCLASS), cast("english", pg.REGCONFIG), cast(5, pg.OID)),
    "An enum of the database": Case(
        select(cast(bindparam("m", "happy"), pg.ENUM("happy", "sad", name="mood", create_type=False))),
        only=("postgresql",),
        untried={"postgresql": "there is no such type"},
    ),
}
