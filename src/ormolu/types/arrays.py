"""Arrays of another type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ormolu import exc, operators
from ormolu.operators import OperatorClass
from ormolu.typevars import T

from .adaptation import Concatenable, Indexable
from .base import NO_CACHE, TypeEngine, to_instance
from .construction import GenericRepr


class ARRAY(Indexable, Concatenable, TypeEngine[Sequence[T]]):
    """Arrays, where the database has them (PostgreSQL).

    item_type: of the elements.  as_tuple: values are tuples, hence hashable.  dimensions: fixed number of them.
    zero_indexes: count from 0 in Python, where SQL counts from 1.
    """

    __visit_name__ = "ARRAY"
    _is_generic = True
    _is_array = True
    operator_classes = OperatorClass.ARRAY

    zero_indexes = False
    """Whether indexes given in Python count from 0."""

    def __init__(
        self, item_type: Any, as_tuple: bool = False, dimensions: int | None = None, zero_indexes: bool = False
    ) -> None:
        if isinstance(item_type, ARRAY):
            raise ValueError("Do not nest ARRAY types; ARRAY(basetype) handles multi-dimensional arrays of basetype")
        self.item_type = to_instance(item_type)
        self.as_tuple = as_tuple
        self.dimensions = dimensions
        self.zero_indexes = zero_indexes

    class Comparator(Indexable.Comparator[Any], Concatenable.Comparator[Any]):
        """Operators of arrays: index, slice, and comparison with any or all elements."""

        __slots__ = ()

        def _setup_getitem(self, index: Any) -> tuple[Any, Any, Any, Any]:
            arr = self.type
            if isinstance(index, slice):
                if arr.zero_indexes:
                    index = slice(_one_more(index.start), _one_more(index.stop), index.step)
                return operators.getitem, index, None, arr
            if arr.zero_indexes:
                index = _one_more(index)
            if arr.dimensions is None or arr.dimensions == 1:
                result = arr.item_type
            else:
                result = arr.adapt(type(arr), dimensions=arr.dimensions - 1)
            return operators.getitem, index, None, result

        def contains(self, *arg: Any, **kw: Any) -> Any:
            """Not offered by the generic type. Raises NotImplementedError: use the dialect's ARRAY."""
            raise NotImplementedError(
                "ARRAY.contains() not implemented for the base ARRAY type; please use the dialect-specific ARRAY type"
            )

        def any(self, other: Any, operator: Any = None) -> Any:
            """Return `other <operator> ANY (array)`; deprecated, use `any_()`."""
            return self._each(operators.any_op, other, operator)

        def all(self, other: Any, operator: Any = None) -> Any:
            """Return `other <operator> ALL (array)`; deprecated, use `all_()`."""
            return self._each(operators.all_op, other, operator)

        def _each(self, collection: Any, other: Any, operator: Any) -> Any:
            exc.warn_deprecated(
                "The ARRAY.Comparator.any() and ARRAY.Comparator.all() methods for arrays are deprecated for removal, "
                "along with the PG-specific Any() and All() functions. See any_() and all_() functions for modern use. "
                "(deprecated since: 2.1)",
                "2.1",
            )
            # the collection stands on the right, so the comparison is written from there
            operator = operator or operators.eq
            if not hasattr(other, "__clause_element__") and not getattr(other, "_is_node", False):
                other = self.expr._bind_param(operator, other, type_=self.type.item_type)
            mirrored = operators.mirror(operator)
            return mirrored(collection(self.expr), other)

    comparator_factory = Comparator

    @property
    def hashable(self) -> bool:  # type: ignore[override]
        return self.as_tuple

    @property
    def python_type(self) -> type[Any]:
        return list

    def compare_values(self, x: Any, y: Any) -> bool:
        return bool(x == y)

    def literal_processor(self, dialect: Any) -> Callable[[Any], str] | None:
        item = self.item_type.dialect_impl(dialect).literal_processor(dialect)
        if item is None:
            return None

        def process(value: Any) -> str:
            parts = [process(part) if isinstance(part, (list, tuple)) else item(part) for part in value]
            return f"[{', '.join(parts)}]"

        return process

    @staticmethod
    def _apply_item_processor(arr: Any, itemproc: Any, dim: int | None, collection_callable: Any) -> Any:
        """Return `arr` with every element processed, its lists made by `collection_callable`."""
        if dim is None:
            arr = list(arr)
        if dim == 1 or (dim is None and (not arr or not isinstance(arr[0], (list, tuple)))):
            return collection_callable(map(itemproc, arr)) if itemproc else collection_callable(arr)
        inner = dim - 1 if dim is not None else None
        return collection_callable(
            None if element is None else ARRAY._apply_item_processor(element, itemproc, inner, collection_callable)
            for element in arr
        )

    def _make_cache_key(self) -> Any:
        # a subclass may leave its constructor's arguments in other attributes
        key = super()._make_cache_key()
        if key is NO_CACHE or self.item_type._static_cache_key is NO_CACHE:
            return NO_CACHE
        return key

    def repr_struct(self) -> GenericRepr:
        return GenericRepr(self)


def _one_more(index: Any) -> Any:
    return index if index is None else index + 1
