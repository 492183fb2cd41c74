"""Carries out the commands of a random program on a Session, and reports what database and objects hold.

Public API only, and the same code for Ormolu and SQLAlchemy: `python machine.py` (see `main`) is the other process of
the differential test.
"""

from __future__ import annotations

import json
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

Command = list[Any]
Snapshot = dict[str, dict[str, dict[str, Any]]]


class Machine:
    """One Session and the objects of a program by uid; strong references, so that identity can be checked."""

    def __init__(self, sa: ModuleType, orm: ModuleType, models: SimpleNamespace, engine: Any) -> None:
        self.sa, self.orm, self.models, self.engine = sa, orm, models, engine
        self.objects: dict[int, Any] = {}
        self.open()

    def open(self) -> None:
        self.session = self.orm.Session(self.engine)
        self.savepoints: list[Any] = []

    def close(self) -> None:
        self.session.close()

    def apply(self, command: Command) -> None:
        getattr(self, f"do_{command[0]}")(*command[1:])

    def find(self, uid: int | None) -> Any:
        return None if uid is None else self.objects[uid]

    # ---- objects

    def do_new(self, kind: str, uid: int, values: dict[str, Any], how: str) -> None:
        plain = {k: v for k, v in values.items() if k not in ("organisation", "parent", "user", "kind")}
        references = {k: self.find(values[k]) for k in ("organisation", "parent", "user") if values.get(k) is not None}
        cls = self.models.Staff if values.get("kind") == "staff" else getattr(self.models, kind)
        self.objects[uid] = one = cls(uid=uid, **plain)
        if how == "add":
            for name, value in references.items():
                setattr(one, name, value)
            self.session.add(one)
        else:  # the collection's cascade brings it into the Session
            for name, value in references.items():
                collection = {"organisation": "users", "parent": "children", "user": "notes"}[name]
                getattr(value, collection).append(one)

    def do_set(self, kind: str, uid: int, name: str, value: Any) -> None:
        setattr(self.find(uid), name, value)

    def do_move_user(self, user: int, organisation: int | None, how: str) -> None:
        one, target = self.find(user), self.find(organisation)
        if how == "reference":
            one.organisation = target
        elif target is not None:
            target.users.append(one)
        else:
            one.organisation.users.remove(one)

    def do_replace_users(self, organisation: int, users: list[int]) -> None:
        self.find(organisation).users = [self.find(uid) for uid in users]

    def do_grant(self, user: int, role: int, how: str) -> None:
        if how == "forward":
            self.find(user).roles.append(self.find(role))
        else:
            self.find(role).users.append(self.find(user))

    def do_revoke(self, user: int, role: int, how: str) -> None:
        if how == "forward":
            self.find(user).roles.remove(self.find(role))
        else:
            self.find(role).users.remove(self.find(user))

    def do_replace_roles(self, user: int, roles: list[int]) -> None:
        self.find(user).roles = [self.find(uid) for uid in roles]

    def do_move_folder(self, folder: int, parent: int) -> None:
        self.find(folder).parent = self.find(parent)

    def do_orphan_folder(self, folder: int) -> None:
        one = self.find(folder)
        one.parent.children.remove(one)
        self.session.flush()

    def do_delete(self, kind: str, uid: int, flush_first: bool) -> None:
        if flush_first:
            self.session.flush()
        self.session.delete(self.find(uid))

    def do_take_over(self, old: int, uid: int, name: str) -> None:
        self.session.flush()
        self.session.delete(self.find(old))
        self.objects[uid] = one = self.models.Role(uid=uid, name=name)
        self.session.add(one)
        self.session.flush()

    # ---- the session

    def do_flush(self) -> None:
        self.session.flush()

    def do_commit(self) -> None:
        self.session.commit()
        self.savepoints.clear()

    def do_reopen(self) -> None:
        """A new Session, with all that the database holds as new objects."""
        self.session.commit()
        self.session.close()
        self.open()
        self.objects = {}
        for name in ("Organisation", "User", "Role", "Folder", "Note"):
            for one in self.session.scalars(self.sa.select(getattr(self.models, name))):
                self.objects[one.uid] = one

    def do_rollback(self) -> None:
        self.session.rollback()
        self.savepoints.clear()

    def do_savepoint(self) -> None:
        self.savepoints.append(self.session.begin_nested())

    def do_release(self) -> None:
        self.savepoints.pop().commit()

    def do_rollback_savepoint(self) -> None:
        self.savepoints.pop().rollback()

    def do_expire(self, kind: str, uid: int) -> None:
        self.session.flush()
        self.session.expire(self.find(uid))

    def do_refresh(self, kind: str, uid: int) -> None:
        self.session.flush()
        self.session.refresh(self.find(uid))

    def do_expire_all(self) -> None:
        self.session.flush()
        self.session.expire_all()

    def do_merge(self, kind: str, uid: int, name: str, value: Any) -> None:
        self.session.flush()
        one = self.find(uid)
        mapper = self.sa.inspect(one).mapper
        key = {mapper.get_property_by_column(column).key for column in mapper.primary_key}
        copy = mapper.class_(**{attribute: getattr(one, attribute) for attribute in key}, **{name: value})
        assert self.session.merge(copy) is one

    def do_violate(self, kind: str, uid: int) -> None:
        """A flush that fails inside a savepoint leaves everything as it was."""
        self.session.flush()
        nested = self.session.begin_nested()
        extra = self.models.Organisation(uid=next(iter(sorted(self.objects))), name="twice")
        again = self.models.Organisation(uid=extra.uid, name="twice")
        self.session.add_all([extra, again])
        try:
            self.session.flush()
        except self.sa.exc.IntegrityError:
            nested.rollback()
        else:
            raise AssertionError("two organisations with one uid were written")
        assert self.sa.inspect(extra).transient and self.sa.inspect(again).transient

    def do_query(self, organisation: int | None) -> None:
        user, found = self.models.User, set()
        statement = self.sa.select(user).options(self.orm.selectinload(user.roles))
        if organisation is not None:
            statement = statement.join(user.organisation).where(self.models.Organisation.uid == organisation)
        for one in self.session.scalars(statement):
            assert self.objects[one.uid] is one
            assert organisation is None or one.organisation is self.find(organisation)
            found.add(one.uid)
        expected = self.sa.select(self.models.t.users.c.uid)
        if organisation is not None:
            table = self.models.t.organisations
            expected = expected.join(table).where(table.c.uid == organisation)
        assert found == set(self.session.scalars(expected))

    def do_get(self, kind: str, uid: int) -> None:
        self.session.flush()
        one = self.find(uid)
        assert self.session.get(type(one), self.sa.inspect(one).identity) is one

    # ---- reports

    def database(self) -> Snapshot:
        """The tables' rows in the terms of `plain.Plain`, read with Core on the Session's own connection."""
        t, run = self.models.t, self.session.connection().execute
        select = self.sa.select
        organisations = {row.id: row for row in run(select(t.organisations))}
        users = {row.id: row for row in run(select(t.users, t.staff.c.level).outerjoin(t.staff))}
        roles = {row.name: row for row in run(select(t.roles))}
        folders = {row.id: row for row in run(select(t.folders))}
        granted: dict[int, list[int]] = {}
        for row in run(select(t.user_roles)):
            granted.setdefault(row.user_id, []).append(roles[row.role_name].uid)
        snapshot: Snapshot = {
            "Organisation": {row.uid: {"name": row.name} for row in organisations.values()},
            "User": {},
            "Role": {row.uid: {"name": row.name} for row in roles.values()},
            "Folder": {},
            "Note": {},
        }
        for row in users.values():
            organisation = organisations[row.organisation_id].uid if row.organisation_id is not None else None
            snapshot["User"][row.uid] = {
                "kind": row.kind,
                "email": row.email,
                "age": row.age,
                "organisation": organisation,
                "roles": sorted(granted.get(row.id, ())),
                **({"level": row.level} if row.kind == "staff" else {}),
            }
        for row in folders.values():
            parent = folders[row.parent_id].uid if row.parent_id is not None else None
            snapshot["Folder"][row.uid] = {"name": row.name, "parent": parent}
        for row in run(select(t.notes)):
            snapshot["Note"][row.uid] = {"user": users[row.user_id].uid, "number": row.number, "body": row.body}
        return snapshot

    def versions(self) -> dict[int, int]:
        t = self.models.t.organisations
        return dict(self.session.connection().execute(self.sa.select(t.c.uid, t.c.version)).all())

    def graph(self, uids: dict[str, list[int]]) -> Snapshot:
        """What the living objects say of themselves and of each other, both sides of every relationship."""
        return {
            kind: {uid: getattr(self, f"_{kind.lower()}")(self.objects[uid]) for uid in uids[kind]} for kind in uids
        }

    def _organisation(self, one: Any) -> dict[str, Any]:
        return {"name": one.name, "users": sorted(user.uid for user in one.users)}

    def _user(self, one: Any) -> dict[str, Any]:
        return {
            "kind": one.kind,
            "email": one.email,
            "age": one.age,
            "organisation": one.organisation.uid if one.organisation else None,
            "roles": sorted(role.uid for role in one.roles),
            "notes": sorted(note.uid for note in one.notes),
            **({"level": one.level} if one.kind == "staff" else {}),
        }

    def _role(self, one: Any) -> dict[str, Any]:
        return {"name": one.name, "users": sorted(user.uid for user in one.users)}

    def _folder(self, one: Any) -> dict[str, Any]:
        parent = one.parent.uid if one.parent else None
        return {"name": one.name, "parent": parent, "children": sorted(child.uid for child in one.children)}

    def _note(self, one: Any) -> dict[str, Any]:
        return {"user": one.user.uid, "number": one.number, "body": one.body}


def foreign_keys_on(sa: ModuleType, engine: Any) -> None:
    """SQLite checks foreign keys only when told so on each connection."""
    if engine.dialect.name == "sqlite":

        @sa.event.listens_for(engine, "connect")
        def pragma(connection: Any, record: Any) -> None:
            connection.execute("PRAGMA foreign_keys=ON")


def run_program(sa: ModuleType, orm: ModuleType, layout: str, commands: list[Command], url: str) -> list[Any]:
    """The reports that a program asks for: ["database"] (rows and versions) and ["graph", uids by class].

    After an error of the library the list is shorter, and ends there.
    """
    import program_models

    built = program_models.build(sa, orm, layout)
    engine = sa.create_engine(url)
    foreign_keys_on(sa, engine)
    built.metadata.create_all(engine)
    machine = Machine(sa, orm, built, engine)
    report: list[Any] = []
    try:
        for command in commands:
            if command[0] == "graph":
                report.append([command[0], machine.graph(command[1])])
            elif command[0] == "database":
                report.append([command[0], machine.database(), machine.versions()])
            else:
                machine.apply(command)
    except Exception as error:
        if not str(engine.dialect.__class__.__module__).startswith("sqlalchemy"):
            raise
        print(f"{type(error).__name__} at {command}: {error}", file=sys.stderr)
    finally:
        machine.close()
        built.metadata.drop_all(engine)
        engine.dispose()
    return report


def main() -> None:
    """Programs as JSON on standard input, reports on standard output; runs on SQLAlchemy."""
    import sqlalchemy
    import sqlalchemy.orm

    request = json.load(sys.stdin)
    reports = [
        run_program(sqlalchemy, sqlalchemy.orm, request["layout"], commands, request["url"])
        for commands in request["programs"]
    ]
    json.dump({"version": sqlalchemy.__version__, "reports": reports}, sys.stdout)


if __name__ == "__main__":
    main()
