"""Generated values: what the database puts into a column by itself, and that we may have to ask for afterwards.

`FetchedValue` only says so; `DefaultClause` is a DEFAULT, `Computed` a GENERATED column, `Identity` a numbered one.
Each renders within the column's definition; none of them runs on our side.
"""

from __future__ import annotations

from typing import Any, ClassVar

from .. import exc
from ..sql import coercions, roles
from ..sql.dialect_options import DialectKWArgs
from ..sql.functions import FunctionElement
from ..sql.node import ClauseElement
from ..sql.textual import TextClause
from .expressions import copy_expression
from .items import NULL_UNSPECIFIED, SchemaEventTarget, SchemaItem, repr_from_init

__all__ = ["Computed", "DefaultClause", "FetchedValue", "Identity", "IdentityOptions", "is_monotonic"]


class FetchedValue(SchemaEventTarget):
    """Says that the database itself sets the column, on INSERT or (for_update) on UPDATE, e.g. by a trigger."""

    is_server_default: ClassVar[bool] = True
    is_clause_element: ClassVar[bool] = False
    is_identity: ClassVar[bool] = False
    has_argument: ClassVar[bool] = False
    reflected: bool = False
    _is_monotonic_fn: bool = False

    column: Any = None
    for_update: bool

    def __init__(self, for_update: bool = False) -> None:
        self.for_update = for_update

    def _as_for_update(self, for_update: bool) -> FetchedValue:
        return self if for_update == self.for_update else self._clone(for_update)

    def _copy(self) -> FetchedValue:
        return self._clone(self.for_update)

    def _clone(self, for_update: bool) -> FetchedValue:
        copied = type(self).__new__(type(self))
        copied.__dict__.update(self.__dict__)
        copied.__dict__.pop("column", None)
        copied.for_update = for_update
        return copied

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        self.column = parent
        if self.for_update:
            parent.server_onupdate = self
        else:
            parent.server_default = self

    def __repr__(self) -> str:
        return repr_from_init(self)


class DefaultClause(FetchedValue):
    """The DEFAULT of a column in the database: a string (a literal) or an expression (`text("now()")`)."""

    has_argument = True

    def __init__(self, arg: Any, for_update: bool = False, _reflected: bool = False) -> None:
        if not isinstance(arg, (str, ClauseElement)):
            raise exc.ArgumentError(
                f"Argument 'arg' is expected to be one of type '{str}' or '{ClauseElement}' or '{TextClause}', "
                f"got '{type(arg)}'"
            )
        super().__init__(for_update)
        self.arg = arg
        self.reflected = _reflected

    @property
    def _is_monotonic_fn(self) -> bool:  # type: ignore[override]  # computed here, constant elsewhere
        return is_monotonic(self.arg)

    def __repr__(self) -> str:
        return f"DefaultClause({self.arg!r}, for_update={self.for_update!r})"


class Computed(FetchedValue, SchemaItem):
    """GENERATED ALWAYS AS (sqltext): the database computes the column from others of the row.

    persisted: True for STORED, False for VIRTUAL, None for what the database does by itself.
    """

    __visit_name__ = "computed_column"

    def __init__(self, sqltext: Any, persisted: bool | None = None) -> None:
        self.sqltext = coercions.expect(roles.DDLExpressionRole, sqltext)
        self.persisted = persisted
        self.for_update = True

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        if not isinstance(parent.server_default, (type(None), Computed)) or not isinstance(
            parent.server_onupdate, (type(None), Computed)
        ):
            raise exc.ArgumentError("A generated column cannot specify a server_default or a server_onupdate argument")
        self.column = parent
        parent.computed = self
        parent.server_onupdate = self
        parent.server_default = self

    def _as_for_update(self, for_update: bool) -> FetchedValue:
        return self

    def _copy(self, target_table: Any = None, **kw: Any) -> Computed:
        source = self.column.table if self.column is not None else None
        copied = Computed(copy_expression(self.sqltext, source, target_table), persisted=self.persisted)
        self._schema_item_copy(copied)
        return copied

    def __repr__(self) -> str:
        return repr_from_init(self)


class IdentityOptions(DialectKWArgs):
    """The numbering options that sequences and identity columns share; None means: not said."""

    def __init__(
        self,
        start: int | None = None,
        increment: int | None = None,
        minvalue: int | None = None,
        maxvalue: int | None = None,
        nominvalue: bool | None = None,
        nomaxvalue: bool | None = None,
        cycle: bool | None = None,
        cache: int | None = None,
        order: bool | None = None,
        **dialect_kw: Any,
    ) -> None:
        self.start = start
        self.increment = increment
        self.minvalue = minvalue
        self.maxvalue = maxvalue
        self.nominvalue = nominvalue
        self.nomaxvalue = nomaxvalue
        self.cycle = cycle
        self.cache = cache
        if order is not None:
            _warn_oracle_only("order")
            dialect_kw.setdefault("oracle_order", order)
        self._validate_dialect_kwargs(dialect_kw)

    @property
    def order(self) -> bool | None:
        """Oracle's ORDER; deprecated spelling of the option `oracle_order`."""
        _warn_oracle_only("order")
        found: bool | None = self.dialect_kwargs.get("oracle_order")
        return found

    @property
    def _increment_is_negative(self) -> bool:
        return self.increment is not None and self.increment < 0

    _OPTION_NAMES: ClassVar[tuple[str, ...]] = (
        "start",
        "increment",
        "minvalue",
        "maxvalue",
        "nominvalue",
        "nomaxvalue",
        "cycle",
        "cache",
    )

    def _as_dict(self) -> dict[str, Any]:
        values = ((name, getattr(self, name)) for name in self._OPTION_NAMES)
        return {name: value for name, value in values if value is not None}


def _warn_oracle_only(name: str) -> None:
    exc.warn_deprecated(
        f"This parameter is supported only by Oracle Database, use ``oracle_{name}`` instead.", version="2.1"
    )


class Identity(IdentityOptions, FetchedValue, SchemaItem):
    """GENERATED { ALWAYS | BY DEFAULT } AS IDENTITY: the database numbers the rows.

    always: True for ALWAYS, False for BY DEFAULT, None for what the database does by itself.
    The other options are those of CREATE SEQUENCE. A column with an identity is NOT NULL unless it says nullable=True.
    """

    __visit_name__ = "identity_column"

    is_identity = True

    def __init__(
        self,
        always: bool | None = False,
        on_null: bool | None = None,
        start: int | None = None,
        increment: int | None = None,
        minvalue: int | None = None,
        maxvalue: int | None = None,
        nominvalue: bool | None = None,
        nomaxvalue: bool | None = None,
        cycle: bool | None = None,
        cache: int | None = None,
        order: bool | None = None,
        **dialect_kw: Any,
    ) -> None:
        self.for_update = False
        self.always = always
        if on_null is not None:
            _warn_oracle_only("on_null")
            dialect_kw.setdefault("oracle_on_null", on_null)
        super().__init__(
            start=start,
            increment=increment,
            minvalue=minvalue,
            maxvalue=maxvalue,
            nominvalue=nominvalue,
            nomaxvalue=nomaxvalue,
            cycle=cycle,
            cache=cache,
            order=order,
            **dialect_kw,
        )

    @property
    def on_null(self) -> bool | None:
        """Oracle's ON NULL; deprecated spelling of the option `oracle_on_null`."""
        _warn_oracle_only("on_null")
        found: bool | None = self.dialect_kwargs.get("oracle_on_null")
        return found

    def _set_parent(self, parent: Any, **kw: Any) -> None:
        if not isinstance(parent.server_default, (type(None), Identity)) or not isinstance(
            parent.server_onupdate, type(None)
        ):
            raise exc.ArgumentError(
                "A column with an Identity object cannot specify a server_default or a server_onupdate argument"
            )
        if parent.autoincrement is False:
            raise exc.ArgumentError("A column with an Identity object cannot specify autoincrement=False")
        self.column = parent
        parent.identity = self
        if parent._user_defined_nullable is NULL_UNSPECIFIED:
            parent.nullable = False
        parent.server_default = self

    def _as_for_update(self, for_update: bool) -> FetchedValue:
        return self

    def _as_dict(self) -> dict[str, Any]:
        return {"always": self.always, **super()._as_dict()}

    def _copy(self, **kw: Any) -> Identity:
        copied = Identity(**self._as_dict(), **self._all_dialect_kwargs)
        self._schema_item_copy(copied)
        return copied

    def __repr__(self) -> str:
        options = [f"always={self.always!r}"] if self.always is not False else []
        options += [f"{name}={value!r}" for name, value in IdentityOptions._as_dict(self).items()]
        options += [f"{name}={value!r}" for name, value in self.dialect_kwargs.items()]
        return f"Identity({', '.join(options)})"


def is_monotonic(expression: Any) -> bool:
    """True for a function call that promises rising values (`func.uuidv7(monotonic=True)`)."""
    return isinstance(expression, FunctionElement) and bool(getattr(expression, "monotonic", False))
