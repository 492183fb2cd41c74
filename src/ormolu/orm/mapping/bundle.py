"""Bundles: several columns that come back as one value of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ... import operators
from ...engine import result_tuple
from ...sql.cache_key import HasCacheKey, KeyParts
from ...sql.expression import ClauseList
from ...sql.fields import KeyWriter, NotCacheable
from ...structures import immutabledict
from .adapt import plain
from .interfaces import InspectionAttr


class BundleColumns(dict[str, Any]):
    """The columns of a bundle by name, also as attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __iter__(self) -> Any:
        return iter(self.values())


class Bundle(InspectionAttr, HasCacheKey):
    """A named group of columns: `select(Bundle("pair", User.id, User.name))` gives rows with one value `pair`.

    Override `create_row_processor()` to say what that value is.
    """

    single_entity = False
    is_clause_element = False
    is_mapper = False
    is_aliased_class = False
    is_bundle = True
    inherit_cache = True
    _propagate_attrs: Any = immutabledict()
    proxy_set: Any = frozenset()

    name: str
    exprs: list[Any]

    def __init__(self, name: str, *exprs: Any, **kw: Any) -> None:
        self.name = self._label = name
        self.exprs = [plain(e) if not getattr(e, "is_bundle", False) else e for e in exprs]
        self.c = self.columns = BundleColumns(
            (str(getattr(given, "key", None) or getattr(e, "_label", None) or getattr(e, "name", i)), e)
            for i, (given, e) in enumerate(zip(exprs, self.exprs, strict=True))
        )
        self.single_entity = kw.pop("single_entity", self.single_entity)

    @property
    def mapper(self) -> Any:
        """The mapper of the first column."""
        return self.exprs[0]._annotations.get("parentmapper")

    @property
    def entity(self) -> Any:
        """The entity of the first column."""
        return self.exprs[0]._annotations.get("parententity")

    @property
    def entity_namespace(self) -> BundleColumns:
        """Where `filter_by()` looks names up."""
        return self.c

    @property
    def clauses(self) -> tuple[Any, ...]:
        """The expressions of the bundle."""
        return tuple(self.exprs)

    def label(self, name: str) -> Bundle:
        """Return this bundle under another name."""
        cloned = self._clone()
        cloned.name = cloned._label = name
        return cloned

    def _clone(self, **kw: Any) -> Bundle:
        cloned = self.__class__.__new__(self.__class__)
        cloned.__dict__.update(self.__dict__)
        cloned.__dict__.pop("_element", None)
        return cloned

    def __clause_element__(self) -> Any:
        found = self.__dict__.get("_element")
        if found is None:
            found = self.__dict__["_element"] = self._make_element()
        return found

    def _make_element(self) -> Any:
        clauses = ClauseList._of_raw(operators.comma_op, *[plain(e) for e in self.exprs])
        marks: dict[str, Any] = {"bundle": self, "entity_namespace": self}
        first = self.exprs[0]
        annotations = getattr(first, "_annotations", {})
        if "parententity" in annotations:
            marks.update(parententity=annotations["parententity"], parentmapper=annotations.get("parentmapper"))
        propagate = next((e._propagate_attrs for e in self.exprs if getattr(e, "_propagate_attrs", None)), None)
        element = clauses._annotate(marks)
        subject = propagate or immutabledict({"compile_state_plugin": "orm", "plugin_subject": None})
        return element._set_propagate_attrs(subject)

    def _key_parts(self) -> KeyParts | None:
        writer = KeyWriter((type(self), self.name, self.single_entity))
        try:
            for expr in self.exprs:
                writer.value(expr)
        except NotCacheable:
            return None
        return tuple(writer.key), tuple(writer.binds), tuple(writer.idents)

    def create_row_processor(
        self, query: Any, procs: Sequence[Callable[[Any], Any]], labels: Sequence[str]
    ) -> Callable[[Any], Any]:
        """Return the function that makes the bundle's value out of a row.

        procs: one function per column, from the row to the column's value. labels: the names of the columns.
        """
        make = result_tuple(tuple(labels))

        def process(row: Any) -> Any:
            return make(tuple([proc(row) for proc in procs]))

        return process


class DictBundle(Bundle):
    """A bundle whose value is a dictionary by column name."""

    def create_row_processor(
        self, query: Any, procs: Sequence[Callable[[Any], Any]], labels: Sequence[str]
    ) -> Callable[[Any], Any]:
        """Return the function that makes the dictionary out of a row."""

        def process(row: Any) -> Any:
            return dict(zip(labels, (proc(row) for proc in procs), strict=True))

        return process
