"""`polymorphic_union()`: the UNION ALL of the tables of a concrete hierarchy, as one selectable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ... import exc
from ...sql.expression import cast, literal_column, null, select, type_coerce, union_all


def polymorphic_union(
    table_map: Mapping[Any, Any], typecolname: str | None, aliasname: str | None = "p_union", cast_nulls: bool = True
) -> Any:
    """Return the UNION ALL of the tables in `table_map`, with NULL for columns that a table does not have.

    table_map: polymorphic identity -> table. typecolname: name of a column with the identity, none if None.
    aliasname: name of the resulting subquery. cast_nulls: CAST the NULLs to the column's type.
    Raises InvalidRequestError if a table already has a column `typecolname`.
    """
    tables = {key: _readable(table) for key, table in table_map.items()}
    types: dict[str, Any] = {}
    for table in tables.values():
        for column in table.c:
            if column.key == typecolname:
                raise exc.InvalidRequestError(
                    f"Polymorphic union can't use '{typecolname}' as the discriminator column due to mapped column "
                    f"{column!r}; please apply the 'typecolname' argument; this is available on ConcreteBase as "
                    "'_concrete_discriminator_name'"
                )
            types[column.key] = column.type
    selects = []
    for key, table in tables.items():
        columns = [_column(table, name, type_, cast_nulls) for name, type_ in types.items()]
        if typecolname is not None:
            columns.append(literal_column(_literal(key)).label(typecolname))
        selects.append(select(*columns).select_from(table))
    return union_all(*selects).alias(aliasname)


def _readable(table: Any) -> Any:
    return table.subquery() if getattr(table, "_is_select_base", False) else table


def _column(table: Any, name: str, type_: Any, cast_nulls: bool) -> Any:
    # the columns of a join are in its collection under longer names
    found = {column.key: column for column in table.c}.get(name)
    if found is not None:
        return found
    return (cast(null(), type_) if cast_nulls else type_coerce(null(), type_)).label(name)


def _literal(value: Any) -> str:
    if isinstance(value, str):
        quoted = value.replace("'", "''")
        return f"'{quoted}'"
    return repr(value)
