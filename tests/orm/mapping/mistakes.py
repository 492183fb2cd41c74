"""Mistakes in mappings, each the smallest program that makes it; what Ormolu says is in tests/golden/mapping_mistakes.md.

Every function gets a fresh declarative base. The first line of its docstring is the title.
"""

from __future__ import annotations

from typing import Any, Optional

from ormolu import Column, ForeignKey, ForeignKeyConstraint, Integer, String, Table, create_engine, func, select
from ormolu.ext.associationproxy import association_proxy
from ormolu.ext.orderinglist import ordering_list
from ormolu.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    aliased,
    attribute_keyed_dict,
    backref,
    declared_attr,
    deferred,
    foreign,
    joinedload,
    mapped_column,
    query_expression,
    registry,
    relationship,
    remote,
    synonym,
    validates,
    with_polymorphic,
)


def no_table_name(base: Any) -> None:
    """A class without __tablename__"""

    class User(base):
        id: Mapped[int] = mapped_column(primary_key=True)


def no_primary_key(base: Any) -> None:
    """A table without a primary key"""

    class User(base):
        __tablename__ = "users"
        name: Mapped[str]


def plain_annotation(base: Any) -> None:
    """An annotation without Mapped[]"""

    class User(base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: str = mapped_column()


def unknown_python_type(base: Any) -> None:
    """A Python type that stands for no column type"""

    class Point:
        pass

    class Place(base):
        __tablename__ = "places"
        id: Mapped[int] = mapped_column(primary_key=True)
        point: Mapped[Point] = mapped_column()


def union_of_two_types(base: Any) -> None:
    """A union of two Python types"""

    class User(base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)
        age: Mapped[int | str]


def unresolved_annotation(base: Any) -> None:
    """An annotation that names nothing"""

    class User(base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[Strng]  # noqa: F821


def same_table_twice(base: Any) -> None:
    """Two classes for one table name"""

    class User(base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Person(base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)


def column_twice(base: Any) -> None:
    """One column object in two attributes of a table"""

    class User(base):
        __tablename__ = "users"
        id = Column("id", Integer, primary_key=True)
        same = Column("id", Integer)


def table_args_shape(base: Any) -> None:
    """__table_args__ of the wrong shape"""

    class User(base):
        __tablename__ = "users"
        __table_args__ = "utf8"
        id: Mapped[int] = mapped_column(primary_key=True)


def mapper_args_unknown(base: Any) -> None:
    """An unknown name in __mapper_args__"""

    class User(base):
        __tablename__ = "users"
        __mapper_args__ = {"polymorfic_on": "kind"}
        id: Mapped[int] = mapped_column(primary_key=True)


def table_and_columns(base: Any) -> None:
    """A new column beside a given __table__"""

    class User(base):
        __table__ = Table("users", base.metadata, Column("id", Integer, primary_key=True))
        name: Mapped[str] = mapped_column(String(30))


def mixin_foreign_key(base: Any) -> None:
    """A relationship of a mixin that is not declared_attr"""

    class Owned:
        owner = relationship("User")

    class Thing(Owned, base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)


def imperative_table_missing(base: Any) -> None:
    """An imperative mapping without a table"""

    class User:
        pass

    registry().map_imperatively(User)


def mapped_twice(base: Any) -> None:
    """A class that is mapped twice"""

    class User:
        pass

    mapped = registry()
    table = Table("users", mapped.metadata, Column("id", Integer, primary_key=True))
    mapped.map_imperatively(User, table)
    mapped.map_imperatively(User, table)


def property_of_unknown_column(base: Any) -> None:
    """A column property whose column is not in the table"""

    class User:
        pass

    mapped = registry()
    table = Table("users", mapped.metadata, Column("id", Integer, primary_key=True))
    mapped.map_imperatively(User, table, primary_key=[Column("other", Integer)])
    mapped.configure()


def excluded_key(base: Any) -> None:
    """A property that is no property"""

    class User:
        pass

    mapped = registry()
    table = Table("users", mapped.metadata, Column("id", Integer, primary_key=True))
    mapped.map_imperatively(User, table, properties={"id": "id"})


#: what nobody holds would be collected, and then the mistake would be another one
_kept: list[type] = []


def _class(base: Any, class_name: str, table: str, /, **more: Any) -> Any:
    body = {"__module__": __name__, "__tablename__": table, "id": Column(Integer, primary_key=True), **more}
    made = type(base)(class_name, (base,), body)
    _kept.append(made)
    return made


def _user(base: Any, **more: Any) -> Any:
    return _class(base, "User", "users", **more)


def _post(base: Any, **more: Any) -> Any:
    return _class(base, "Post", "posts", **more)


def unknown_target(base: Any) -> None:
    """A relationship to a class that does not exist"""
    _user(base, posts=relationship("Pst"))


def target_no_class(base: Any) -> None:
    """A relationship to something that is no mapped class"""
    _user(base, posts=relationship(int))


def unknown_annotation_target(base: Any) -> None:
    """A relationship without a target"""
    _user(base, posts=relationship())


def no_foreign_key(base: Any) -> None:
    """No foreign key between the two tables"""
    _post(base)
    _user(base, posts=relationship("Post"))


def two_foreign_keys(base: Any) -> None:
    """Two foreign keys between the two tables"""
    _post(base, author_id=Column(ForeignKey("users.id")), editor_id=Column(ForeignKey("users.id")))
    _user(base, posts=relationship("Post"))


def foreign_key_to_nowhere(base: Any) -> None:
    """A foreign key to a table that does not exist"""
    _post(base, author_id=Column(ForeignKey("usres.id")))
    _user(base, posts=relationship("Post"))


def foreign_key_to_no_column(base: Any) -> None:
    """A foreign key to a column that does not exist"""
    _post(base, author_id=Column(ForeignKey("users.uid")))
    _user(base, posts=relationship("Post"))


def secondary_unknown(base: Any) -> None:
    """A secondary table that does not exist"""
    _post(base)
    _user(base, posts=relationship("Post", secondary="user_posts"))


def secondary_without_keys(base: Any) -> None:
    """A secondary table without foreign keys"""
    _post(base)
    links = Table("links", base.metadata, Column("user_id", Integer), Column("post_id", Integer))
    _user(base, posts=relationship("Post", secondary=links))


def secondary_ambiguous(base: Any) -> None:
    """A secondary table with two ways to one side"""
    _post(base)
    links = Table(
        "links",
        base.metadata,
        Column("user_id", ForeignKey("users.id")),
        Column("friend_id", ForeignKey("users.id")),
        Column("post_id", ForeignKey("posts.id")),
    )
    _user(base, posts=relationship("Post", secondary=links))


def primaryjoin_without_foreign(base: Any) -> None:
    """A primaryjoin in which no column is foreign"""
    post = _post(base, author=Column(String(20)))
    _user(base, name=Column(String(20)), posts=relationship("Post", primaryjoin=lambda: post.author == "x"))


def primaryjoin_only_equality(base: Any) -> None:
    """A primaryjoin that only compares with less-than"""
    post = _post(base, author_id=Column(ForeignKey("users.id")))
    user = _user(base, posts=relationship("Post", primaryjoin=lambda: foreign(post.author_id) < user.id))


def primaryjoin_text(base: Any) -> None:
    """A primaryjoin string with a name that does not exist"""
    _post(base, author_id=Column(ForeignKey("users.id")))
    _user(base, posts=relationship("Post", primaryjoin="User.id == Post.writer_id"))


def both_sides_foreign(base: Any) -> None:
    """Both sides of the primaryjoin marked remote"""
    post = _post(base, author_id=Column(ForeignKey("users.id")))
    user = _user(
        base, posts=relationship("Post", primaryjoin=lambda: remote(foreign(user.id)) == remote(foreign(post.id)))
    )


def back_populates_missing(base: Any) -> None:
    """back_populates names an attribute that is not there"""
    _post(base, author_id=Column(ForeignKey("users.id")))
    _user(base, posts=relationship("Post", back_populates="author"))


def back_populates_no_relationship(base: Any) -> None:
    """back_populates names a column"""
    _post(base, author_id=Column(ForeignKey("users.id")))
    _user(base, posts=relationship("Post", back_populates="author_id"))


def same_direction(base: Any) -> None:
    """Two sides that both look many-to-one"""

    class Node(base):
        __tablename__ = "nodes"
        id: Mapped[int] = mapped_column(primary_key=True)
        parent_id: Mapped[int | None] = mapped_column(ForeignKey("nodes.id"))
        parent = relationship("Node", back_populates="children")
        children = relationship("Node", back_populates="parent")


def backref_exists(base: Any) -> None:
    """A backref whose name is taken"""
    _post(base, author_id=Column(ForeignKey("users.id")), author=relationship("User"))
    _user(base, posts=relationship("Post", backref="author"))


def both_backref_forms(base: Any) -> None:
    """backref and back_populates together"""
    _user(base, posts=relationship("Post", backref="author", back_populates="author"))


def delete_orphan_many_to_one(base: Any) -> None:
    """delete-orphan on the many side"""
    _user(base)
    _post(base, author_id=Column(ForeignKey("users.id")), author=relationship("User", cascade="all, delete-orphan"))


def delete_orphan_many_to_many(base: Any) -> None:
    """delete-orphan on a many-to-many"""
    links = Table(
        "links", base.metadata, Column("user_id", ForeignKey("users.id")), Column("post_id", ForeignKey("posts.id"))
    )
    _post(base)
    _user(base, posts=relationship("Post", secondary=links, cascade="all, delete-orphan"))


def unknown_cascade(base: Any) -> None:
    """An unknown cascade"""
    _user(base, posts=relationship("Post", cascade="all, delete-orphans"))


def passive_deletes_conflict(base: Any) -> None:
    """passive_deletes="all" with a delete cascade"""
    _post(base, author_id=Column(ForeignKey("users.id")))
    _user(base, posts=relationship("Post", passive_deletes="all", cascade="all, delete-orphan"))


def unknown_lazy(base: Any) -> None:
    """An unknown loader strategy"""
    _post(base, author_id=Column(ForeignKey("users.id")))
    _user(base, posts=relationship("Post", lazy="selectn"))


def remote_side_wrong(base: Any) -> None:
    """A remote_side that is not in the join"""
    post = _post(base, author_id=Column(ForeignKey("users.id")), other=Column(Integer))
    _user(base, posts=relationship("Post", remote_side=lambda: post.other))


def foreign_keys_wrong(base: Any) -> None:
    """A foreign_keys that is not in the join"""
    post = _post(base, author_id=Column(ForeignKey("users.id")), other=Column(Integer))
    _user(base, posts=relationship("Post", foreign_keys=lambda: post.other))


def order_by_wrong(base: Any) -> None:
    """An order_by string with a name that does not exist"""
    _post(base, author_id=Column(ForeignKey("users.id")))
    _user(base, posts=relationship("Post", order_by="Post.dat"))


def collection_of_scalar(base: Any) -> None:
    """A collection class that cannot be one"""
    _post(base, author_id=Column(ForeignKey("users.id")))
    _user(base, posts=relationship("Post", collection_class=int))


def keyed_by_unknown(base: Any) -> None:
    """A keyed collection over an attribute that does not exist"""
    post = _post(base, author_id=Column(ForeignKey("users.id")))
    user = _user(base, posts=relationship("Post", collection_class=attribute_keyed_dict("slug")))
    base.registry.configure()
    user().posts.set(post())


def mapped_list_without_class(base: Any) -> None:
    """Mapped[list] without the class of its members"""

    class User(base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)
        posts: Mapped[list] = relationship()


def two_same_names(base: Any) -> None:
    """A class name that two modules use"""
    _user(base)
    _class(base, "User", "people", __module__="elsewhere")
    _post(base, author_id=Column(ForeignKey("users.id")), author=relationship("User"))


def polymorphic_identity_unknown_column(base: Any) -> None:
    """polymorphic_on names nothing"""

    class Person(base):
        __tablename__ = "people"
        __mapper_args__ = {"polymorphic_on": "kind"}
        id: Mapped[int] = mapped_column(primary_key=True)


def joined_without_key(base: Any) -> None:
    """A joined subclass whose table does not refer to the parent's"""

    class Person(base):
        __tablename__ = "people"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Staff(Person):
        __tablename__ = "staff"
        id: Mapped[int] = mapped_column(primary_key=True)


def joined_two_ways(base: Any) -> None:
    """A joined subclass that refers to the parent's table twice"""

    class Person(base):
        __tablename__ = "people"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Staff(Person):
        __tablename__ = "staff"
        id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
        boss_id: Mapped[int] = mapped_column(ForeignKey("people.id"))


def single_table_primary_key(base: Any) -> None:
    """A primary key column on a single-table subclass"""

    class Person(base):
        __tablename__ = "people"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Staff(Person):
        number: Mapped[int] = mapped_column(primary_key=True)


def single_table_conflict(base: Any) -> None:
    """Two single-table subclasses with one column name"""

    class Person(base):
        __tablename__ = "people"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Staff(Person):
        since: Mapped[int]

    class Guest(Person):
        since: Mapped[int]


def inherits_unmapped(base: Any) -> None:
    """Imperative inheritance from a class that is not mapped"""

    class Person:
        pass

    class Staff(Person):
        pass

    mapped = registry()
    table = Table("staff", mapped.metadata, Column("id", Integer, primary_key=True))
    mapped.map_imperatively(Staff, table, inherits=Person)


def inherits_stranger(base: Any) -> None:
    """Imperative inheritance from a class that is not a base"""

    class Person:
        pass

    class Staff:
        pass

    mapped = registry()
    mapped.map_imperatively(Person, Table("people", mapped.metadata, Column("id", Integer, primary_key=True)))
    table = Table("staff", mapped.metadata, Column("id", Integer, ForeignKey("people.id"), primary_key=True))
    mapped.map_imperatively(Staff, table, inherits=Person)


def with_polymorphic_stranger(base: Any) -> None:
    """with_polymorphic of a class that is no subclass"""
    user, post = _user(base), _post(base)
    with_polymorphic(user, [post])


def synonym_of_nothing(base: Any) -> None:
    """A synonym of an attribute that does not exist"""
    user = _user(base, login=synonym("name"))
    base.registry.configure()
    select(user.login)


def validates_unknown(base: Any) -> None:
    """A validator for a name that is checked twice"""

    class User(base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str]

        @validates("name")
        def check(self, key: str, value: Any) -> Any:
            return value

        @validates("name")
        def check_again(self, key: str, value: Any) -> Any:
            return value


def deferred_group_typo(base: Any) -> None:
    """An option that names an attribute as a string"""
    user = _user(base)
    select(user).options(joinedload("posts"))


def option_of_stranger(base: Any) -> None:
    """A loader option for an entity that the query does not have"""
    post = _post(base, author_id=Column(ForeignKey("users.id")))
    user = _user(base, posts=relationship("Post"))
    _run(base, select(post).options(joinedload(user.posts)))


def option_of_column(base: Any) -> None:
    """A relationship loader for a column"""
    user = _user(base, name=Column(String(20)))
    _run(base, select(user).options(joinedload(user.name)))


def proxy_without_target(base: Any) -> None:
    """An association proxy over an attribute that does not exist"""
    user = _user(base, titles=association_proxy("posts", "title"))
    base.registry.configure()
    user().titles


def dataclass_order(base: Any) -> None:
    """A mapped dataclass with a default before a field without one"""

    class Data(MappedAsDataclass, DeclarativeBase):
        pass

    class User(Data):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True, init=False)
        name: Mapped[str] = mapped_column(default="x")
        email: Mapped[str]


def unknown_keyword(base: Any) -> None:
    """An unknown keyword to a model's constructor"""
    _user(base, name=Column(String(20)))(nmae="ben")


def wrong_member(base: Any) -> None:
    """An object of the wrong class in a collection"""
    _post(base, author_id=Column(ForeignKey("users.id")))
    user = _user(base, posts=relationship("Post"))
    base.registry.configure()
    user(posts=[object()])


def scalar_as_collection(base: Any) -> None:
    """One object where a collection is meant"""
    post = _post(base, author_id=Column(ForeignKey("users.id")))
    user = _user(base, posts=relationship("Post"))
    base.registry.configure()
    user().posts = post()


def filter_by_unknown(base: Any) -> None:
    """filter_by with an unknown name"""
    select(_user(base)).filter_by(nmae="ben")


def join_without_path(base: Any) -> None:
    """A join between classes that have no foreign key"""
    user, post = _user(base), _post(base)
    _run(base, select(user).join(post))


def aliased_of_nothing(base: Any) -> None:
    """An alias of something that is not mapped"""
    aliased(int)


def declared_attr_outside(base: Any) -> None:
    """declared_attr that gives a relationship without a lambda's target"""

    class Owned:
        @declared_attr
        def owner(cls) -> Mapped[Any]:
            return relationship("Usr")

    class Thing(Owned, base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    _user(base)


def constraint_of_unknown_column(base: Any) -> None:
    """A ForeignKeyConstraint over a column that is not there"""

    class User(base):
        __tablename__ = "users"
        __table_args__ = (ForeignKeyConstraint(["org_id"], ["orgs.id"]),)
        id: Mapped[int] = mapped_column(primary_key=True)


def _run(base: Any, statement: Any) -> None:
    from ormolu.orm import Session

    engine = create_engine("sqlite://")
    base.metadata.create_all(engine)
    with Session(engine) as session:
        session.execute(statement).all()


#: names that only some mistakes use
_ = (Optional, func, ordering_list, backref, deferred, query_expression)
