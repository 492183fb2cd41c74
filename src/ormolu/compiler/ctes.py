"""Common table expressions: collect WITH clauses where they are met, render them in front of the right SELECT.

In: CTE nodes anywhere inside a statement. Out: the CTE's name where it is used, and the text
`WITH a AS (...), b AS (...)` at the statement's head, or at the head of the nesting statement for
`nesting=True`. A CTE met twice is written once; two different ones of the same name are an error.

Start at `visit_cte`; `_render_cte_clause` empties the collection of one level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ormolu import exc
from ormolu.compiler.expressions import ExpressionCompiler
from ormolu.sql.names import _truncated_label

TOP = 1


@dataclass(slots=True, eq=False)
class _Written:
    """One CTE of this statement: which, at which nesting level, and its text once it is rendered."""

    cte: Any
    name: str
    level: int
    nest_here: bool
    text: str | None = None

    @property
    def nesting(self) -> bool:
        return bool(self.nest_here or self.cte.nesting)


class CTECompiler(ExpressionCompiler):
    """The part of the statement compiler that knows WITH."""

    _ctes: dict[Any, _Written]
    _cte_order: dict[_Written, None]
    _ctes_by_name: dict[tuple[str, int], _Written]
    _has_nesting_ctes: bool = False

    def _init_ctes(self) -> None:
        self._ctes = {}
        self._cte_order = {}
        self._ctes_by_name = {}

    @property
    def ctes(self) -> dict[Any, str]:
        """The texts of the CTEs that are still to be placed."""
        return {written.cte: written.text for written in self._cte_order if written.text is not None}

    @property
    def ctes_recursive(self) -> bool:
        return any(written.cte.recursive for written in self._cte_order)

    def visit_cte(
        self,
        cte: Any,
        asfrom: bool = False,
        ashint: bool = False,
        fromhints: Any = None,
        visiting_cte: Any = None,
        from_linter: Any = None,
        nest_here: bool = False,
        within_tstring: bool = False,
        **kwargs: Any,
    ) -> str | None:
        name = self._name_of_from(cte)
        written, is_new, inside_itself = self._find_cte(cte, name, nest_here, visiting_cte)
        if not asfrom and not is_new and not within_tstring:
            return None
        if is_new:
            kwargs.update(visiting_cte=cte, from_linter=None)
            if cte._cte_alias is None and not self.stack:
                # The CTE itself is stringified: show its inside, as for an alias.
                return self.process(cte.element, asfrom=asfrom, **kwargs)
            self._write_cte(written, kwargs)
        if not (asfrom or within_tstring):
            return None
        if from_linter is not None:
            from_linter.add(cte, name)
        quoted: str = self.preparer.format_alias(cte, name)
        if cte._cte_alias is None or (not is_new and inside_itself):
            return quoted
        original: str = self.preparer.format_alias(cte._cte_alias, self._name_of_from(cte._cte_alias))
        return original + self.get_render_as_alias_suffix(quoted)

    def _name_of_from(self, from_: Any) -> str:
        name = from_.name
        if isinstance(name, _truncated_label):
            return self._truncated_identifier("alias", name)
        return name  # type: ignore[no-any-return]

    def _find_cte(self, cte: Any, name: str, nest_here: bool, visiting: Any) -> tuple[_Written, bool, bool]:
        """The record of this CTE; is it new; are we inside its own text (recursion)?"""
        nesting = cte.nesting or nest_here
        level = len(self.stack) if nesting else TOP
        known = self._ctes.get(_first_form(cte))
        if known is not None and nest_here and not known.nest_here:
            known = self._move_cte(known, level)
        elif known is not None and nest_here and known.level != level:
            raise exc.CompileError("CTE is stated as 'nest_here' in more than one location")
        if known is None:
            known = self._ctes_by_name.get((name, level))
        if known is None:
            return self._add_cte(cte, name, level, nest_here), True, False
        inside_itself = visiting is known.cte
        if cte is known.cte or cte is known.cte._restates or _same(cte, known.cte):
            return known, False, inside_itself
        if known.cte is cte._restates:
            # `cte.union(...)` encloses the first form: the later one is the one to write.
            if inside_itself or known.text is not None or known.cte is not cte:
                self._forget(known)
            return self._add_cte(cte, name, known.level, nest_here), True, inside_itself
        raise exc.CompileError(f"Multiple, unrelated CTEs found with the same name: {name!r}")

    def _move_cte(self, known: _Written, level: int) -> _Written:
        self._ctes_by_name.pop((known.name, known.level), None)
        known.level = level
        known.nest_here = self._has_nesting_ctes = True
        self._ctes_by_name.setdefault((known.name, level), known)
        return known

    def _add_cte(self, cte: Any, name: str, level: int, nest_here: bool) -> _Written:
        written = _Written(cte, name, level, nest_here)
        self._ctes[_first_form(cte)] = written
        self._cte_order[written] = None
        self._ctes_by_name[name, level] = written
        self._has_nesting_ctes = self._has_nesting_ctes or written.nesting
        return written

    def _forget(self, written: _Written) -> None:
        self._take_out(written)
        self._ctes.pop(_first_form(written.cte), None)

    def _take_out(self, written: _Written) -> None:
        self._cte_order.pop(written, None)
        if self._ctes_by_name.get((written.name, written.level)) is written:
            del self._ctes_by_name[written.name, written.level]

    def _write_cte(self, written: _Written, kwargs: dict[str, Any]) -> None:
        cte = written.cte
        if cte._cte_alias is not None:
            # An alias of a CTE has no text of its own; make sure the original gets written.
            self._take_out(written)
            self.visit_cte(cte._cte_alias, **kwargs)
            return
        head = self.preparer.format_alias(cte, written.name)
        if cte.recursive or getattr(cte.element, "name_cte_columns", False):
            names = ", ".join([self._cte_column_name(name) for name in self._cte_column_names(cte)])
            head += f"({names})"
        prefixes = self._generate_prefixes(cte, cte._prefixes, **kwargs)
        inner = self.process(cte.element, asfrom=True, **kwargs)
        text = f"{head} AS {prefixes}\n({inner})"
        if cte._suffixes:
            text += " " + self._generate_prefixes(cte, cte._suffixes, **kwargs)
        written.text = text
        if written in self._cte_order:
            # What it refers to has been written meanwhile and must stand before it.
            self._cte_order[written] = self._cte_order.pop(written)

    def _cte_column_name(self, name: Any) -> str:
        if isinstance(name, _truncated_label):
            name = self._truncated_identifier("colident", name)
        quoted: str = self.preparer.quote(name)
        return quoted

    def _cte_column_names(self, cte: Any) -> list[Any]:
        """The names for `WITH t(a, b)`: those of the columns of the (first) SELECT inside."""
        return [column.name for column in cte.c]

    def _render_cte_clause(self, nesting_level: int | None = None, include_following_stack: bool = False) -> str:
        """Take the CTEs that belong to this place out of the collection and return their text.

        nesting_level: depth of the statement; above the top only `nesting` CTEs of that depth are taken.
        """
        if nesting_level is not None and nesting_level > TOP:
            if not self._has_nesting_ctes:
                return ""
            levels = {nesting_level, nesting_level + 1} if include_following_stack else {nesting_level}
            here = [w for w in self._cte_order if w.nesting and w.level in levels and w.text is not None]
        else:
            here = [w for w in self._cte_order if w.text is not None]
        if not here:
            return ""
        if nesting_level is not None and nesting_level > TOP:
            for written in here:
                self._forget(written)
        recursive = any(written.cte.recursive for written in here)
        texts = ", \n".join([written.text for written in here if written.text is not None])
        return f"{self.get_cte_preamble(recursive)} {texts}\n "

    def get_cte_preamble(self, recursive: bool) -> str:
        return "WITH RECURSIVE" if recursive else "WITH"

    def _dispatch_independent_ctes(self, stmt: Any, kw: dict[str, Any]) -> None:
        """Meet the CTEs of `add_cte()`, which nothing in the statement refers to."""
        inner = dict(kw)
        inner.pop("nest_here", None)
        for cte, options in zip(stmt._independent_ctes, stmt._independent_ctes_opts, strict=True):
            self.process(cte, nest_here=options.nesting, **inner)

    def get_render_as_alias_suffix(self, alias_name_text: str) -> str:
        """Return what names a FROM element: ` AS name`."""
        return " AS " + alias_name_text

    def _generate_prefixes(self, stmt: Any, prefixes: Any, **kw: Any) -> str:
        """Prefixes or suffixes meant for this dialect, each followed by a space."""
        texts = [
            self.process(prefix, **kw)
            for prefix, dialect_name in prefixes
            if dialect_name in (None, "*") or dialect_name == self.dialect.name
        ]
        return " ".join(texts) + " " if texts else ""


def _first_form(cte: Any) -> Any:
    """The CTE that a UNION onto it restates, or itself."""
    return cte._restates if cte._restates is not None else cte


def _same(cte: Any, other: Any) -> bool:
    """Adaption copies CTEs; copies of one CTE with the same content are the same."""
    return bool(cte._cte_alias is None and other._cte_alias is None and cte.compare(other))
