"""Every exception and warning of the package, and the functions that emit the warnings.

Names, bases and texts are SQLAlchemy's documented ones (`sqlalchemy.exc`, `sqlalchemy.orm.exc`). Errors of a driver
are wrapped by `DBAPIError.instance`; an error with a `code` ends in a link to its explanation.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from .parameter_text import ParameterText

_LINK = "https://sqlalche.me/e/21/"


class HasDescriptionCode:
    """An error or warning with a short code that leads to a page of explanation."""

    code: str | None = None
    _what_are_we = "error"

    def __init__(self, *arg: Any, **kw: Any):
        code = kw.pop("code", None)
        if code is not None:
            self.code = code
        super().__init__(*arg, **kw)

    def _code_str(self) -> str:
        return f"(Background on this {self._what_are_we} at: {_LINK}{self.code})" if self.code else ""

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} {self._code_str()}" if self.code else message


class SQLAlchemyError(HasDescriptionCode, Exception):
    """The base of every error raised here."""

    def _message(self) -> str:
        if len(self.args) == 1:
            text = self.args[0]
            return text.decode("utf-8", "backslashreplace") if isinstance(text, bytes) else str(text)
        return str(self.args)

    def _sql_message(self) -> str:
        message = self._message()
        return f"{message} {self._code_str()}" if self.code else message

    def __str__(self) -> str:
        return self._sql_message()


class EmulatedDBAPIException(Exception):
    """A driver's error translated to the PEP 249 family for a driver that has none of its own.

    orig: the driver's own exception.
    """

    def __init__(self, message: str, orig: Exception | None = None):
        super().__init__(message, orig)
        self.orig = orig

    def __str__(self) -> str:
        return str(self.args[0])

    @property
    def driver_exception(self) -> Exception:
        """The driver's own exception, or this one when there is none."""
        return self.orig if self.orig is not None else self


class ArgumentError(SQLAlchemyError):
    """A wrong argument was given while a construct was made."""


class DuplicateColumnError(ArgumentError):
    """A Column is added to a Table that has one of that name."""


class ObjectNotExecutableError(ArgumentError):
    """Something that is not a statement was given to execute()."""

    def __init__(self, target: Any):
        super().__init__(f"Not an executable object: {target!r}")
        self.target = target

    def __reduce__(self) -> Any:
        return self.__class__, (self.target,)


class NoSuchModuleError(ArgumentError):
    """A dynamically loaded module, usually a dialect, cannot be found."""


class NoForeignKeysError(ArgumentError):
    """A join was asked for between two tables without a foreign key between them."""


class AmbiguousForeignKeysError(ArgumentError):
    """More than one foreign key fits a join."""


class ConstraintColumnNotFoundError(ArgumentError):
    """A constraint names a column that its table has not got."""


class CircularDependencyError(SQLAlchemyError):
    """A topological sort met a cycle. cycles: the nodes in it. edges: all pairs that were given."""

    def __init__(self, message: str, cycles: Any, edges: Any, msg: str | None = None, code: str | None = None):
        if msg is None:
            message += " ({})".format(", ".join(repr(node) for node in cycles))
        else:
            message = msg
        super().__init__(message, code=code)
        self.cycles = cycles
        self.edges = edges

    def __reduce__(self) -> Any:
        return self.__class__, (None, self.cycles, self.edges, self.args[0]), {"code": self.code}


class CompileError(SQLAlchemyError):
    """A construct cannot be rendered as SQL."""


class UnsupportedCompilationError(CompileError):
    """The compiler has no way to render this kind of element."""

    code = "l7de"

    def __init__(self, compiler: Any, element_type: type[Any], message: str | None = None):
        tail = f": {message}" if message else ""
        super().__init__(f"Compiler {compiler!r} can't render element of type {element_type}{tail}")
        self.compiler = compiler
        self.element_type = element_type
        self.message = message

    def __reduce__(self) -> Any:
        return self.__class__, (str(self.compiler), self.element_type, self.message)


class IdentifierError(SQLAlchemyError):
    """A name is longer than the database allows."""


class DisconnectionError(SQLAlchemyError):
    """Raised by a pool `checkout` listener to say that the connection is unusable; the pool tries another one.

    invalidate_pool: whether all pooled connections are as stale as this one.
    """

    invalidate_pool: bool = False


class InvalidatePoolError(DisconnectionError):
    """Raised by a pool `checkout` listener to say that all pooled connections are unusable."""

    invalidate_pool: bool = True


class TimeoutError(SQLAlchemyError):
    """The pool had no connection to give within its timeout."""


class InvalidRequestError(SQLAlchemyError):
    """The request does not fit the present state of an object."""


class IllegalStateChangeError(InvalidRequestError):
    """A method was called while another one is changing the state of the same object."""


class NoInspectionAvailable(InvalidRequestError):
    """`inspect()` does not know this kind of object."""


class PendingRollbackError(InvalidRequestError):
    """The transaction failed earlier and must be rolled back first."""


class ResourceClosedError(InvalidRequestError):
    """An operation was asked of a connection, transaction or result that is closed."""


class NoSuchColumnError(InvalidRequestError, KeyError):
    """A Row or mapping has no such column."""


class AmbiguousColumnError(InvalidRequestError):
    """A name fits more than one column."""


class NoResultFound(InvalidRequestError):
    """A result was required and there was none."""


class MultipleResultsFound(InvalidRequestError):
    """One result was required and there were several."""


class NoReferenceError(InvalidRequestError):
    """A ForeignKey leads nowhere. table_name: the referenced table."""

    table_name: str


class NoReferencedTableError(NoReferenceError):
    """The table of a ForeignKey cannot be found."""

    def __init__(self, message: str, tname: str):
        super().__init__(message)
        self.table_name = tname

    def __reduce__(self) -> Any:
        return self.__class__, (self.args[0], self.table_name)


class NoReferencedColumnError(NoReferenceError):
    """The column of a ForeignKey cannot be found."""

    def __init__(self, message: str, tname: str, cname: str):
        super().__init__(message)
        self.table_name = tname
        self.column_name = cname

    def __reduce__(self) -> Any:
        return self.__class__, (self.args[0], self.table_name, self.column_name)


class NoSuchTableError(InvalidRequestError):
    """The database has no such table, or it is not visible to this user."""


class UnreflectableTableError(InvalidRequestError):
    """The table exists but cannot be reflected."""


class UnboundExecutionError(InvalidRequestError):
    """SQL should be executed and there is no engine or connection to do it."""


class NoDBAPILoaded(InvalidRequestError):
    """The dialect was made without its driver module."""


class MissingGreenlet(InvalidRequestError):
    """I/O was needed where nothing can wait for it: a blocking call under asyncio."""

    code = "xd2s"


class AwaitRequired(InvalidRequestError):
    """A call that does not wait found that waiting is necessary."""

    code = "xd1r"


class DontWrapMixin:
    """Mix into an exception that must reach the caller as it is when raised during an execution."""


class StatementError(SQLAlchemyError):
    """An error while a statement was executed.

    statement: the SQL text. params: its parameters. orig: the exception that happened.
    """

    statement: str | None = None
    params: Any = None
    orig: BaseException | None = None
    ismulti: bool | None = None
    connection_invalidated: bool = False

    def __init__(
        self,
        message: str,
        statement: str | None,
        params: Any,
        orig: BaseException | None,
        hide_parameters: bool = False,
        code: str | None = None,
        ismulti: bool | None = None,
    ):
        super().__init__(message, code=code)
        self.statement = statement
        self.params = params
        self.orig = orig
        self.ismulti = ismulti
        self.hide_parameters = hide_parameters
        self.detail: list[str] = []

    def add_detail(self, msg: str) -> None:
        """Put one more line above the message."""
        self.detail.append(msg)

    def __reduce__(self) -> Any:
        arguments = (self.args[0], self.statement, self.params, self.orig, self.hide_parameters, self.code)
        return self.__class__, (*arguments, self.ismulti), {"detail": self.detail}

    def _sql_message(self) -> str:
        lines = [f"({detail})" for detail in self.detail]
        lines.append(self._message())
        if self.statement:
            statement = self.statement
            lines.append(f"[SQL: {statement}]")
            if self.params:
                lines.append(self._parameters_line())
        if self.code:
            lines.append(self._code_str())
        return "\n".join(lines)

    def _parameters_line(self) -> str:
        if self.hide_parameters:
            return "[SQL parameters hidden due to hide_parameters=True]"
        return f"[parameters: {ParameterText(self.params, ismulti=self.ismulti)!r}]"


class DBAPIError(StatementError):
    """An error that the driver raised, under the name that PEP 249 gives to its kind.

    orig: the driver's exception. connection_invalidated: the connection is gone and was dropped from the pool.
    """

    code = "dbapi"
    orig: BaseException

    _wrappers: ClassVar[dict[str, type[DBAPIError]]] = {}

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        DBAPIError._wrappers.setdefault(cls.__name__, cls)

    def __init__(
        self,
        statement: str | None,
        params: Any,
        orig: BaseException,
        hide_parameters: bool = False,
        connection_invalidated: bool = False,
        code: str | None = None,
        ismulti: bool | None = None,
    ):
        message = f"({_qualified_name(orig)}) {_text_of(orig)}"
        super().__init__(message, statement, params, orig, hide_parameters, code=code, ismulti=ismulti)
        self.connection_invalidated = connection_invalidated

    @classmethod
    def instance(
        cls,
        statement: str | None,
        params: Any,
        orig: BaseException | DontWrapMixin,
        dbapi_base_err: type[Exception],
        hide_parameters: bool = False,
        connection_invalidated: bool = False,
        dialect: Any = None,
        ismulti: bool | None = None,
    ) -> BaseException | DontWrapMixin:
        """The exception to raise for `orig`: a DBAPIError kind, a StatementError, or `orig` itself.

        Exits (KeyboardInterrupt ...) and DontWrapMixin are never wrapped. What is not the driver's error becomes a
        StatementError if there is a statement to tell about.
        """
        if isinstance(orig, DontWrapMixin) or not isinstance(orig, Exception):
            return orig
        if not isinstance(orig, dbapi_base_err) and statement:
            text, code = _text_of(orig), None
            if isinstance(orig, SQLAlchemyError):
                text, code = orig._message(), orig.code
            message = f"({_qualified_name(orig)}) {text}"
            return StatementError(message, statement, params, orig, hide_parameters, code=code, ismulti=ismulti)
        kind = cls._kind_of(orig, dialect)
        return kind(statement, params, orig, hide_parameters, connection_invalidated, ismulti=ismulti)

    @classmethod
    def _kind_of(cls, orig: BaseException, dialect: Any) -> type[DBAPIError]:
        translation: Mapping[str, str] = dialect.dbapi_exception_translation_map if dialect is not None else {}
        for base in type(orig).__mro__:
            kind = DBAPIError._wrappers.get(translation.get(base.__name__, base.__name__))
            if kind is not None:
                return kind
        return cls

    @property
    def driver_exception(self) -> BaseException:
        """The exception of the driver library itself, also where `orig` is a translated one."""
        if isinstance(self.orig, EmulatedDBAPIException):
            return self.orig.driver_exception
        return self.orig

    def __reduce__(self) -> Any:
        arguments = (self.statement, self.params, self.orig, self.hide_parameters, self.connection_invalidated)
        return self.__class__, (*arguments, self.__dict__.get("code"), self.ismulti), {"detail": self.detail}


def _qualified_name(error: object) -> str:
    """Module and class of an exception as messages print it; our own under the documented module path."""
    kind = type(error)
    module = kind.__module__
    package = __name__.partition(".")[0]
    if module.startswith(f"{package}."):
        module = f"sqlalchemy{module[len(package) :]}"
    return f"{module}.{kind.__name__}"


def _text_of(error: object) -> str:
    try:
        return str(error)
    except Exception as broken:  # a driver error whose __str__ fails must still be reported
        return f"Error in str() of DB-API-generated exception: {broken}"


class InterfaceError(DBAPIError):
    """The driver was used wrongly or lost its connection."""

    code = "rvf5"


class DatabaseError(DBAPIError):
    """The database reported an error."""

    code = "4xp6"


class DataError(DatabaseError):
    """A value does not fit: out of range, wrong format."""

    code = "9h9h"


class OperationalError(DatabaseError):
    """The database could not do it: connection lost, locked, out of resources."""

    code = "e3q8"


class IntegrityError(DatabaseError):
    """A constraint was violated."""

    code = "gkpj"


class InternalError(DatabaseError):
    """The database reports an inconsistency of its own."""

    code = "2j85"


class ProgrammingError(DatabaseError):
    """The SQL is wrong or names something that does not exist."""

    code = "f405"


class NotSupportedError(DatabaseError):
    """The database or driver cannot do what was asked."""

    code = "tw8g"


class CommitOutcomeUnknown(OperationalError):
    """The connection was lost while COMMIT was under way: the transaction may or may not be in the database.

    Nobody may simply repeat it: look up first whether its rows are there.
    """

    @classmethod
    def _kind_of(cls, orig: BaseException, dialect: Any) -> type[DBAPIError]:
        return cls

    def _message(self) -> str:
        return f"{super()._message()} (the connection was lost during COMMIT: the transaction may have been committed)"


# ---- warnings


class SATestSuiteWarning(Warning):
    """A condition of a test suite that does not fail it."""


class SADeprecationWarning(HasDescriptionCode, DeprecationWarning):
    """A deprecated use. deprecated_since: the version that deprecated it."""

    deprecated_since: str | None = None
    _what_are_we = "warning"


class Base20DeprecationWarning(SADeprecationWarning):
    """A use that changed with version 2.0."""

    deprecated_since: str | None = "1.4"

    def __str__(self) -> str:
        return f"{super().__str__()} (Background on SQLAlchemy 2.0 at: https://sqlalche.me/e/b8d9)"


class LegacyAPIWarning(Base20DeprecationWarning):
    """A use that belongs to the legacy interface."""


class MovedIn20Warning(Base20DeprecationWarning):
    """A name that moved with version 2.0."""


class SAPendingDeprecationWarning(PendingDeprecationWarning):
    """A use that will be deprecated."""

    deprecated_since: str | None = None


class SAWarning(HasDescriptionCode, RuntimeWarning):
    """A use that is probably a mistake."""

    _what_are_we = "warning"


def warn(msg: str, code: str | None = None) -> None:
    """Emit an SAWarning that points at the first caller outside this package."""
    _emit(SAWarning(msg, code=code) if code else SAWarning(msg))


_limited_seen: set[str] = set()
_LIMITED_DISTINCT = 10


def warn_limited(msg: str, args: tuple[Any, ...]) -> None:
    """Emit `msg % args` as an SAWarning, with at most ten different texts per message.

    A text that carries data would otherwise fill the registry in which Python remembers what it has shown.
    """
    text = msg % args
    bucket = hash(text) % _LIMITED_DISTINCT
    key = f"{msg}{bucket}"
    _limited_seen.add(key)
    _emit(SAWarning(_LimitedText(text, key)))


class _LimitedText(str):
    """A text equal to all texts of its bucket, so that Python shows one of them."""

    __slots__ = ("_key",)
    _key: str

    def __new__(cls, text: str, key: str) -> _LimitedText:
        self = super().__new__(cls, f"{text} (this warning may be suppressed after {_LIMITED_DISTINCT} occurrences)")
        self._key = key
        return self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _LimitedText) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


def warn_deprecated(msg: str, version: str, stacklevel: int = 3, code: str | None = None) -> None:
    """Emit an SADeprecationWarning for something deprecated since `version`.

    stacklevel is accepted for compatibility; the warning points at the first caller outside this package.
    """
    warning = SADeprecationWarning(msg, code=code) if code else SADeprecationWarning(msg)
    warning.deprecated_since = version
    _emit(warning)


def warn_legacy(msg: str, code: str | None = None) -> None:
    """Emit a LegacyAPIWarning."""
    _emit(LegacyAPIWarning(msg, code=code) if code else LegacyAPIWarning(msg))


def _emit(warning: Warning) -> None:
    warnings.warn(warning, stacklevel=_levels_to_caller())


def _levels_to_caller() -> int:
    """How far up the first frame outside this package is, as warnings.warn() counts from `_emit`."""
    package = __name__.partition(".")[0] + "."
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith(package):
        frame = frame.f_back
        level += 1
    return level


# ---- errors of the object-relational mapper

NO_STATE = (AttributeError, KeyError)
"""What a look-up of object state on an unmapped object raises."""


class StaleDataError(SQLAlchemyError):
    """An UPDATE or DELETE of objects met another number of rows than there are objects."""


ConcurrentModificationError = StaleDataError


class FlushError(SQLAlchemyError):
    """The flush found an inconsistent state of objects."""


class MappedAnnotationError(ArgumentError):
    """A type annotation of a mapped class cannot be used."""


class UnmappedError(InvalidRequestError):
    """Something mapped was expected."""


class ObjectDereferencedError(SQLAlchemyError):
    """An object was garbage-collected before the operation could use it."""


class DetachedInstanceError(SQLAlchemyError):
    """A load was needed on an object that belongs to no Session."""

    code = "bhk3"


class UnmappedInstanceError(UnmappedError):
    """An object whose class is not mapped was given."""

    def __init__(self, obj: object, msg: str | None = None):
        super().__init__(msg if msg else self._explain(obj))
        self.obj = obj

    @staticmethod
    def _explain(obj: object) -> str:
        kind = type(obj)
        if isinstance(obj, type):
            text = _not_mapped(obj)
            return f"{text}; was a class ({obj.__module__}.{obj.__name__}) passed where an instance was required?"
        if hasattr(kind, "__mapper__") or hasattr(kind, "_sa_class_manager"):
            name = f"{kind.__module__}.{kind.__name__}"
            return (
                f"Class {name!r} is mapped, but this instance lacks instrumentation.  This occurs when the instance "
                f"is created before sqlalchemy.orm.mapper({name}) was called."
            )
        return _not_mapped(kind)

    def __reduce__(self) -> Any:
        return self.__class__, (None, self.args[0])


class UnmappedClassError(UnmappedError):
    """A class that is not mapped was given."""

    def __init__(self, cls: type[Any], msg: str | None = None):
        super().__init__(msg if msg else _not_mapped(cls))

    def __reduce__(self) -> Any:
        return self.__class__, (None, self.args[0])


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: the known one that looks most like it, if any does."""
    import difflib  # only to explain a mistake

    found = difflib.get_close_matches(name, [each for each in known if isinstance(each, str)], 1)
    return f" (did you mean {found[0]!r}?)" if found else ""


def _not_mapped(cls: type[Any]) -> str:
    return f"Class '{cls.__module__}.{cls.__name__}' is not mapped"


class ObjectDeletedError(InvalidRequestError):
    """The row of an object to be refreshed is not there any more."""

    def __init__(self, state: Any, msg: str | None = None):
        super().__init__(msg if msg else self._explain(state))

    @staticmethod
    def _explain(state: Any) -> str:
        cls = state.class_
        instance = f"<{cls.__name__} at 0x{id(state.obj()):x}>"
        return f"Instance '{instance}' has been deleted, or its row is otherwise not present."

    def __reduce__(self) -> Any:
        return self.__class__, (None, self.args[0])


class UnmappedColumnError(InvalidRequestError):
    """A column belongs to no attribute of the mapper."""


_LOADERS = ("select", "joined", "subquery", "selectin", "immediate", "raise", "raise_on_sql", "noload", "dynamic", "write_only")


class LoaderStrategyException(InvalidRequestError):
    """A loader option does not fit the attribute it was given for."""

    def __init__(
        self,
        applied_to_property_type: type[Any],
        requesting_property: Any,
        applies_to: type[Any] | None,
        actual_strategy_type: type[Any] | None,
        strategy_key: tuple[Any, ...],
    ):
        if actual_strategy_type is None:
            text = f"Can't find strategy {strategy_key} for {requesting_property}"
            text += "".join(nearest(str(name), _LOADERS) for key, name in strategy_key if key == "lazy")
        else:
            text = (
                f'Can\'t apply "{actual_strategy_type.__name__}" strategy to property "{requesting_property}", '
                f'which is a "{applied_to_property_type.__name__}"; this strategy is intended to be used with a '
                f'"{getattr(applies_to, "__name__", applies_to)}".'
            )
        super().__init__(text)
