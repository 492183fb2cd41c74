"""What the database must hold, in plain dictionaries: the model that random programs are compared with.

`Plain.choose` turns a step of four integers into a command that makes sense now (or None), `Plain.apply` carries it
out. A command is a list of plain values, so that a program can be printed, stored, and sent to another process.
Objects are named by `uid`, a number that each gets once.

What must be flushed first is part of the command's meaning: a command that would lose or reorder unflushed changes in
a documented way (`expire`, a key taken over) begins with a flush.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

Command = list[Any]
Rows = dict[str, dict[int, dict[str, Any]]]

_EMPTY: Rows = {"Organisation": {}, "User": {}, "Role": {}, "Folder": {}, "Note": {}}
_NAMES = ("ada", "ben", "cyd", "dan", "eve", "fay", "gus", "hal", "ivy", "jan")


class Plain:
    """Rows by class and uid; references are uids, `roles` a set of them. Savepoints are copies on a stack."""

    def __init__(self) -> None:
        self.rows: Rows = copy.deepcopy(_EMPTY)
        self.flushed: Rows = copy.deepcopy(_EMPTY)
        self.stack: list[Rows] = [copy.deepcopy(_EMPTY)]
        self.uids = 0

    # ---- choosing

    def choose(self, step: tuple[int, int, int, int]) -> Command | None:
        chooser = CHOOSERS[step[0] % len(CHOOSERS)]
        return chooser(self, *step[1:])

    def pick(self, kind: str, number: int) -> int | None:
        uids = sorted(self.rows[kind])
        return uids[number % len(uids)] if uids else None

    def new_uid(self) -> int:
        self.uids += 1
        return self.uids

    def free_role_name(self, number: int) -> str | None:
        """A name that neither a living role has nor a row that is still in the database."""
        taken = {role["name"] for rows in (self.rows, self.flushed) for role in rows["Role"].values()}
        free = [name for name in _NAMES if name not in taken]
        return free[number % len(free)] if free else None

    def free_note_number(self, user: int, number: int) -> int | None:
        taken = {
            note["number"]
            for rows in (self.rows, self.flushed)
            for note in rows["Note"].values()
            if note["user"] == user
        }
        free = [n for n in range(1, 9) if n not in taken]
        return free[number % len(free)] if free else None

    def is_inside(self, folder: int | None, other: int) -> bool:
        while folder is not None:
            if folder == other:
                return True
            folder = self.rows["Folder"][folder]["parent"]
        return False

    def subtree(self, folder: int) -> list[int]:
        return [uid for uid in self.rows["Folder"] if self.is_inside(uid, folder)]

    # ---- applying

    def apply(self, command: Command) -> None:
        getattr(self, f"do_{command[0]}")(*command[1:])

    def do_new(self, kind: str, uid: int, values: dict[str, Any], _how: str) -> None:
        self.rows[kind][uid] = {**values, **({"roles": set()} if kind == "User" else {})}

    def do_set(self, kind: str, uid: int, name: str, value: Any) -> None:
        self.rows[kind][uid][name] = value

    def do_move_user(self, user: int, organisation: int | None, _how: str) -> None:
        self.rows["User"][user]["organisation"] = organisation

    def do_replace_users(self, organisation: int, users: list[int]) -> None:
        for uid, row in self.rows["User"].items():
            if uid in users:
                row["organisation"] = organisation
            elif row["organisation"] == organisation:
                row["organisation"] = None

    def do_grant(self, user: int, role: int, _how: str) -> None:
        self.rows["User"][user]["roles"].add(role)

    def do_revoke(self, user: int, role: int, _how: str) -> None:
        self.rows["User"][user]["roles"].discard(role)

    def do_replace_roles(self, user: int, roles: list[int]) -> None:
        self.rows["User"][user]["roles"] = set(roles)

    def do_move_folder(self, folder: int, parent: int) -> None:
        self.rows["Folder"][folder]["parent"] = parent

    def do_orphan_folder(self, folder: int) -> None:
        self.do_delete("Folder", folder)
        self.do_flush()

    def do_delete(self, kind: str, uid: int, _flush_first: bool = False) -> None:
        doomed = self.subtree(uid) if kind == "Folder" else [uid]
        for one in doomed:
            del self.rows[kind][one]
        for note, row in list(self.rows["Note"].items()):
            if kind == "User" and row["user"] == uid:
                del self.rows["Note"][note]
        for row in self.rows["User"].values():
            if kind == "Organisation" and row["organisation"] == uid:
                row["organisation"] = None
            if kind == "Role":
                row["roles"].discard(uid)

    def do_take_over(self, old: int, uid: int, name: str) -> None:
        """A new role takes the key of one that is deleted in the same flush."""
        self.do_delete("Role", old)
        self.rows["Role"][uid] = {"name": name}
        self.do_flush()

    def do_flush(self) -> None:
        self.flushed = copy.deepcopy(self.rows)

    def do_commit(self) -> None:
        self.do_flush()
        self.stack = [copy.deepcopy(self.rows)]

    do_reopen = do_commit

    def do_rollback(self) -> None:
        del self.stack[1:]
        self.rows = copy.deepcopy(self.stack[0])
        self.do_flush()

    def do_savepoint(self) -> None:
        self.do_flush()
        self.stack.append(copy.deepcopy(self.rows))

    def do_release(self) -> None:
        self.do_flush()
        self.stack.pop()

    def do_rollback_savepoint(self) -> None:
        self.rows = self.stack.pop()
        self.do_flush()

    def do_expire(self, _kind: str, _uid: int) -> None:
        self.do_flush()

    def do_expire_all(self) -> None:
        self.do_flush()

    do_refresh = do_expire

    def do_merge(self, kind: str, uid: int, name: str, value: Any) -> None:
        self.do_flush()
        self.do_set(kind, uid, name, value)

    def do_violate(self, _kind: str, _uid: int) -> None:
        self.do_flush()

    def do_query(self, _organisation: int | None) -> None:
        self.do_flush()

    def do_get(self, _kind: str, _uid: int) -> None:
        self.do_flush()


# ---- programs

#: after these nothing is pending, so that the database can be compared
FLUSHED = {"flush", "commit", "rollback", "savepoint", "release", "rollback_savepoint", "query", "violate", "take_over"}
FLUSHED |= {"expire", "expire_all", "refresh", "reopen", "get", "orphan_folder"}
#: after these nothing loaded is left, so that objects and their collections can be compared too
CLEAN = {"commit", "rollback", "reopen", "expire_all"}


def program(seed: int, length: int) -> Iterator[tuple[Command, Plain]]:
    """The commands of a program, each with the model as it stands after it (one model, changed by the next)."""
    model, choose = Plain(), random.Random(seed)
    while length:
        command = model.choose(
            (choose.randrange(997), choose.randrange(997), choose.randrange(997), choose.randrange(997))
        )
        if command is None or (command[0] == "violate" and not any(model.rows.values())):
            continue
        model.apply(command)
        length -= 1
        yield command, model


def as_database(rows: Rows) -> Rows:
    """The rows as `machine.Machine.database` gives them."""
    return {
        kind: {
            uid: {name: sorted(value) if isinstance(value, set) else value for name, value in row.items()}
            for uid, row in rows[kind].items()
        }
        for kind in rows
    }


def as_graph(rows: Rows) -> Rows:
    """The rows with the other side of each relationship added, as `machine.Machine.graph` gives them."""
    graph = as_database(rows)
    for name, kind, pointing, reference in (
        ("users", "Organisation", "User", "organisation"),
        ("children", "Folder", "Folder", "parent"),
        ("notes", "User", "Note", "user"),
    ):
        for uid, row in graph[kind].items():
            row[name] = sorted(other for other, values in rows[pointing].items() if values[reference] == uid)
    for uid, row in graph["Role"].items():
        row["users"] = sorted(user for user, values in rows["User"].items() if uid in values["roles"])
    return graph


# ---- one chooser a kind of step: three integers in, a command or None out

Chooser = Callable[[Plain, int, int, int], Command | None]


def _new_organisation(plain: Plain, a: int, b: int, c: int) -> Command:
    return ["new", "Organisation", plain.new_uid(), {"name": _NAMES[a % 10]}, "add"]


def _new_user(plain: Plain, a: int, b: int, c: int) -> Command:
    values = {
        "email": _NAMES[a % 10],
        "age": c % 5 or None,
        "organisation": plain.pick("Organisation", b) if b % 3 else None,
    }
    kind = {"kind": "staff", "level": a % 7} if c % 2 else {"kind": "user"}
    return ["new", "User", plain.new_uid(), values | kind, "cascade" if values["organisation"] and a % 2 else "add"]


def _new_role(plain: Plain, a: int, b: int, c: int) -> Command | None:
    name = plain.free_role_name(a)
    return ["new", "Role", plain.new_uid(), {"name": name}, "add"] if name else None


def _new_folder(plain: Plain, a: int, b: int, c: int) -> Command:
    parent = plain.pick("Folder", b) if a % 4 else None
    return [
        "new",
        "Folder",
        plain.new_uid(),
        {"name": _NAMES[c % 10], "parent": parent},
        "cascade" if parent else "add",
    ]


def _new_note(plain: Plain, a: int, b: int, c: int) -> Command | None:
    user = plain.pick("User", a)
    number = user and plain.free_note_number(user, b)
    if not user or not number:
        return None
    return ["new", "Note", plain.new_uid(), {"user": user, "number": number, "body": _NAMES[c % 10]}, "cascade"]


def _set(plain: Plain, a: int, b: int, c: int) -> Command | None:
    kind = ("Organisation", "User", "User", "Folder", "Note", "User")[a % 6]
    uid = plain.pick(kind, b)
    if uid is None:
        return None
    name = {"Organisation": "name", "Folder": "name", "Note": "body", "User": ("email", "age", "level")[c % 3]}[kind]
    if name == "level" and plain.rows["User"][uid]["kind"] != "staff":
        name = "age"
    value = (b + c) % 5 or None if name in ("age", "level") else _NAMES[(b * 7 + c) % 10]
    return ["set", kind, uid, name, value]


def _change_key(plain: Plain, a: int, b: int, c: int) -> Command | None:
    if a % 2:
        role, name = plain.pick("Role", b), plain.free_role_name(c)
        return ["set", "Role", role, "name", name] if role and name else None
    note = plain.pick("Note", b)
    number = note and plain.free_note_number(plain.rows["Note"][note]["user"], c)
    return ["set", "Note", note, "number", number] if number else None


def _move_user(plain: Plain, a: int, b: int, c: int) -> Command | None:
    user = plain.pick("User", a)
    if user is None:
        return None
    current = plain.rows["User"][user]["organisation"]
    target = plain.pick("Organisation", b) if c % 3 else None
    if c % 2 and current != target:
        return ["move_user", user, target, "collection"] if target or current else None
    return ["move_user", user, target, "reference"]


def _replace_users(plain: Plain, a: int, b: int, c: int) -> Command | None:
    organisation = plain.pick("Organisation", a)
    users = [uid for uid in sorted(plain.rows["User"]) if (b >> uid % 6) & 1]
    return ["replace_users", organisation, users] if organisation else None


def _grant_or_revoke(plain: Plain, a: int, b: int, c: int) -> Command | None:
    user, role = plain.pick("User", a), plain.pick("Role", b)
    if not user or not role:
        return None
    verb = "revoke" if role in plain.rows["User"][user]["roles"] else "grant"
    return [verb, user, role, "forward" if c % 2 else "reverse"]


def _replace_roles(plain: Plain, a: int, b: int, c: int) -> Command | None:
    user = plain.pick("User", a)
    return ["replace_roles", user, [r for r in sorted(plain.rows["Role"]) if (b >> r % 6) & 1]] if user else None


def _move_folder(plain: Plain, a: int, b: int, c: int) -> Command | None:
    folder, parent = plain.pick("Folder", a), plain.pick("Folder", b)
    if not folder or not parent or plain.is_inside(parent, folder):
        return None
    if plain.rows["Folder"][folder]["parent"] in (None, parent):
        return None  # not twice into one collection: that is a list with two
    return ["move_folder", folder, parent]


def _orphan_folder(plain: Plain, a: int, b: int, c: int) -> Command | None:
    folder = plain.pick("Folder", a)
    return ["orphan_folder", folder] if folder and plain.rows["Folder"][folder]["parent"] else None


def _delete(plain: Plain, a: int, b: int, c: int) -> Command | None:
    kind = sorted(_EMPTY)[a % 5]
    uid = plain.pick(kind, b)
    if uid is None:
        return None
    # who has just been put into a collection is wanted there: the documented meaning is that it stays
    reference = {"User": "organisation", "Folder": "parent"}.get(kind)
    before = plain.flushed[kind].get(uid)
    moved = before is None or (reference is not None and before[reference] != plain.rows[kind][uid][reference])
    return ["delete", kind, uid, moved]


def _take_over(plain: Plain, a: int, b: int, c: int) -> Command | None:
    old = plain.pick("Role", a)
    if not old or plain.flushed["Role"].get(old) != plain.rows["Role"][old]:
        return None
    return ["take_over", old, plain.new_uid(), plain.rows["Role"][old]["name"]]


def _end(plain: Plain, a: int, b: int, c: int) -> Command:
    if len(plain.stack) > 1 and a % 4:
        return ["release"] if a % 2 else ["rollback_savepoint"]
    return [("commit", "rollback", "commit", "reopen")[b % 4]]


def _savepoint(plain: Plain, a: int, b: int, c: int) -> Command | None:
    return ["savepoint"] if len(plain.stack) < 4 else None


def _on_one(verb: str) -> Chooser:
    def choose(plain: Plain, a: int, b: int, c: int) -> Command | None:
        kind = sorted(_EMPTY)[a % 5]
        uid = plain.pick(kind, b)
        return [verb, kind, uid] if uid else None

    return choose


def _merge(plain: Plain, a: int, b: int, c: int) -> Command | None:
    command = _set(plain, a, b, c)
    return ["merge", *command[1:]] if command else None


CHOOSERS: tuple[Chooser, ...] = (
    *(_new_organisation, _new_user, _new_user, _new_role, _new_folder, _new_folder, _new_note),
    *(_set, _set, _set, _change_key, _move_user, _move_user, _replace_users, _grant_or_revoke, _grant_or_revoke),
    *(_replace_roles, _move_folder, _orphan_folder, _delete, _take_over, _end, _end, _savepoint, _merge),
    *(_on_one("expire"), _on_one("refresh"), _on_one("violate"), _on_one("get")),
    lambda plain, a, b, c: ["expire_all"],
    lambda plain, a, b, c: ["flush"],
    lambda plain, a, b, c: ["query", plain.pick("Organisation", a)],
)
