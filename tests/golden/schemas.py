"""Schemas: tables of other schemas, schemas made and dropped, names exchanged when a statement runs."""

from golden.registry import Case
from ormolu import Column, ForeignKey, Index, Integer, MetaData, Sequence, String, Table, delete, insert, select, update
from ormolu.schema import CreateIndex, CreateSchema, CreateTable, DropSchema

shop = MetaData(schema="shop")
goods = Table("goods", shop, Column("id", Integer, primary_key=True), Column("name", String(50)))
sales = Table("sales", shop, Column("id", Integer, primary_key=True), Column("good_id", ForeignKey("shop.goods.id")))
here = Table("goods", MetaData(), Column("id", Integer, primary_key=True), Column("name", String(50)))
there = {name: "there is no such schema" for name in ("sqlite", "postgresql", "mariadb")}
without = [DropSchema("shop2", if_exists=True)]
no_schemas = {"sqlite": "schemas are attached files"}
index = Index("by_name", goods.c.name)


def far(statement: object, **more: object) -> Case:
    return Case(statement, untried=there, **more)


ENTRIES = {
    "SELECT": far(select(goods.c.id, sales.c.id).join(sales)),
    "SELECT from an alias": far(select(goods.alias("g").c.name)),
    "INSERT": far(insert(goods).values(name="x")),
    "UPDATE": far(update(goods).values(name="x").where(goods.c.id == 1)),
    "DELETE": far(delete(goods).where(goods.c.id == 1)),
    "CREATE TABLE": far(CreateTable(sales)),
    "CREATE INDEX": far(CreateIndex(index)),
    "A schema whose name needs quotes": far(select(Table("t", MetaData(), Column("x", Integer), schema="My Shop"))),
    "A schema with two parts": far(select(Table("t", MetaData(), Column("x", Integer), schema="db.shop"))),
    "CREATE SCHEMA": Case(CreateSchema("shop2"), before=without, refused=no_schemas),
    "CREATE SCHEMA IF NOT EXISTS": Case(CreateSchema("shop2", if_not_exists=True), refused=no_schemas),
    "DROP SCHEMA": Case(DropSchema("shop2"), before=[*without, CreateSchema("shop2")], refused=no_schemas),
    "DROP SCHEMA IF EXISTS": Case(DropSchema("shop2", if_exists=True), refused=no_schemas),
    "DROP SCHEMA CASCADE": Case(
        DropSchema("shop2", cascade=True),
        before=[*without, CreateSchema("shop2")],
        refused=no_schemas | {"mariadb": "no CASCADE"},
    ),
    "schema_translate_map: another schema": far(select(goods), translate={"shop": "test_shop"}),
    "schema_translate_map: a schema for tables that have none": far(select(here), translate={None: "test_shop"}),
    "schema_translate_map: no schema": Case(select(goods.c.id), translate={"shop": None}, untried=there),
    "schema_translate_map: DDL": far(CreateTable(sales), translate={"shop": "test_shop"}),
    "schema_translate_map: INSERT": far(insert(goods).values(name="x"), translate={"shop": "test_shop"}),
    "schema_translate_map: sequence": Case(
        select(Sequence("numbers", schema="shop").next_value()),
        translate={"shop": "other"},
        only=("postgresql", "mariadb"),
        untried=there,
    ),
}
