"""The two answers that are not a value: "nothing here" and "nothing may be fetched".

They travel through every layer of the ORM in place of attribute values, so they live below all of them.
`NO_VALUE` says that an attribute has neither been loaded nor set; the other members tell how a request
for a value that would need the database ended.
"""

from __future__ import annotations

from enum import Enum


class LoaderCallableStatus(Enum):
    """What a loader may say instead of returning a value. Rule: SQLAlchemy's documentation, `LoaderCallableStatus`."""

    PASSIVE_NO_RESULT = 0
    """A value exists in the database, but this request was not allowed to fetch it."""
    PASSIVE_CLASS_MISMATCH = 1
    """The identity map has an object under this key, but it is of another class."""
    ATTR_WAS_SET = 2
    """The loader stored the value itself; read it from the object."""
    ATTR_EMPTY = 3
    """Used inside loaders: nothing was found, the attribute is to be initialised."""
    NO_VALUE = 4
    """The attribute has no value: neither loaded nor set."""

    NEVER_SET = NO_VALUE
    DONT_SET = 5
    """Given to a constructor: leave the attribute alone."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}.{self.name}: {self.value}>"


PASSIVE_NO_RESULT = LoaderCallableStatus.PASSIVE_NO_RESULT
PASSIVE_CLASS_MISMATCH = LoaderCallableStatus.PASSIVE_CLASS_MISMATCH
ATTR_WAS_SET = LoaderCallableStatus.ATTR_WAS_SET
ATTR_EMPTY = LoaderCallableStatus.ATTR_EMPTY
NO_VALUE = LoaderCallableStatus.NO_VALUE
NEVER_SET = LoaderCallableStatus.NEVER_SET
DONT_SET = LoaderCallableStatus.DONT_SET
