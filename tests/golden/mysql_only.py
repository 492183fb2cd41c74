"""What only MySQL and MariaDB have: MATCH .. AGAINST, GROUP BY WITH ROLLUP, LIMIT in UPDATE and DELETE."""

from golden.registry import Case
from ormolu import Column, Index, Integer, MetaData, String, Table, func, select, text
from ormolu.dialects import mysql
from ormolu.schema import CreateIndex, CreateTable

metadata = MetaData()
pages = Table(
    "pages", metadata, Column("id", Integer, primary_key=True), Column("title", String(50)), Column("body", String(200))
)
full_text = Index("words", pages.c.title, pages.c.body, mysql_prefix="FULLTEXT", mariadb_prefix="FULLTEXT")
title_words = Index("title_words", pages.c.title, mysql_prefix="FULLTEXT", mariadb_prefix="FULLTEXT")
made = [CreateTable(pages), CreateIndex(full_text), CreateIndex(title_words)]
my = ("mysql", "mariadb")
against = mysql.match(pages.c.title, pages.c.body, against="cat")


def q(statement: object) -> Case:
    return Case(statement, only=my, before=made)


ENTRIES = {
    "MATCH .. AGAINST": q(select(pages.c.id).where(against).order_by(against.desc())),
    "MATCH .. AGAINST in boolean mode": q(select(pages.c.id).where(against.in_boolean_mode())),
    "MATCH .. AGAINST in natural language mode": q(select(pages.c.id).where(against.in_natural_language_mode())),
    "MATCH .. AGAINST with query expansion": q(select(pages.c.id).where(against.with_query_expansion())),
    "MATCH .. AGAINST in natural language mode with query expansion": q(
        select(pages.c.id).where(against.in_natural_language_mode().with_query_expansion())
    ),
    "column.match()": q(select(pages.c.id).where(pages.c.title.match("cat"), ~pages.c.title.match("dog"))),
    "GROUP BY .. WITH ROLLUP": q(select(pages.c.title, func.count()).group_by(func.rollup(pages.c.title))),
    "Operators": q(select(pages.c.title.op("SOUNDS LIKE")("cat"), pages.c.id.op("DIV")(2), text("1 <=> NULL"))),
    "A random number, the time": q(select(func.random(), func.sysdate(), func.utc_timestamp())),
}
