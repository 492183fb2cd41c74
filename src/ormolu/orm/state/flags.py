"""What a request for a value may do (`PassiveFlag`), and what an attribute event came from (`AttributeEventToken`)."""

from __future__ import annotations

from enum import Enum, IntFlag
from typing import Any


class PassiveFlag(IntFlag):
    """How far a request for an attribute's value may go to get one. Rule: SQLAlchemy's documentation, `PassiveFlag`."""

    NO_CHANGE = 0
    """Nothing may be called or emitted, and the attribute is not to be initialised."""
    CALLABLES_OK = 1
    """Loader callables may be called."""
    SQL_OK = 2
    """Loaders may emit SQL."""
    RELATED_OBJECT_OK = 4
    """Related objects may be loaded (with SQL_OK)."""
    INIT_OK = 8
    """An attribute without value may be initialised: None, or an empty collection."""
    NON_PERSISTENT_OK = 16
    """Loads for objects without identity are allowed."""
    LOAD_AGAINST_COMMITTED = 32
    """Loads use the committed, not the present values of the object."""
    NO_AUTOFLUSH = 64
    """Loads do not flush first."""
    NO_RAISE = 128
    """Do not raise if a load is impossible."""
    DEFERRED_HISTORY_LOAD = 256
    """The old value is to be loaded later, when somebody asks for the history."""
    INCLUDE_PENDING_MUTATIONS = 512
    """Count queued additions to an unloaded collection."""

    PASSIVE_OFF = 4 | 16 | 8 | 1 | 2
    """Everything is allowed."""
    PASSIVE_RETURN_NO_VALUE = (4 | 16 | 8 | 1 | 2) ^ 8
    """As PASSIVE_OFF, but an absent value is not initialised."""
    PASSIVE_NO_INITIALIZE = ((4 | 16 | 8 | 1 | 2) ^ 8) ^ 1
    """Only what is there already."""
    PASSIVE_NO_FETCH = (4 | 16 | 8 | 1 | 2) ^ 2
    """Callables may be called, but no SQL emitted."""
    PASSIVE_NO_FETCH_RELATED = (4 | 16 | 8 | 1 | 2) ^ 4
    """SQL for this object only."""
    PASSIVE_ONLY_PERSISTENT = (4 | 16 | 8 | 1 | 2) ^ 16
    """SQL for persistent objects only."""
    PASSIVE_MERGE = (4 | 16 | 8 | 1 | 2) | 128
    """As PASSIVE_OFF, without raising; for `Session.merge()`."""

    # Tests like `passive & SQL_OK` happen for every relationship of every object in a flush, and an IntFlag takes
    # 2 us to find the member for an answer that is only asked whether it is zero: they get a plain int instead.
    # (To type checkers it is the flag that it stands for.)
    __and__ = __rand__ = int.__and__  # type: ignore[assignment]  # IntFlag declares its own


(
    NO_CHANGE,
    CALLABLES_OK,
    SQL_OK,
    RELATED_OBJECT_OK,
    INIT_OK,
    NON_PERSISTENT_OK,
    LOAD_AGAINST_COMMITTED,
    NO_AUTOFLUSH,
    NO_RAISE,
    DEFERRED_HISTORY_LOAD,
    INCLUDE_PENDING_MUTATIONS,
    PASSIVE_OFF,
    PASSIVE_RETURN_NO_VALUE,
    PASSIVE_NO_INITIALIZE,
    PASSIVE_NO_FETCH,
    PASSIVE_NO_FETCH_RELATED,
    PASSIVE_ONLY_PERSISTENT,
    PASSIVE_MERGE,
) = PassiveFlag.__members__.values()


class Op(Enum):
    """The operation an attribute event tells of."""

    REMOVE = "REMOVE"
    APPEND = "APPEND"
    REPLACE = "REPLACE"
    BULK_REPLACE = "BULK_REPLACE"
    MODIFIED = "MODIFIED"

    def __repr__(self) -> str:
        return f"symbol('{self.value}')"


OP_REMOVE, OP_APPEND, OP_REPLACE, OP_BULK_REPLACE, OP_MODIFIED = Op


class AttributeEventToken:
    """Where a chain of attribute events began: passed to listeners as `initiator`.

    impl: the attribute implementation of the first event. op: what was done there. key: the attribute's name.
    A listener that changes other attributes passes it on, so that backrefs do not answer each other for ever.
    """

    __slots__ = ("impl", "op", "parent_token")

    def __init__(self, attribute_impl: Any, op: Op) -> None:
        self.impl = attribute_impl
        self.op = op
        self.parent_token = attribute_impl.parent_token

    @property
    def key(self) -> str:
        """The name of the attribute where the chain began."""
        return self.impl.key  # type: ignore[no-any-return]  # impl is Any

    def hasparent(self, state: Any) -> bool:
        """Whether an object has a parent through that attribute."""
        return self.impl.hasparent(state)  # type: ignore[no-any-return]  # impl is Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AttributeEventToken) and other.impl is self.impl and other.op is self.op

    def __hash__(self) -> int:
        return hash((id(self.impl), self.op))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.key} {self.op.value}>"


Event = AttributeEventToken


# older names of the token
AttributeEvent = Event = AttributeEventToken
