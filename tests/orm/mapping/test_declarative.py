"""Promises of declarative mapping: what a class body says is what table and mapper say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ormolu import Column, ForeignKey, Integer, String, inspect
from ormolu.exc import AmbiguousForeignKeysError, ArgumentError, MappedAnnotationError, SAWarning
from ormolu.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry, relationship
from ormolu.orm.mapping import MANYTOONE, ONETOMANY


@pytest.fixture
def base() -> Iterator[type[DeclarativeBase]]:
    class Base(DeclarativeBase):
        pass

    yield Base
    Base.registry.dispose()


def test_annotation_gives_type_and_nullability(base: type) -> None:
    class User(base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str | None]
        age: Mapped[int]

    columns = User.__table__.c
    assert columns.keys() == ["id", "name", "age"]
    assert isinstance(columns.name.type, String) and columns.name.nullable
    assert isinstance(columns.age.type, Integer) and not columns.age.nullable


def test_unknown_annotation_names_the_attribute(base: type) -> None:
    with pytest.raises(MappedAnnotationError, match="'tags' attribute"):

        class User(base):
            __tablename__ = "users"
            id: Mapped[int] = mapped_column(primary_key=True)
            tags: Mapped[object]


def test_both_sides_of_a_relationship_agree_on_direction(base: type) -> None:
    class User(base):
        __tablename__ = "users"
        id = Column(Integer, primary_key=True)
        addresses = relationship("Address", back_populates="user")

    class Address(base):
        __tablename__ = "addresses"
        id = Column(Integer, primary_key=True)
        user_id = Column(ForeignKey("users.id"))
        user = relationship("User", back_populates="addresses")

    assert User.addresses.property.direction is ONETOMANY
    assert Address.user.property.direction is MANYTOONE
    assert str(User.addresses.property.primaryjoin) == "users.id = addresses.user_id"


def test_two_foreign_keys_ask_for_the_one_that_is_meant(base: type) -> None:
    class Org(base):
        __tablename__ = "orgs"
        id = Column(Integer, primary_key=True)

    class User(base):
        __tablename__ = "users"
        id = Column(Integer, primary_key=True)
        home_id = Column(ForeignKey("orgs.id"))
        work_id = Column(ForeignKey("orgs.id"))
        org = relationship(Org)

    with pytest.raises(AmbiguousForeignKeysError, match="relationship User.org"):
        base.registry.configure()


def test_relationships_that_write_one_column_warn_with_the_parameter_to_paste(base: type) -> None:
    class User(base):
        __tablename__ = "users"
        id = Column(Integer, primary_key=True)
        one = relationship("Address")
        two = relationship("Address")

    class Address(base):
        __tablename__ = "addresses"
        id = Column(Integer, primary_key=True)
        user_id = Column(ForeignKey("users.id"))

    with pytest.warns(SAWarning, match='overlaps="one"'):
        base.registry.configure()


def test_mixin_columns_are_copied_for_each_class(base: type) -> None:
    class Stamped:
        created = Column(Integer)

        @declared_attr
        def doubled(cls) -> Mapped[int]:
            return mapped_column(default=2)

    class A(Stamped, base):
        __tablename__ = "a"
        id = Column(Integer, primary_key=True)

    class B(Stamped, base):
        __tablename__ = "b"
        id = Column(Integer, primary_key=True)

    assert A.__table__.c.created is not B.__table__.c.created
    assert A.__table__.c.keys() == ["id", "created", "doubled"]


def test_single_table_subclass_adds_its_columns_to_the_parents_table(base: type) -> None:
    class Person(base):
        __tablename__ = "people"
        id = Column(Integer, primary_key=True)
        kind = Column(String)
        __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "person"}

    class Engineer(Person):
        language = Column(String)
        __mapper_args__ = {"polymorphic_identity": "engineer"}

    assert "language" in Person.__table__.c
    assert inspect(Engineer).single
    assert not inspect(Person).has_property("language")


def test_a_mapper_that_fails_leaves_its_class_unmapped() -> None:
    from ormolu import MetaData, Table

    class Thing:
        pass

    reg = registry()
    with pytest.raises(ArgumentError, match="primary key"):
        reg.map_imperatively(Thing, Table("t", MetaData(), Column("x", Integer)))
    reg.map_imperatively(Thing, Table("t", MetaData(), Column("x", Integer, primary_key=True)))
    assert inspect(Thing).primary_key[0].name == "x"


def test_a_name_that_two_modules_use_is_found_by_its_path() -> None:
    class Base(DeclarativeBase):
        pass

    made = [
        type(Base)(
            "Thing",
            (Base,),
            {"__module__": name, "__tablename__": f"{name}_things", "id": mapped_column(Integer, primary_key=True)},
        )
        for name in ("shop", "store")
    ]

    class Use(Base):
        __tablename__ = "uses"
        id: Mapped[int] = mapped_column(primary_key=True)
        thing_id: Mapped[int] = mapped_column(ForeignKey("store_things.id"))
        thing: Mapped[Any] = relationship("store.Thing")

    assert inspect(Use).relationships["thing"].mapper.class_ is made[1]
