"""Dictionary collections that find each member's key by themselves."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, TypeVar

from ormolu import exc
from ormolu.kernel.instance import core_of
from ormolu.kernel.status import NO_VALUE
from ormolu.orm.state.collections import collection, instrument_class

_KT = TypeVar("_KT")
_VT = TypeVar("_VT")


class KeyFuncDict(dict[_KT, _VT]):
    """A dictionary collection keyed by a function of the member.

    keyfunc: takes a member, returns its key. ignore_unpopulated_attribute: leave members out, without an error, whose
    key is not known when they are added.
    """

    def __init__(
        self,
        keyfunc: Callable[[Any], Any],
        *dict_args: Any,
        ignore_unpopulated_attribute: bool = False,
    ) -> None:
        self.keyfunc = keyfunc
        self.ignore_unpopulated_attribute = ignore_unpopulated_attribute
        super().__init__(*dict_args)

    @classmethod
    def _unreduce(
        cls, keyfunc: Any, values: Any, adapter: Any = None, ignore_unpopulated_attribute: bool = False
    ) -> Any:
        made = cls(keyfunc, ignore_unpopulated_attribute=ignore_unpopulated_attribute)
        dict.update(made, values)
        return made

    def __reduce__(self) -> Any:
        return (
            KeyFuncDict._unreduce,
            (self.keyfunc, dict(self), None, self.ignore_unpopulated_attribute),
            None if (adapter := getattr(self, "_sa_adapter", None)) is None else {"_sa_adapter": adapter},
        )

    @collection.appender
    @collection.internally_instrumented
    def set(self, value: Any, _sa_initiator: Any = None) -> None:
        """Add a member under its own key."""
        key = self.keyfunc(value)
        if key is NO_VALUE:
            if self.ignore_unpopulated_attribute:
                return
            self._raise_for_unpopulated(value, _sa_initiator, warn_only=False)
        self.__setitem__(key, value, _sa_initiator)  # type: ignore[call-arg]  # instrumented

    @collection.remover
    @collection.internally_instrumented
    def remove(self, value: Any, _sa_initiator: Any = None) -> None:
        """Remove a member, found by its own key."""
        key = self.keyfunc(value)
        if key is NO_VALUE:
            if not self.ignore_unpopulated_attribute:
                self._raise_for_unpopulated(value, _sa_initiator, warn_only=True)
            return
        if self[key] != value:
            raise exc.InvalidRequestError(
                f"Can not remove '{value}' from collection; collection holds '{self[key]}' for key '{key}'. Possible "
                "cause: is the KeyFuncDict key function based on mutable properties or properties that only obtain "
                "values after flush?"
            )
        self.__delitem__(key, _sa_initiator)  # type: ignore[call-arg]  # instrumented

    def _raise_for_unpopulated(self, value: Any, initiator: Any, *, warn_only: bool) -> None:
        core = core_of(value)
        adapter = getattr(self, "_sa_adapter", None)
        relationship = f"{adapter.owner_state.class_.__name__}.{adapter._key}" if adapter is not None else "unknown"
        name = getattr(self.keyfunc, "attr_name", None)
        if initiator not in (None, False) and initiator.key != name and adapter is not None:
            relationship = f"{relationship}' (via event from attribute '{initiator.impl.attribute}"
        text = (
            f"In event triggered from '{relationship}', "
            if adapter is not None and initiator not in (None, False)
            else ""
        )
        message = (
            f"{text}can't populate value for dictionary key"
            + (f" for attribute '{core.class_.__name__}.{name}'" if name else "")
            + f"; the attribute has no value on instance {_name(core)}. Set it before the object is added, or pass "
            "ignore_unpopulated_attribute=True to the dictionary factory."
        )
        if warn_only:
            exc.warn(message)
        else:
            raise exc.InvalidRequestError(message)


def _name(core: Any) -> str:
    return f"<{core.class_.__name__} at 0x{id(core.obj()):x}>"


instrument_class(KeyFuncDict)


def keyfunc_mapping(
    keyfunc: Callable[[Any], Any], *, ignore_unpopulated_attribute: bool = False
) -> type[KeyFuncDict[Any, Any]]:
    """Return a class of dictionaries keyed by a function of the member.

    keyfunc: must be the same for the life of a member. See `KeyFuncDict` for ignore_unpopulated_attribute.
    """
    return _class_for(keyfunc, ignore_unpopulated_attribute)


def _class_for(keyfunc: Callable[[Any], Any], ignore_unpopulated_attribute: bool) -> type[KeyFuncDict[Any, Any]]:
    """A class of dictionaries with their key function, so that `isinstance()` and dataclasses can name the collection."""

    class _MKeyfuncMapped(KeyFuncDict[Any, Any]):
        def __init__(self, *dict_args: Any) -> None:
            super().__init__(keyfunc, *dict_args, ignore_unpopulated_attribute=ignore_unpopulated_attribute)

    return _MKeyfuncMapped


class _AttributeKey:
    """Reads a member's key from one of its attributes; NO_VALUE when it has none."""

    __slots__ = ("attr_name",)

    def __init__(self, attr_name: str) -> None:
        self.attr_name = attr_name

    def __call__(self, member: Any) -> Any:
        core = core_of(member)
        slot = core.layout.index.get(self.attr_name)
        if slot is None:
            return operator.attrgetter(self.attr_name)(member)
        value = core.get(slot)
        if value is not NO_VALUE:
            return value
        value = core.manager[self.attr_name].impl.get(core)
        return NO_VALUE if value is None and core.get(slot) is NO_VALUE else value

    def __reduce__(self) -> Any:
        return _AttributeKey, (self.attr_name,)


def attribute_keyed_dict(attr_name: str, *, ignore_unpopulated_attribute: bool = False) -> type[KeyFuncDict[Any, Any]]:
    """Return a class of dictionaries keyed by an attribute of the member."""
    return _class_for(_AttributeKey(attr_name), ignore_unpopulated_attribute)


class _ColumnKey:
    """Reads a member's key from the attributes that its mapper has for some columns."""

    def __init__(self, columns: tuple[Any, ...]) -> None:
        self.columns = columns

    def _names(self, mapper: Any) -> list[str]:
        return [mapper.get_property_by_column(_column_in(mapper, column)).key for column in self.columns]

    def __call__(self, member: Any) -> Any:
        core = core_of(member)
        values = [_AttributeKey(name)(member) for name in self._names(core.mapper)]
        if any(value is NO_VALUE for value in values):
            return NO_VALUE
        return values[0] if len(values) == 1 else tuple(values)

    def __reduce__(self) -> Any:
        described = tuple(
            (column.key, column.table.key if column.table is not None else None) for column in self.columns
        )
        return _ColumnKeyByName, (described,)


def _column_in(mapper: Any, column: Any) -> Any:
    return mapper.local_table.corresponding_column(column) if mapper.local_table is not None else column


class _ColumnKeyByName(_ColumnKey):
    """The same after unpickling, when only the names of the columns are known."""

    def __init__(self, described: tuple[tuple[str, str | None], ...]) -> None:
        self.described = described

    def _names(self, mapper: Any) -> list[str]:
        names = []
        for key, table_key in self.described:
            table = mapper.local_table if table_key is None else mapper.local_table.metadata.tables[table_key]
            names.append(mapper.get_property_by_column(table.c[key]).key)
        return names

    def __reduce__(self) -> Any:
        return _ColumnKeyByName, (self.described,)


def column_keyed_dict(mapping_spec: Any, *, ignore_unpopulated_attribute: bool = False) -> type[KeyFuncDict[Any, Any]]:
    """Return a class of dictionaries keyed by a column of the member, or by a tuple of several columns."""
    columns = tuple(mapping_spec) if isinstance(mapping_spec, (list, tuple)) else (mapping_spec,)
    return _class_for(_ColumnKey(columns), ignore_unpopulated_attribute)


MappedCollection = KeyFuncDict
mapped_collection = keyfunc_mapping
attribute_mapped_collection = attribute_keyed_dict
column_mapped_collection = column_keyed_dict
