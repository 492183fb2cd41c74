"""Type names of PostgreSQL -> types: what format_type() prints, as Python objects.

In: "character varying(30)", "timestamp(3) with time zone", "mood[]", with the known enums and domains. Out: a type
instance; NullType, with a warning, for a name that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ... import exc
from ... import types as sqltypes

_ARGUMENTS = re.compile(r"\((.*)\)")
_ARRAY = re.compile(r"(\[\])*$")
_QUOTED_OR_WORD = re.compile(r'"(?:[^"]|"")*"|[^.]+')


def type_of(
    dialect: Any,
    format_type: str | None,
    domains: Mapping[Any, Any],
    enums: Mapping[Any, Any],
    type_description: str,
    collation: str | None = None,
    collation_schema: str | None = None,
) -> Any:
    """Return the type for a name as format_type() prints it.

    domains, enums: by (name,) where visible, else by (schema, name). type_description: whose type it is, for warnings.
    """
    if format_type is None:
        exc.warn(f"PostgreSQL format_type() returned NULL for {type_description}")
        return sqltypes.NULLTYPE
    match = _ARGUMENTS.search(format_type)
    arguments = [part.strip() for part in match.group(1).split(",")] if match and match.group(1) else []
    plain = (format_type[: match.start()] + format_type[match.end() :]) if match else format_type
    is_array = plain.endswith("[]")
    plain = _ARRAY.sub("", plain)
    options: dict[str, Any] = {}
    found: Any = None
    name = plain.lower()
    known = dialect.ischema_names
    if name in known or name.startswith("interval") or name in _SPECIAL:
        found = _built_in(known, name, arguments, options, collation, collation_schema)
    if found is None:
        found = _named(dialect, plain, domains, enums, type_description, collation, collation_schema)
    if found is None:
        exc.warn(f"Did not recognize type '{plain}' of {type_description}")
        return sqltypes.NULLTYPE
    return known["_array"](found) if is_array else found


_SPECIAL = frozenset(
    {
        "timestamp with time zone", "timestamp without time zone", "time with time zone", "time without time zone",
        "bit varying",
    }
)  # fmt: skip


def _built_in(
    known: Mapping[str, Any],
    name: str,
    arguments: list[str],
    options: dict[str, Any],
    collation: str | None,
    collation_schema: str | None,
) -> Any:
    positional: list[Any] = []
    key = name
    if name.startswith("interval"):
        fields = re.match(r"interval(?: (.+))?$", name)
        if fields is not None and fields.group(1):
            options["fields"] = fields.group(1)
        if arguments:
            options["precision"] = int(arguments[0])
        key = "interval"
    elif name in ("timestamp with time zone", "time with time zone"):
        options["timezone"] = True
        if arguments:
            options["precision"] = int(arguments[0])
    elif name in ("timestamp without time zone", "time without time zone", "timestamp", "time"):
        options["timezone"] = False
        if arguments:
            options["precision"] = int(arguments[0])
    elif name == "bit varying":
        options["varying"] = True
        positional = [int(argument) for argument in arguments]
        key = "bit varying" if "bit varying" in known else "bit"
    elif name == "double precision":
        positional = [53]
    elif name in ("numeric",):
        positional = [int(argument) for argument in arguments]
    elif name == "integer":
        positional = []
    else:
        positional = [int(argument) if re.fullmatch(r"-?\d+", argument) else argument for argument in arguments]
    cls = known.get(key)
    if cls is None:
        return None
    if collation is not None:  # said only where it is not what the type has by itself
        options["collation"] = collation
        if collation_schema is not None:
            options["collation_schema"] = collation_schema
    return cls(*positional, **options)


def _named(
    dialect: Any,
    plain: str,
    domains: Mapping[Any, Any],
    enums: Mapping[Any, Any],
    type_description: str,
    collation: str | None,
    collation_schema: str | None,
) -> Any:
    key = tuple(_unquoted(part) for part in _QUOTED_OR_WORD.findall(plain))
    if key in enums:
        enum = enums[key]
        options: dict[str, Any] = {"name": enum["name"]}
        if not enum["visible"]:
            options["schema"] = enum["schema"]
        return dialect.ischema_names["_enum"](*enum["labels"], **options)
    if key in domains:
        domain = domains[key]
        base = type_of(
            dialect,
            domain.get("full_type") or domain["type"],
            domains,
            enums,
            f"DOMAIN '{domain['name']}'",
            None if domain["collation"] == "default" else domain["collation"],
            domain.get("collation_schema"),
        )
        options = {
            "name": domain["name"],
            "data_type": base,
            "default": domain["default"],
            "collation": domain["collation"],
            "collation_schema": domain.get("collation_schema"),
            "not_null": not domain["nullable"],
            "create_type": False,
        }
        if domain["constraints"]:
            options["constraint_name"] = domain["constraints"][0]["name"]
            options["check"] = domain["constraints"][0]["check"]
        if not domain["visible"]:
            options["schema"] = domain["schema"]
        return dialect.ischema_names["_domain"](**options)
    return None


def _unquoted(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


def type_key(name: str, schema: str, visible: bool) -> tuple[str, ...]:
    """The key under which `type_of` looks for an enum or domain."""
    return (name,) if visible else (schema, name)
