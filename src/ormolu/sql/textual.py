"""SQL written by the user: `text()` and, on Python with template strings, `tstring()`."""

from __future__ import annotations

import re
from typing import Any

from .. import exc
from ..inspection import _self_inspects
from . import coercions, roles
from .binds import BindParameter
from .construct import constructs, make
from .datatypes import NULLTYPE
from .executable import Executable
from .expressions import Grouping
from .fields import child_dict, children, plain
from .node import DQLDMLClauseElement, _generative


class AbstractTextClause(
    roles.DDLConstraintColumnRole,
    roles.DDLExpressionRole,
    roles.StatementOptionRole,
    roles.WhereHavingRole,
    roles.OrderByRole,
    roles.FromClauseRole,
    roles.SelectStatementRole,
    roles.InElementRole,
    Executable,
    DQLDMLClauseElement,
    roles.BinaryElementRole,
):
    """What `text()` and `tstring()` share."""

    _is_text_clause = True
    _is_textual = True
    _allow_label_resolve = False
    _render_label_in_columns_clause = False
    _omit_from_statements = False
    _is_implicitly_boolean = False
    _is_collection_aggregate = False
    _hide_froms: Any = ()
    _bind_params_regex = re.compile(r"(?<![:\w\x5c]):(\w+)(?![:\w])", re.UNICODE)

    key: Any = None
    name: Any = None
    table: Any = None
    type: Any = NULLTYPE
    named_with_column = False
    is_text = True

    @property
    def _select_iterable(self) -> Any:
        return (self,)

    @property
    def _from_objects(self) -> list[Any]:
        return []

    @property
    def comparator(self) -> Any:
        return self.type.comparator_factory(self)

    def _build_operation(
        self, op: Any, other: tuple[Any, ...], kw: dict[str, Any], reverse: bool, comparator: Any = None
    ) -> Any:
        return make.operation(self, op, other, kw, reverse, comparator if comparator is not None else self.comparator)

    def self_group(self, against: Any = None) -> Any:
        if against is not None and getattr(against, "__name__", "") in ("in_op", "not_in_op"):
            return Grouping(self)
        return self

    def bindparams(self, *binds: Any, **names_to_values: Any) -> Any:
        raise NotImplementedError

    def columns(self, *cols: Any, **types: Any) -> Any:
        """This text as a SELECT with known columns: `TextualSelect`. cols: columns in order; types: name -> type."""
        input_cols = [
            coercions.expect(roles.LabeledColumnExprRole, item) if not isinstance(item, str) else make.column(item)
            for item in cols
        ]
        by_name = {item.key for item in input_cols}
        positional = [make.column(item.key, types.pop(item.key)) if item.key in types else item for item in input_cols]
        keyed = [make.column(key, type_) for key, type_ in types.items()]
        seen: set[Any] = set()
        for item in positional:
            if item in seen:
                continue
            seen.add(item)
        return make.textual_select(self, positional + keyed, positional=bool(by_name) and not keyed)


@constructs("text")
@_self_inspects
class TextClause(AbstractTextClause):
    """SQL text with `:name` parameters. Made by `text()`."""

    __visit_name__ = "textclause"
    _fields = (child_dict("_bindparams"), plain("text"))

    def __init__(self, text: str) -> None:
        self._bindparams: dict[str, BindParameter] = {}

        def remember(found: re.Match[str]) -> str:
            self._bindparams[found.group(1)] = BindParameter(found.group(1))
            return f":{found.group(1)}"

        self.text = self._bind_params_regex.sub(remember, text)

    @_generative
    def bindparams(self, /, *binds: BindParameter, **names_to_values: Any) -> Any:
        """A copy with parameters declared: `BindParameter` objects (types, expanding ...) or `name=value`.

        Raises ArgumentError for a name that the text does not have.
        """
        self._bindparams = known = self._bindparams.copy()
        for bind in binds:
            try:
                existing = known[bind._orig_key]
            except KeyError as error:
                raise exc.ArgumentError(
                    f"This text() construct doesn't define a bound parameter named {bind._orig_key!r}"
                ) from error
            known[existing.key] = bind
        for key, value in names_to_values.items():
            try:
                existing = known[key]
            except KeyError as error:
                raise exc.ArgumentError(
                    f"This text() construct doesn't define a bound parameter named {key!r}"
                ) from error
            known[key] = existing._with_value(value, maintain_key=True, required=False)

    def _with_binary_element_type(self, type_: Any) -> Any:
        return self


class TString(AbstractTextClause):
    """SQL from a Python template string: text, with every interpolated value bound. Made by `tstring()`."""

    __visit_name__ = "tstring"
    _fields = (children("parts"),)

    def __init__(self, template: Any) -> None:
        self.parts: list[Any] = []
        strings = list(template.strings)
        interpolations = list(template.interpolations)
        for at, piece in enumerate(strings):
            if piece:
                self.parts.append(TStringText(piece))
            if at < len(interpolations):
                value = interpolations[at].value
                node = (
                    coercions.expect(roles.ExpressionElementRole, value, name=_name_of(interpolations[at]))
                    if not getattr(value, "_is_node", False)
                    else value
                )
                self.parts.append(node)

    @property
    def bindparams_(self) -> list[BindParameter]:
        return [part for part in self.parts if part._is_bind_parameter]


class TStringText(DQLDMLClauseElement):
    """A piece of SQL text between the values of a template."""

    __visit_name__ = "tstring_text"
    _fields = (plain("text"),)

    def __init__(self, text: str) -> None:
        self.text = text


def _name_of(interpolation: Any) -> str | None:
    expression = getattr(interpolation, "expression", None)
    return expression if expression and expression.isidentifier() else None


def text(text: str) -> TextClause:
    """SQL text as a statement or a part of one; `:name` is a parameter, `\\:` a colon."""
    return TextClause(text)


def tstring(template: Any) -> TString:
    """SQL from a template string (Python 3.14, PEP 750): `tstring(t"SELECT {value}")`; values are always bound.

    Raises ArgumentError for anything which is not a template.
    """
    if not (hasattr(template, "strings") and hasattr(template, "interpolations")):
        raise exc.ArgumentError("pep-750 Tstring expected (e.g. t'...')")
    return TString(template)
