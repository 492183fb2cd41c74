"""Bind parameters: from `BindParameter` nodes to placeholders, names, positions and values.

In: parameters met while a statement is rendered. Out: the finished text in the driver's paramstyle, the order of
positional parameters, and for each execution the values - with IN lists and literals written out ("post compile").

Start at `visit_bindparam`; `_finish_binds` runs once when the text is whole, `_process_parameters_for_postcompile`
once per execution of a statement that has expanding or literal parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ormolu import exc
from ormolu.compiler.base import EMPTY, Compiled, CompilerState, ExpandedState, UnsupportedByDialect
from ormolu.compiler.marks import (
    BIND,
    MARK_END,
    NO_WRAPPER,
    POSTCOMPILE,
    VALUES_END,
    VALUES_START,
    Mark,
    Segments,
    cut,
    has_mark,
    mark,
)
from ormolu.compiler.operators import BIND_TEMPLATES
from ormolu.parameter_text import shortened
from ormolu.sql.names import _truncated_label, prefix_anon_map
from ormolu.structures import immutabledict

_NOTHING: Any = object()
_WRAPPED = re.compile(r"\A(.*)\((\x1f[^\x1f]*\x1f)\)(.*)\Z", re.DOTALL)


class _Source(NamedTuple):
    """Where one parameter's value comes from, decided once per compiled statement."""

    bind: Any
    key: str
    name: str
    shown: str
    extracted_at: int | None


class BindCompiler(Compiled):
    """The part of the statement compiler that knows bind parameters."""

    bindname_escape_characters: Mapping[str, str] = immutabledict(
        {"%": "P", "(": "A", ")": "Z", ":": "C", ".": "_", "[": "_", "]": "_", " ": "_"}
    )
    ansi_bind_rules: bool = False

    bind_names: dict[Any, str]
    binds: dict[str, Any]
    escaped_bind_names: Mapping[str, str] = EMPTY
    literal_execute_params: frozenset[Any] = frozenset()
    post_compile_params: frozenset[Any] = frozenset()
    has_out_parameters: bool = False
    positiontup: list[str] | None = None
    anon_map: prefix_anon_map
    truncated_names: dict[tuple[str, str], str]
    label_length: int

    _render_postcompile: bool = False
    _post_compile_expanded_state: ExpandedState | None = None
    _segments: Segments
    _has_postcompile: bool = False
    _pre_expanded_positiontup: list[str] | None = None
    _values_binds: frozenset[str] = frozenset()

    def _init_binds(self) -> None:
        dialect = self.dialect
        self.binds = {}
        self.bind_names = {}
        self.truncated_names = {}
        self._truncated_counters: dict[str, int] = {}
        self.anon_map = prefix_anon_map()
        self.label_length = dialect.label_length or dialect.max_identifier_length
        self.positional: bool = dialect.positional
        self.bindtemplate = BIND_TEMPLATES[dialect.paramstyle]
        self._numeric_sign = {"numeric": ":", "numeric_dollar": "$"}.get(dialect.paramstyle)
        self._wrappers: list[tuple[str, str]] = [("", "")]
        self._shown_names: dict[str, str] = {}
        self._taken_names: set[str] = set()
        self._bind_escapes = str.maketrans({**self.bindname_escape_characters, MARK_END: "_"})
        self._sources: list[_Source] | None = None
        self._extractable: dict[str, int] = {}
        if self.cache_key is not None:
            self._extractable = {bind.key: at for at, bind in enumerate(self.cache_key.bindparams)}

    # -- rendering ----------------------------------------------------------------------------------

    def visit_bindparam(
        self,
        bindparam: Any,
        within_columns_clause: bool = False,
        literal_binds: bool = False,
        skip_bind_expression: bool = False,
        literal_execute: bool = False,
        render_postcompile: bool = False,
        **kwargs: Any,
    ) -> str:
        """Render a parameter's place, or its value with `literal_binds`."""
        if not skip_bind_expression:
            impl = bindparam.type.dialect_impl(self.dialect)
            if impl._has_bind_expression:
                return self._bind_expression(
                    bindparam, impl, literal_binds, literal_execute, render_postcompile, within_columns_clause, kwargs
                )
        if literal_binds:
            text = self.render_literal_bindparam(bindparam, within_columns_clause=True, **kwargs)
            return f"({text})" if bindparam.expanding else text

        literal_execute = (
            literal_execute or bindparam.literal_execute or (within_columns_clause and self.ansi_bind_rules)
        )
        postcompile = literal_execute or bindparam.expanding
        name = self._register_bind(bindparam)
        if postcompile:
            if render_postcompile:
                self._render_postcompile = True
            if literal_execute:
                self.literal_execute_params |= {bindparam}
            else:
                self.post_compile_params |= {bindparam}
        text = self.bindparam_string(
            name, post_compile=postcompile, expanding=bindparam.expanding, bindparam_type=bindparam.type, **kwargs
        )
        return f"({text})" if bindparam.expanding else text

    def _bind_expression(
        self,
        bindparam: Any,
        impl: Any,
        literal_binds: bool,
        literal_execute: bool,
        render_postcompile: bool,
        within_columns_clause: bool,
        kwargs: dict[str, Any],
    ) -> str:
        expression = impl.bind_expression(bindparam)
        wrapped = self.process(
            expression,
            skip_bind_expression=True,
            literal_binds=literal_binds and not bindparam.expanding,
            literal_execute=literal_execute and not bindparam.expanding,
            render_postcompile=render_postcompile,
            **kwargs,
        )
        if not bindparam.expanding:
            return wrapped
        # An IN list: the expression must go around each of its values, which are not known yet.
        match = _WRAPPED.match(wrapped)
        if match is None:
            raise exc.CompileError(f"the bind expression of parameter {bindparam.key!r} does not hold the parameter")
        left, token, right = match.groups()
        if literal_binds:
            text = self.render_literal_bindparam(bindparam, within_columns_clause=True, wrapper=(left, right), **kwargs)
            return f"({text})"
        inner = cut(token)[1]
        assert isinstance(inner, Mark)
        self._wrappers.append((left, right))
        return f"({mark(POSTCOMPILE, inner.name, len(self._wrappers) - 1)})"

    def _register_bind(self, bindparam: Any) -> str:
        """Give the parameter its name; refuse a second, different parameter of that name."""
        name = self._truncate_bindparam(bindparam)
        existing = self.binds.get(name)
        if existing is not None and existing is not bindparam:
            self._check_same_name(name, existing, bindparam)
        self.binds[bindparam.key] = self.binds[name] = bindparam
        if bindparam.isoutparam:
            self.has_out_parameters = True
        if bindparam.type._is_sensitive:
            self.is_sensitive = True
        return name

    def _check_same_name(self, name: str, existing: Any, bindparam: Any) -> None:
        if (
            (existing.unique or bindparam.unique)
            and not existing.proxy_set.intersection(bindparam.proxy_set)
            and not existing._cloned_set.intersection(bindparam._cloned_set)
        ):
            raise exc.CompileError(f"Bind parameter '{name}' conflicts with unique bind parameter of the same name")
        if existing.expanding != bindparam.expanding:
            raise exc.CompileError(
                f"Can't reuse bound parameter name '{name}' in both 'expanding' (e.g. within an IN expression) and "
                "non-expanding contexts.  If this parameter is to receive a list/array value, set 'expanding=True' on "
                "it for expressions that aren't IN, otherwise use a different parameter name."
            )
        if existing._is_crud or bindparam._is_crud:
            if existing._is_crud and bindparam._is_crud:
                raise exc.CompileError(
                    "Encountered unsupported case when compiling an INSERT or UPDATE statement.  If this is a "
                    "multi-table UPDATE statement, please provide string-named arguments to the values() method with "
                    "distinct names; support for multi-table UPDATE statements that target multiple tables for UPDATE "
                    "is very limited"
                )
            raise exc.CompileError(
                f"bindparam() name '{bindparam.key}' is reserved for automatic usage in the VALUES or SET clause of "
                "this insert/update statement.   Please use a name other than column name when using bindparam() "
                f"with insert() or update() (for example, 'b_{bindparam.key}')."
            )

    def _truncate_bindparam(self, bindparam: Any) -> str:
        name = self.bind_names.get(bindparam)
        if name is None:
            name = bindparam.key
            if isinstance(name, _truncated_label):
                name = self._truncated_identifier("bindparam", name)
            self.bind_names[bindparam] = name
        return name

    def _truncated_identifier(self, ident_class: str, name: Any) -> str:
        """Return a generated name with its numbers, cut to the dialect's length with a hex counter."""
        known = self.truncated_names.get((ident_class, name))
        if known is not None:
            return known
        full = name.apply_map(self.anon_map)
        if len(full) > self.label_length - 6:
            counter = self._truncated_counters.get(ident_class, 1)
            full = f"{full[: max(self.label_length - 6, 0)]}_{counter:x}"
            self._truncated_counters[ident_class] = counter + 1
        self.truncated_names[(ident_class, name)] = full
        return full  # type: ignore[no-any-return]

    def bindparam_string(
        self,
        name: str,
        post_compile: bool = False,
        expanding: bool = False,
        escaped_from: str | None = None,
        bindparam_type: Any = None,
        **kw: Any,
    ) -> str:
        """Return the placeholder of the parameter `name`; dialects add casts by overriding `render_bind_cast`."""
        if escaped_from is None:
            name = self._escaped_bind_name(name)
        else:
            # an override has its own way of escaping
            self._shown_names[escaped_from] = name
            self._taken_names.add(name)
            self.escaped_bind_names = immutabledict({**self.escaped_bind_names, escaped_from: name})
        if post_compile:
            text = mark(POSTCOMPILE, name) if self.state is CompilerState.COMPILING else f"__[POSTCOMPILE_{name}]"
            if expanding or bindparam_type is None or not self.dialect._bind_typing_render_casts:
                return text
            impl = bindparam_type._unwrapped_dialect_impl(self.dialect)
            return self.render_bind_cast(bindparam_type, impl, text) if impl.render_literal_cast else text
        if self.state is CompilerState.COMPILING:
            text = mark(BIND, name)
        else:
            text = self.bindtemplate % {"name": name}
        return self._with_bind_cast(text, bindparam_type)

    def _with_bind_cast(self, placeholder: str, type_: Any, always: bool = False) -> str:
        if type_ is not None and self.dialect._bind_typing_render_casts:
            impl = type_._unwrapped_dialect_impl(self.dialect)
            if impl.render_bind_cast or (always and not impl._isnull):
                return self.render_bind_cast(type_, impl, placeholder)
        return placeholder

    def render_bind_cast(self, type_: Any, dbapi_type: Any, sqltext: str) -> str:
        """Return a placeholder with its type; only dialects with `bind_typing = RENDER_CASTS` are asked."""
        raise exc.CompileError(f"dialect {self.dialect.name!r} renders bind casts but says not how (render_bind_cast)")

    def _escaped_bind_name(self, name: str) -> str:
        """The name as it may stand in a placeholder; two names stay two even if only escaped characters differ."""
        shown = self._shown_names.get(name)
        if shown is not None:
            return shown
        shown = name.translate(self._bind_escapes)
        taken = self._taken_names
        if shown in taken:
            number = 1
            while f"{shown}__{number}" in taken or f"{shown}__{number}" in self.binds:
                number += 1
            shown = f"{shown}__{number}"
        self._shown_names[name] = shown
        taken.add(shown)
        if shown != name:
            self.escaped_bind_names = immutabledict({**self.escaped_bind_names, name: shown})
        return shown

    # -- literals -----------------------------------------------------------------------------------

    def render_literal_bindparam(
        self,
        bindparam: Any,
        render_literal_value: Any = _NOTHING,
        wrapper: tuple[str, str] | None = None,
        **kw: Any,
    ) -> str:
        """Return a parameter's value as SQL text: a list of values for an expanding one."""
        if render_literal_value is not _NOTHING:
            value = render_literal_value
        else:
            if bindparam.value is None and bindparam.callable is None:
                return self._literal_null(bindparam, kw.get("_binary_op"))
            value = bindparam.effective_value
        if bindparam.expanding:
            return self._literal_list(bindparam, value, wrapper)
        return self.render_literal_value(value, bindparam.type)

    def _literal_null(self, bindparam: Any, binary_op: Any) -> str:
        if binary_op is not None and getattr(binary_op, "__name__", "") not in ("is_", "is_not"):
            exc.warn(
                f"Bound parameter '{bindparam.key}' rendering literal NULL in a SQL expression; comparisons to NULL "
                "should not use operators outside of 'is' or 'is not'"
            )
        return self.render_null()

    def render_null(self) -> str:
        return "NULL"

    def render_literal_value(self, value: Any, type_: Any) -> str:
        """Return one value as a literal of its type.

        Raises CompileError when the type cannot write values as literals, or not this one.
        """
        if value is None and not type_.should_evaluate_none:
            return self.render_null()
        processor = type_._cached_literal_processor(self.dialect)
        if processor is None:
            raise exc.CompileError(
                f"No literal value renderer is available for literal value {_shown(value)} with datatype {type_}"
            )
        try:
            text: str = processor(value)
        except Exception as err:
            raise exc.CompileError(
                f"Could not render literal value {_shown(value)} with datatype {type_}; see parent stack trace for "
                "more detail."
            ) from err
        shielded: str = self.preparer.shield(text)
        return shielded

    def _literal_list(self, bindparam: Any, values: Any, wrapper: tuple[str, str] | None) -> str:
        left, right = wrapper or ("", "")
        impl = bindparam.type._unwrapped_dialect_impl(self.dialect)
        if not values:
            return self._empty_list(bindparam, impl)
        if impl._is_tuple_type or (impl._isnull and _is_rows(values)):
            types = getattr(bindparam.type, "types", None) or [bindparam.type] * len(values[0])
            rows = ", ".join(
                "(" + ", ".join([self.render_literal_value(v, t) for v, t in zip(row, types, strict=False)]) + ")"
                for row in values
            )
            return f"VALUES {rows}" if self.dialect.tuple_in_values else rows
        return ", ".join([left + self.render_literal_value(value, bindparam.type) + right for value in values])

    def _empty_list(self, bindparam: Any, impl: Any) -> str:
        types = bindparam.type.types if impl._is_tuple_type else [bindparam.type]
        return self.visit_empty_set_op_expr(types, bindparam.expand_op)

    def visit_empty_set_op_expr(self, type_: Sequence[Any], expand_op: Any, **kw: Any) -> str:
        """What stands between the parentheses of `x IN ()`, which no database reads."""
        name = getattr(expand_op, "__name__", "")
        nulls = f"({', '.join('NULL' for _ in type_)})" if len(type_) > 1 else "NULL"
        if name == "not_in_op":
            return f"{nulls}) OR (1 = 1"
        if name == "in_op":
            return f"{nulls}) AND (1 != 1"
        return self.visit_empty_set_expr(type_)

    def visit_empty_set_expr(self, element_types: Sequence[Any], **kw: Any) -> str:
        """A SELECT without rows; the dialect knows how."""
        raise UnsupportedByDialect(f"Dialect '{self.dialect.name}' does not support empty set expression.")

    # -- the finished text ----------------------------------------------------------------------------

    def _finish_binds(self) -> None:
        """Cut the text at its marks and write the placeholders."""
        if not has_mark(self.string):
            self._segments = [self.string]
            if self.positional:
                self.positiontup = []
            return
        self._segments = segments = cut(self.string)
        self._has_postcompile = bool(self.literal_execute_params or self.post_compile_params)
        real_names = {shown: name for name, shown in self._shown_names.items()}
        positions: list[str] = []
        numbers = self._number_positions(real_names) if self._numeric_sign else {}
        out: list[str] = []
        for segment in segments:
            if isinstance(segment, str):
                out.append(segment)
            elif segment.kind in (VALUES_START, VALUES_END):
                continue
            elif segment.kind == POSTCOMPILE:
                out.append(self._postcompile_text(segment))
                positions.append(real_names[segment.name])
            else:
                name = real_names[segment.name]
                out.append(self._placeholder(segment.name, numbers.get(name)))
                positions.append(name)
        self.string = "".join(out)
        if self.positional:
            self.positiontup = list(numbers) if self._numeric_sign else positions
        if self._render_postcompile:
            self._expand_for_good()

    def _number_positions(self, real_names: Mapping[str, str]) -> dict[str, str | None]:
        """Numbered styles count parameters in the order in which they were rendered; one number per name."""
        late = self.literal_execute_params | self.post_compile_params
        used = set(real_names.values())
        numbers: dict[str, str | None] = {}
        next_number = 1
        names = list(self.bind_names.values())
        if self._values_binds:
            # The VALUES part of a batched INSERT is repeated: its numbers must come last.
            names = [n for n in names if n not in self._values_binds] + [n for n in names if n in self._values_binds]
        for name in names:
            if name in numbers or name not in used:
                continue
            if self.binds[name] in late:
                numbers[name] = None
            else:
                numbers[name] = f"{self._numeric_sign}{next_number}"
                next_number += 1
        self.next_numeric_pos = next_number
        self._numbers = numbers
        return numbers

    def _placeholder(self, shown: str, numbered: str | None) -> str:
        if self._numeric_sign:
            assert numbered is not None
            return numbered
        return self.bindtemplate % {"name": shown}

    def _postcompile_text(self, segment: Mark) -> str:
        if segment.wrapper == NO_WRAPPER:
            return f"__[POSTCOMPILE_{segment.name}]"
        left, right = self._wrappers[segment.wrapper]
        return f"__[POSTCOMPILE_{segment.name}~~{left}~~REPL~~{right}~~]"

    def _expand_for_good(self) -> None:
        """`render_postcompile`: the statement's own values decide the text."""
        self._pre_expanded_positiontup = self.positiontup
        state = self._process_parameters_for_postcompile(
            self.construct_params(escape_names=True, _check=False, _no_postcompile=True)
        )
        self._post_compile_expanded_state = state
        self.positiontup = state.positiontup
        self.string = state.statement

    # -- values ---------------------------------------------------------------------------------------

    @property
    def params(self) -> dict[str, Any]:
        """The values of the parameters that the statement carries; None where the caller must give one."""
        return self.construct_params(_check=False)

    def construct_params(
        self,
        params: Mapping[str, Any] | None = None,
        extracted_parameters: Sequence[Any] | None = None,
        escape_names: bool = True,
        _group_number: int | None = None,
        _check: bool = True,
        _no_postcompile: bool = False,
    ) -> dict[str, Any]:
        """Return the value of each parameter, by the name that its placeholder shows.

        params: values by parameter key. extracted_parameters: the BindParameters of the equal statement that found
        this one in the cache. Raises InvalidRequestError when a required value is missing: give it in `params`.
        """
        if extracted_parameters is not None and self.cache_key is None:
            raise exc.CompileError(
                "This compiled object has no original cache key; can't pass extracted_parameters to construct_params"
            )
        sources = self._sources or self._find_sources()
        values: dict[str, Any] = {}
        for bind, key, name, shown, at in sources:
            label = shown if escape_names else name
            if params is not None and key in params:
                values[label] = params[key]
            elif params is not None and name in params:
                values[label] = params[name]
            else:
                if _check and bind.required:
                    self._missing_value(bind, _group_number)
                if extracted_parameters is not None and at is not None:
                    bind = extracted_parameters[at]
                values[label] = bind.effective_value
        state = self._post_compile_expanded_state
        if state is None or _no_postcompile:
            return values
        if params:
            raise exc.InvalidRequestError(
                "can't construct new parameters when render_postcompile is used; the statement is hard-linked to the "
                "original parameters.  Use construct_expanded_state to generate a new statement and parameters."
            )
        return dict(state.additional_parameters)

    def construct_params_of_many(
        self, parameters: Sequence[Mapping[str, Any]], extracted_parameters: Sequence[Any] | None = None
    ) -> list[dict[str, Any]]:
        """Return what `construct_params` does, for each of many parameter sets; sets with every value are quick."""
        sources = self._sources or self._find_sources()
        if self._render_postcompile:
            sources = []
        pairs = [(source.key, source.shown) for source in sources]
        found: list[dict[str, Any]] = []
        for number, params in enumerate(parameters):
            try:
                if pairs:
                    found.append({shown: params[key] for key, shown in pairs})
                    continue
            except KeyError:
                pass
            found.append(self.construct_params(params, extracted_parameters, _group_number=number))
        return found

    def _find_sources(self) -> list[_Source]:
        sources = [
            _Source(bind, bind.key, name, self.escaped_bind_names.get(name, name), self._extracted_index(bind))
            for bind, name in self.bind_names.items()
        ]
        if self.state is CompilerState.STRING_APPLIED:
            self._sources = sources
        return sources

    def _extracted_index(self, bind: Any) -> int | None:
        """Position of this parameter's original in the cache key: lowering and adaption copy parameters."""
        if not self._extractable:
            return None
        at = self._extractable.get(bind.key)
        if at is not None:
            return at
        for original in bind._cloned_set:
            at = self._extractable.get(original.key)
            if at is not None:
                return at
        return None

    @staticmethod
    def _missing_value(bind: Any, group: int | None) -> None:
        where = f", in parameter group {group}" if group else ""
        raise exc.InvalidRequestError(f"A value is required for bind parameter {bind.key!r}{where}", code="cd3x")

    def construct_expanded_state(
        self, params: Mapping[str, Any] | None = None, escape_names: bool = True
    ) -> ExpandedState:
        """Return the statement and parameters as the driver would get them, IN lists written out.

        Rule: SQLAlchemy, "Rendering post-compile parameters"; `ExpandedState` has the positional form.
        """
        parameters = self.construct_params(params, escape_names=escape_names, _no_postcompile=True)
        return self._process_parameters_for_postcompile(parameters)

    def _process_parameters_for_postcompile(self, parameters: dict[str, Any]) -> ExpandedState:
        """Write out IN lists and literals for these values (by shown name); `parameters` is not changed."""
        return _Expansion(self, parameters).run()

    @property
    def _bind_processors(self) -> Mapping[str, Any]:
        """Per parameter name the function from Python value to driver value; names without one are left out."""
        found = self.__dict__.get("_bind_processors_found")
        if found is None:
            found = {}
            for bind, name in self.bind_names.items():
                if bind.type._is_tuple_type:
                    found[name] = tuple(type_._cached_bind_processor(self.dialect) for type_ in bind.type.types)
                else:
                    processor = bind.type._cached_bind_processor(self.dialect)
                    if processor is not None:
                        found[name] = processor
            self.__dict__["_bind_processors_found"] = found
        return found


class _Expansion:
    """One execution's text: every late parameter replaced by the placeholders or literals of its values."""

    def __init__(self, compiler: BindCompiler, parameters: dict[str, Any]) -> None:
        self.compiler = compiler
        self.values = dict(parameters)
        self.names = {shown: name for name, shown in compiler._shown_names.items()}
        for name, shown in compiler.escaped_bind_names.items():
            # `construct_params(escape_names=False)` gives the names as the statement has them
            if name in self.values and shown not in self.values:
                self.values[shown] = self.values.pop(name)
        self.taken: set[str] = set()
        self.rows_of: dict[str, list[list[tuple[str, Any]]]] = {}
        self.late = compiler.literal_execute_params | compiler.post_compile_params
        self.placeholders: dict[str, list[tuple[str, Any]]] = {}
        self.new_names: dict[str, list[str]] = {}
        self.processors: dict[str, Any] = {}
        self.positions: list[str] = []
        self.next_number: int = getattr(compiler, "next_numeric_pos", 1)
        self.numbered: dict[str, str] = {}

    def run(self) -> ExpandedState:
        compiler = self.compiler
        numbers = getattr(compiler, "_numbers", {})
        out: list[str] = []
        for segment in compiler._segments:
            if isinstance(segment, str):
                out.append(segment)
                continue
            if segment.kind in (VALUES_START, VALUES_END):
                continue
            name = self.names[segment.name]
            if segment.kind == BIND:
                self.positions.append(name)
                out.append(compiler._placeholder(segment.name, numbers.get(name)))
                continue
            text = self._late(name, segment)
            # `-` before a negative literal would start a comment.
            if text.startswith("-") and out and out[-1].endswith("-"):
                text = f"({text})"
            out.append(text)
        for shown in self.placeholders:
            self.values.pop(shown, None)
        for pairs in self.placeholders.values():
            self.values.update(pairs)
        return ExpandedState(
            "".join(out),
            self.values,
            self.processors,
            self._position_names(numbers) if compiler.positional else None,
            self.new_names,
        )

    def _position_names(self, numbers: Mapping[str, str | None]) -> list[str]:
        if self.compiler._numeric_sign:
            return [name for name, number in numbers.items() if number is not None] + list(self.numbered)
        return self.positions

    def _late(self, name: str, segment: Mark) -> str:
        compiler = self.compiler
        bind = compiler.binds[name]
        wrapper = compiler._wrappers[segment.wrapper] if segment.wrapper else None
        if bind in compiler.literal_execute_params:
            value = self.values[segment.name]
            self.placeholders.setdefault(segment.name, [])
            return compiler.render_literal_bindparam(bind, render_literal_value=value, wrapper=wrapper)
        return self._list(bind, name, segment.name, wrapper or ("", ""))

    def _list(self, bind: Any, name: str, shown: str, wrapper: tuple[str, str]) -> str:
        compiler = self.compiler
        impl = bind.type._unwrapped_dialect_impl(compiler.dialect)
        values = self.values[shown]
        if values is None:
            raise exc.InvalidRequestError(
                f"'expanding' parameters can't be used with an ad-hoc cache key or without a value: {name!r}"
            )
        if not values:
            self.placeholders.setdefault(shown, [])
            self.new_names.setdefault(name, [])
            return compiler._empty_list(bind, impl)
        if not isinstance(values, Sequence):
            values = list(values)
        if not impl._is_array and (impl._is_tuple_type or (impl._isnull and _is_rows(values))):
            return self._rows(bind, name, shown, values, impl)
        pairs = self.placeholders.get(shown)
        if pairs is None:
            pairs = [(self._fresh(f"{shown}_{number}"), value) for number, value in enumerate(values, 1)]
            self._remember(name, shown, pairs)
            processor = compiler._bind_processors.get(name)
            if processor is not None:
                for key, _ in pairs:
                    self.processors[key] = processor
        left, right = wrapper
        with_cast = compiler._with_bind_cast
        if compiler._numeric_sign or compiler.dialect._bind_typing_render_casts:
            return ", ".join([left + with_cast(self._one(key), bind.type) + right for key, _ in pairs])
        self.positions += self.new_names[name]
        template = compiler.bindtemplate
        return ", ".join([left + template % {"name": key} + right for key in self.new_names[name]])

    def _rows(self, bind: Any, name: str, shown: str, values: Sequence[Any], impl: Any) -> str:
        compiler = self.compiler
        rows = self.rows_of.get(shown)
        if rows is None:
            rows = self.rows_of[shown] = [
                [(self._fresh(f"{shown}_{at}_{within}"), value) for within, value in enumerate(row, 1)]
                for at, row in enumerate(values, 1)
            ]
            self._remember(name, shown, [pair for row in rows for pair in row])
            processors = compiler._bind_processors.get(name)
            if isinstance(processors, tuple):
                for row in rows:
                    for (key, _), processor in zip(row, processors, strict=False):
                        if processor is not None:
                            self.processors[key] = processor
        # Without casts: the tuple on the left has types.
        text = ", ".join("(" + ", ".join([self._one(key) for key, _ in row]) + ")" for row in rows)
        return f"VALUES {text}" if compiler.dialect.tuple_in_values else text

    def _remember(self, name: str, shown: str, pairs: list[tuple[str, Any]]) -> None:
        self.placeholders[shown] = pairs
        self.new_names[name] = [key for key, _ in pairs]

    def _one(self, key: str) -> str:
        compiler = self.compiler
        self.positions.append(key)
        number: str | None = None
        if compiler._numeric_sign:
            number = self.numbered.get(key)
            if number is None:
                number = self.numbered[key] = f"{compiler._numeric_sign}{self.next_number}"
                self.next_number += 1
        return compiler._placeholder(key, number)

    def _fresh(self, key: str) -> str:
        """A name for one value that no other parameter of the statement has."""
        fresh, number = key, 0
        taken, names, binds = self.taken, self.names, self.compiler.binds
        while fresh in taken or fresh in names or fresh in binds:
            number += 1
            fresh = f"{key}__{number}"
        taken.add(fresh)
        return fresh


def _is_rows(values: Iterable[Any]) -> bool:
    first = next(iter(values))
    return isinstance(first, Sequence) and not isinstance(first, (str, bytes))


def _shown(value: Any) -> str:
    return f'"{shortened(repr(value))}"'
