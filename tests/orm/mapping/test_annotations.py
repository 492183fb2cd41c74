"""Promises of `Mapped[...]`: recursive types, Annotated columns, dataclass fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Annotated, Any, Optional, Union

import pytest

from ormolu import JSON, Column, Double, ForeignKey, Identity, Integer, String
from ormolu.exc import ArgumentError, InvalidRequestError, MappedAnnotationError
from ormolu.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    composite,
    mapped_column,
    registry,
    relationship,
    synonym,
)

Json = Union[dict[str, "Json"], list["Json"], str, None]  # noqa: UP007  # strings do not know the operator
Tree = dict[str, Optional["Tree"]]
Label = Annotated[str, mapped_column(String(20), use_existing_column=True)]
numbered = Annotated[int, mapped_column(Identity())]
stamped = Annotated[str, mapped_column(insert_default="stamp")]
wrong = Column("q", Integer)


@dataclasses.dataclass
class Point:
    x: int
    y: int


marked_point = Annotated[Point, "a mark"]


@pytest.fixture
def base() -> Iterator[Any]:
    class Base(DeclarativeBase):
        type_annotation_map = {Json: JSON}

    yield Base
    Base.registry.dispose()


@pytest.fixture
def dc() -> Iterator[Any]:
    class Base(MappedAsDataclass, DeclarativeBase):
        pass

    yield Base
    Base.registry.dispose()


def test_a_type_may_refer_to_itself(base: Any) -> None:
    class Thing(base):
        __tablename__ = "thing"
        id: Mapped[int] = mapped_column(primary_key=True)
        data: Mapped[Json]
        tree: Mapped[Tree] = mapped_column(JSON)

    columns = Thing.__table__.c
    assert isinstance(columns.data.type, JSON) and columns.data.nullable
    assert not columns.tree.nullable


def test_a_recursive_type_that_nobody_knows_is_named(base: Any) -> None:
    with pytest.raises(MappedAnnotationError, match=r"ForwardRef\('Tree'\)"):

        class Thing(base):
            __tablename__ = "thing"
            id: Mapped[int] = mapped_column(primary_key=True)
            tree: Mapped[Tree]


def test_a_column_is_no_annotation(base: Any) -> None:
    with pytest.raises(MappedAnnotationError, match="not a Python type, it's the object Column"):

        class Thing(base):
            __tablename__ = "thing"
            id: Mapped[int] = mapped_column(primary_key=True)
            data: Mapped[wrong]


def test_float_is_double_precision(base: Any) -> None:
    class Thing(base):
        __tablename__ = "thing"
        id: Mapped[int] = mapped_column(primary_key=True)
        weight: Mapped[float]

    assert isinstance(Thing.__table__.c.weight.type, Double)


def test_an_identity_inside_annotated_means_not_null(base: Any) -> None:
    class Thing(base):
        __tablename__ = "thing"
        id: Mapped[int] = mapped_column(primary_key=True)
        number: Mapped[numbered | None]
        other: Mapped[numbered | None] = mapped_column(nullable=True)

    assert not Thing.__table__.c.number.nullable
    assert Thing.__table__.c.other.nullable


def test_subclasses_share_a_column_that_annotated_lets_them_share(base: Any) -> None:
    class Thing(base):
        __tablename__ = "thing"
        id: Mapped[int] = mapped_column(primary_key=True)
        type: Mapped[int]
        __mapper_args__ = {"polymorphic_on": "type", "polymorphic_abstract": True}

    class First(Thing):
        label: Mapped[Label]
        __mapper_args__ = {"polymorphic_identity": 1}

    class Second(Thing):
        label: Mapped[Label]
        __mapper_args__ = {"polymorphic_identity": 2}

    assert First.label.property.columns[0] is Second.label.property.columns[0]


def test_a_composite_may_stand_in_annotated(base: Any) -> None:
    class Thing(base):
        __tablename__ = "thing"
        id: Mapped[int] = mapped_column(primary_key=True)
        place: Mapped[marked_point] = composite(mapped_column("px"), mapped_column("py"))

    assert Thing.__table__.c.keys() == ["id", "px", "py"]


def test_none_as_insert_default_takes_the_default_inside_annotated_away(dc: Any) -> None:
    class Thing(dc):
        __tablename__ = "thing"
        id: Mapped[int] = mapped_column(primary_key=True, init=False)
        plain: Mapped[stamped] = mapped_column(init=False)
        bare: Mapped[stamped | None] = mapped_column(insert_default=None, init=False)

    assert Thing.__table__.c.plain.default.arg == "stamp"
    assert Thing.__table__.c.bare.default is None


# -- dataclasses ---------------------------------------------------------------------------------------------------


def test_dataclass_fields_keep_the_annotation_as_written(dc: Any) -> None:
    class Thing(dc):
        __tablename__ = "thing"
        id: Mapped[int] = mapped_column(primary_key=True, init=False)
        name: Mapped[str]

    assert [field.type for field in dataclasses.fields(Thing)] == ["Mapped[int]", "Mapped[str]"]


def test_a_relationship_defaults_to_none_or_not_at_all() -> None:
    with pytest.raises(ArgumentError, match="Only 'None' is accepted"):
        relationship(default="somebody")


def test_a_collection_has_no_default(dc: Any) -> None:
    class Parent(dc):
        __tablename__ = "parent"
        id: Mapped[int] = mapped_column(primary_key=True)
        children: Mapped[list[Child]] = relationship("Child", default=None)

    class Child(dc):
        __tablename__ = "child"
        id: Mapped[int] = mapped_column(primary_key=True)
        parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))

    with pytest.raises(ArgumentError, match="Parent.children, the dataclass default .* scalar"):
        dc.registry.configure()


@pytest.mark.parametrize(("given", "shown"), [({"default": 7}, "7"), ({}, "not set")])
def test_a_synonym_has_the_default_of_its_attribute(dc: Any, given: dict[str, int], shown: str) -> None:
    with pytest.raises(ArgumentError, match=f"argument 10 must match .* 'number', currently {shown}"):

        class Thing(dc):
            __tablename__ = "thing"
            id: Mapped[int] = mapped_column(primary_key=True, init=False)
            number: Mapped[int] = mapped_column(**given)
            alias: Mapped[int] = synonym("number", default=10)


def test_fields_that_are_not_mapped_are_those_of_a_plain_dataclass(dc: Any) -> None:
    class Thing(dc):
        __tablename__ = "thing"
        id: Mapped[int] = mapped_column(primary_key=True, init=False)
        needed: str = dataclasses.field()
        given: int = dataclasses.field(default=5)

    assert Thing.__dict__["given"] == 5 and "needed" not in Thing.__dict__


def test_a_mixin_that_is_no_dataclass_is_named_with_its_attributes(dc: Any) -> None:
    class Mixin:
        first: Mapped[str]
        second: Mapped[str] = mapped_column()

    with pytest.raises(InvalidRequestError, match="'first', 'second' originates from superclass .*Mixin"):

        class Thing(Mixin, dc):
            __tablename__ = "thing"
            id: Mapped[int] = mapped_column(primary_key=True, init=False)


def test_the_decorator_refuses_what_is_a_dataclass_by_its_base() -> None:
    class Mixin(MappedAsDataclass):
        id: Mapped[int] = mapped_column(primary_key=True, init=False)

    with pytest.raises(InvalidRequestError, match="already a dataclass"):

        @registry().mapped_as_dataclass
        class Thing(Mixin):
            __tablename__ = "thing"
            name: Mapped[str]


def test_the_decorator_refuses_a_class_with_its_own_table() -> None:
    with pytest.raises(InvalidRequestError, match="pre-existing '__table__'"):

        @registry().mapped_as_dataclass
        class Thing:
            __table__ = Column("id", Integer)
            name: Mapped[str]


def test_an_unknown_secondary_is_named_before_the_unknown_class(base: Any) -> None:
    class Thing(base):
        __tablename__ = "thing"
        id: Mapped[int] = mapped_column(primary_key=True)

    Thing.others = relationship("Other", secondary="no_such_table")
    with pytest.raises(InvalidRequestError, match="'no_such_table' failed to locate a name"):
        base.registry.configure()


# -- fields of dataclasses that exist already ----------------------------------------------------------------------


@dataclasses.dataclass
class Stamped:
    __sa_dataclass_metadata_key__ = "sa"
    stamp: int = dataclasses.field(init=False, metadata={"sa": Column(Integer, nullable=False)})
    owner_id: int = dataclasses.field(init=False, metadata={"sa": lambda: Column(ForeignKey("owner.id"))})


def test_fields_say_in_their_metadata_how_they_are_mapped() -> None:
    def thing(name: str) -> Any:
        @registry().mapped
        @dataclasses.dataclass
        class Thing(Stamped):
            __tablename__ = name
            __sa_dataclass_metadata_key__ = "sa"
            id: int = dataclasses.field(init=False, metadata={"sa": Column(Integer, primary_key=True)})
            label: str = dataclasses.field(default="none", metadata={"sa": Column(String(10))})

        return Thing

    first, second = thing("first"), thing("second")
    assert sorted(first.__table__.c.keys()) == ["id", "label", "owner_id", "stamp"]
    assert second.__table__.c.stamp is not first.__table__.c.stamp
    assert [key.target_fullname for key in second.__table__.foreign_keys] == ["owner.id"]
    assert first().label == "none"
