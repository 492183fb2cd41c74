"""The mapped classes of the random programs: the tutorial's users, organisations and roles, with everything that can go wrong.

`build` makes them twice over: on Ormolu or SQLAlchemy (the caller hands in the modules), and on both layouts of an
object: declarative classes with the native base, and plain classes mapped imperatively.

Organisation  versioned; `users` without cascades: a deleted organisation leaves its users behind
User, Staff   joined inheritance; `notes` die with their user, `roles` are many-to-many
Role          natural key that changes (ON UPDATE CASCADE)
Folder        refers to itself; children die with their parent or as orphans
Note          composite key, of which one half changes
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any


def tables(sa: ModuleType, metadata: Any) -> SimpleNamespace:
    def key() -> Any:
        return sa.Column("id", sa.Integer, primary_key=True)

    def uid() -> Any:
        return sa.Column("uid", sa.Integer, nullable=False, unique=True)

    organisations = sa.Table(
        "organisations",
        metadata,
        key(),
        uid(),
        sa.Column("name", sa.String(30)),
        sa.Column("version", sa.Integer, nullable=False),
    )
    users = sa.Table(
        "users",
        metadata,
        key(),
        uid(),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("email", sa.String(30)),
        sa.Column("age", sa.Integer),
        sa.Column("organisation_id", sa.ForeignKey(organisations.c.id)),
    )
    staff = sa.Table(
        "staff",
        metadata,
        sa.Column("id", sa.ForeignKey(users.c.id), primary_key=True),
        sa.Column("level", sa.Integer),
    )
    roles = sa.Table("roles", metadata, sa.Column("name", sa.String(30), primary_key=True), uid())
    user_roles = sa.Table(
        "user_roles",
        metadata,
        sa.Column("user_id", sa.ForeignKey(users.c.id), primary_key=True),
        sa.Column("role_name", sa.ForeignKey(roles.c.name, onupdate="CASCADE"), primary_key=True),
    )
    folders = sa.Table(
        "folders",
        metadata,
        key(),
        uid(),
        sa.Column("name", sa.String(30)),
        sa.Column("parent_id", sa.ForeignKey("folders.id")),
    )
    notes = sa.Table(
        "notes",
        metadata,
        sa.Column("user_id", sa.ForeignKey(users.c.id), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        uid(),
        sa.Column("body", sa.String(30)),
    )
    return SimpleNamespace(
        organisations=organisations,
        users=users,
        staff=staff,
        roles=roles,
        user_roles=user_roles,
        folders=folders,
        notes=notes,
    )


def build(sa: ModuleType, orm: ModuleType, layout: str) -> SimpleNamespace:
    """Classes, their tables `t` and `metadata`; layout: "native" (declarative base) or "foreign" (imperative)."""
    metadata = sa.MetaData()
    t = tables(sa, metadata)
    properties: dict[str, dict[str, Any]] = {
        "Organisation": {"users": orm.relationship("User", back_populates="organisation", order_by=t.users.c.uid)},
        "User": {
            "organisation": orm.relationship("Organisation", back_populates="users"),
            "roles": orm.relationship("Role", secondary=t.user_roles, back_populates="users", order_by=t.roles.c.uid),
            "notes": orm.relationship("Note", back_populates="user", cascade="all, delete-orphan"),
        },
        "Staff": {},
        "Role": {"users": orm.relationship("User", secondary=t.user_roles, back_populates="roles")},
        "Folder": {
            "children": orm.relationship("Folder", back_populates="parent", cascade="all, delete-orphan"),
            "parent": orm.relationship("Folder", back_populates="children", remote_side=t.folders.c.id),
        },
        "Note": {"user": orm.relationship("User", back_populates="notes")},
    }
    arguments: dict[str, dict[str, Any]] = {
        "Organisation": {"version_id_col": t.organisations.c.version},
        "User": {"polymorphic_on": t.users.c.kind, "polymorphic_identity": "user"},
        "Staff": {"polymorphic_identity": "staff"},
    }
    own = {"Organisation": t.organisations, "User": t.users, "Staff": t.staff}
    own |= {"Role": t.roles, "Folder": t.folders, "Note": t.notes}
    make = _declarative if layout == "native" else _imperative
    classes = make(orm, metadata, own, properties, arguments)
    sa.inspect(classes["User"]).registry.configure()
    return SimpleNamespace(metadata=metadata, t=t, **classes)


def _declarative(orm: ModuleType, metadata: Any, own: Any, properties: Any, arguments: Any) -> dict[str, type]:
    base: Any = type("Base", (orm.DeclarativeBase,), {"metadata": metadata})
    classes: dict[str, type] = {}
    for name, table in own.items():
        parent = classes["User"] if name == "Staff" else base
        body = {"__table__": table, "__mapper_args__": arguments.get(name, {}), **properties[name]}
        classes[name] = type(name, (parent,), body)
    return classes


def _imperative(orm: ModuleType, metadata: Any, own: Any, properties: Any, arguments: Any) -> dict[str, type]:
    registry = orm.registry(metadata=metadata)
    classes: dict[str, type] = {}
    for name, table in own.items():
        parent = classes["User"] if name == "Staff" else object
        classes[name] = type(name, (parent,), {"__init__": _set_all} if parent is object else {})
        inherits = {"inherits": parent} if parent is not object else {}
        registry.map_imperatively(
            classes[name], table, properties=properties[name], **arguments.get(name, {}), **inherits
        )
    return classes


def _set_all(self: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(self, name, value)
