"""Golden entries as text: what each database is sent, with the values of the parameters, equal texts only once.

In: a `Family`. Out: the text of its file. Start at `file_text`.
"""

from __future__ import annotations

import json
import re
import uuid
import warnings
from typing import Any

from golden.databases import dialect
from golden.registry import DATABASES, Case, Family
from ormolu import exc
from ormolu.schema import BaseDDLElement

_RULE = "-- " + "=" * 97


def file_text(family: Family) -> str:
    """The whole file of a family."""
    about = "".join(f"-- {line}".rstrip() + "\n" for line in family.about.splitlines())
    parts = [f"{about}-- The Python of each entry is in {family.source.name}; `./dev golden write` writes this file.\n"]
    for title, case in family.entries.items():
        parts.append(f"\n{_RULE}\n-- {title}\n" + entry_text(case))
    return "".join(parts)


def entry_text(case: Case) -> str:
    """One entry: the databases that share a text, and the text."""
    groups: dict[str, list[str]] = {}
    for database in DATABASES:
        if database in case.only:
            text = rendered(case, database, dialect(database)) + _server_note(case, database)
            groups.setdefault(text, []).append(database)
    return "".join(f"\n-- {', '.join(names)}\n{text}" for text, names in groups.items())


def rendered(case: Case, database: str, dialect: Any) -> str:
    """The text for one database: SQL and values, or the error."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            compiled = compile_case(case, database, dialect)
            text = str(compiled).strip("\n") + ";\n" + _values(compiled)
        except (exc.SQLAlchemyError, NotImplementedError) as error:
            kind = NotImplementedError if isinstance(error, NotImplementedError) else type(error)
            message = re.sub(r" object at 0x[0-9a-f]+", "", str(error))
            text = f"-- {kind.__name__}: {message}".replace("\n", "\n-- ") + "\n"
    notes = {f"-- {note.category.__name__}: {note.message}\n" for note in warned}
    return text + "".join(sorted(notes))


def compile_case(case: Case, database: str, dialect: Any) -> Any:
    """The statement compiled as an engine would, IN lists written out."""
    statement, more = case.on(database), {}
    if case.params is not None:
        more["column_keys"] = list(case.params)
    if case.translate is not None:
        more.update(schema_translate_map=case.translate, render_schema_translate=True)
    options = {**case.compile}
    if not isinstance(statement, BaseDDLElement):
        options.setdefault("render_postcompile", True)
    return statement.compile(dialect=dialect, compile_kwargs=options, **more)


def _values(compiled: Any) -> str:
    params = getattr(compiled, "params", None) or {}
    return "".join(f"--   {name} = {_value(compiled, name, value)}\n" for name, value in params.items())


def _value(compiled: Any, name: str, value: Any) -> str:
    """The value as the driver gets it; `?` is one that the caller must give."""
    if _is_missing(compiled, name, value):
        return "?"
    processor = compiled._bind_processors.get(name)
    if callable(processor):
        value = processor(value)
    if isinstance(value, memoryview):
        value = bytes(value)
    if isinstance(value, uuid.UUID):
        value = value.hex
    if type(value).__module__.startswith("psycopg"):  # the driver's own Json, Jsonb, Binary, Range, Multirange
        inner = getattr(value, "obj", None)
        value = str(value) if inner is None else inner if isinstance(inner, bytes) else json.dumps(inner)
    return "NULL" if value is None else repr(value)


def _is_missing(compiled: Any, name: str, value: Any) -> bool:
    bind = compiled.binds.get(name)
    return bind is not None and bind.required and (value is None or getattr(value, "name", "") == "REQUIRED")


def _server_note(case: Case, database: str) -> str:
    reason = case.refused.get(database)
    return f"-- refused by the server: {reason}\n" if reason else ""
