"""The tables that golden statements speak about: organisations, their users, the users' orders."""

from __future__ import annotations

from ormolu import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    Uuid,
)

metadata = MetaData()

organisations = Table(
    "organisations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(50), nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("org_id", ForeignKey("organisations.id")),
    Column("boss_id", ForeignKey("users.id")),
    Column("name", String(50)),
    Column("email", String(100), unique=True),
    Column("age", Integer),
    Column("active", Boolean),
    Column("settings", JSON),
    Column("joined", DateTime),
)

orders = Table(
    "orders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("users.id"), nullable=False),
    Column("placed", Date),
    Column("total", Numeric(10, 2)),
    Column("note", Text),
)

tokens = Table(
    "tokens",
    metadata,
    Column("key", Uuid, primary_key=True),
    Column("user_id", Integer, nullable=False),
    Column("uses", Integer, server_default="0"),
)
