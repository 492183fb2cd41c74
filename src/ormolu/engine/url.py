"""`URL`: where a database is and how to reach it, as an immutable value; and its text form.

    dialect+driver://username:password@host:port/database?key=value

Every part may hold any character; what has a meaning in the text is percent-encoded there. Passwords, also those in
the query, are hidden wherever a URL is printed unless the caller asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, quote_plus, unquote

from .. import exc
from ..structures import immutabledict

QueryValue = str | tuple[str, ...]

# Names of secrets in the query. odbc_connect holds a whole connection string.
_SECRET_KEY = re.compile(r"pass(word|wd|phrase)|pwd|secret|token|credential|api_?key|odbc_connect", re.IGNORECASE)
_MASK = "***"


class URL(NamedTuple):
    """The parts of a database URL.

    drivername: "dialect" or "dialect+driver". query: parameters of the URL, a tuple of strings for a repeated key.
    Make one with `URL.create()` or `make_url()`; change with `set()` and the `*_query_*` methods, which return a new
    one. `str(url)` hides secrets; `render_as_string(hide_password=False)` shows them.
    """

    drivername: str
    username: str | None = None
    password: str | None = None
    host: str | None = None
    port: int | None = None
    database: str | None = None
    query: immutabledict[str, QueryValue] = immutabledict()

    @classmethod
    def create(
        cls,
        drivername: str,
        username: str | None = None,
        password: str | None = None,
        host: str | None = None,
        port: int | None = None,
        database: str | None = None,
        query: Mapping[str, Sequence[str] | str] = immutabledict(),
    ) -> URL:
        """A new URL from its parts, which are taken literally (nothing is unquoted). Raises TypeError."""
        return cls(
            cls._checked_str(drivername, "drivername"),
            cls._checked_optional_str(username, "username"),
            password,
            cls._checked_optional_str(host, "host"),
            cls._checked_port(port),
            cls._checked_optional_str(database, "database"),
            cls._checked_query(query),
        )

    @classmethod
    def _checked_str(cls, value: Any, name: str) -> str:
        if not isinstance(value, str):
            raise TypeError(f"{name} must be a string")
        return value

    @classmethod
    def _checked_optional_str(cls, value: Any, name: str) -> str | None:
        return None if value is None else cls._checked_str(value, name)

    @classmethod
    def _checked_port(cls, port: Any) -> int | None:
        if port is None:
            return None
        try:
            return int(port)
        except ValueError:
            raise TypeError("Port argument must be an integer or None") from None

    @classmethod
    def _checked_query(cls, query: Any) -> immutabledict[str, QueryValue]:
        if not query:
            return immutabledict()
        items: Iterable[tuple[Any, Any]] = query.items() if isinstance(query, Mapping) else query
        return immutabledict({cls._checked_key(key): cls._checked_value(value) for key, value in items})

    @staticmethod
    def _checked_key(key: Any) -> str:
        if not isinstance(key, str):
            raise TypeError("Query dictionary keys must be strings")
        return key

    @classmethod
    def _checked_value(cls, value: Any) -> QueryValue:
        if isinstance(value, str):
            return value
        if isinstance(value, Iterable) and not isinstance(value, (bytes, Mapping)):
            return tuple(cls._checked_member(each) for each in value)
        raise TypeError("Query dictionary values must be strings or sequences of strings")

    @staticmethod
    def _checked_member(value: Any) -> str:
        if not isinstance(value, str):
            raise TypeError("Query dictionary values must be strings or sequences of strings")
        return value

    def set(
        self,
        drivername: str | None = None,
        username: str | None = None,
        password: str | None = None,
        host: str | None = None,
        port: int | None = None,
        database: str | None = None,
        query: Mapping[str, Sequence[str] | str] | None = None,
    ) -> URL:
        """A new URL with the given parts replaced; None leaves a part as it is."""
        given: dict[str, Any] = {}
        if drivername is not None:
            given["drivername"] = self._checked_str(drivername, "drivername")
        if username is not None:
            given["username"] = self._checked_str(username, "username")
        if password is not None:
            given["password"] = password
        if host is not None:
            given["host"] = self._checked_str(host, "host")
        if port is not None:
            given["port"] = self._checked_port(port)
        if database is not None:
            given["database"] = self._checked_str(database, "database")
        if query is not None:
            given["query"] = self._checked_query(query)
        return self._replace(**given)

    def update_query_string(self, query_string: str, append: bool = False) -> URL:
        """A new URL whose query is updated from text such as "a=1&b=2"."""
        return self.update_query_pairs(parse_qsl(query_string), append=append)

    def update_query_pairs(self, key_value_pairs: Iterable[tuple[str, str | list[str]]], append: bool = False) -> URL:
        """A new URL whose query is updated from pairs. append: add to the values of a key instead of replacing."""
        fresh: dict[str, Any] = {}
        for key, value in key_value_pairs:
            if key in fresh:
                fresh[key] = (*_as_tuple(fresh[key]), *_as_tuple(value))
            else:
                fresh[key] = tuple(value) if isinstance(value, list) else value
        new: dict[str, Any] = dict(self.query)
        for key, value in fresh.items():
            if append and key in new:
                new[key] = (*_as_tuple(new[key]), *_as_tuple(value))
            else:
                new[key] = value
        return self.set(query=new)

    def update_query_dict(self, query_parameters: Mapping[str, str | list[str]], append: bool = False) -> URL:
        """A new URL whose query is updated from a mapping."""
        return self.update_query_pairs(query_parameters.items(), append=append)

    def difference_update_query(self, names: Iterable[str]) -> URL:
        """A new URL without these names in its query; itself if it has none of them."""
        unwanted = set(names)
        if not unwanted.intersection(self.query):
            return self
        kept = {key: value for key, value in self.query.items() if key not in unwanted}
        return self._replace(query=immutabledict(kept))

    @property
    def normalized_query(self) -> Mapping[str, Sequence[str]]:
        """The query with a tuple of strings for every key."""
        return immutabledict({key: _as_tuple(value) for key, value in self.query.items()})

    def render_as_string(self, hide_password: bool = True) -> str:
        """The text form, from which `make_url` makes an equal URL if hide_password is false."""
        text = f"{self.drivername}://"
        if self.username is not None:
            text += quote(self.username, safe=" +")
            if self.password is not None:
                text += ":" + (_MASK if hide_password else quote(str(self.password), safe=" +"))
            text += "@"
        if self.host is not None:
            text += f"[{self.host}]" if ":" in self.host else self.host
        if self.port is not None:
            text += f":{self.port}"
        if self.database is not None:
            text += "/" + quote(self.database, safe=" +/:@\\")
        if self.query:
            text += "?" + self._query_text(hide_password)
        return text

    def _query_text(self, hide_secrets: bool) -> str:
        keys = sorted(self.query)
        return "&".join(
            f"{quote_plus(key)}={_MASK if hide_secrets and _SECRET_KEY.search(key) else quote_plus(value)}"
            for key in keys
            for value in _as_tuple(self.query[key])
        )

    def __to_string__(self, hide_password: bool = True) -> str:
        return self.render_as_string(hide_password=hide_password)

    def __repr__(self) -> str:
        return self.render_as_string()

    def __str__(self) -> str:
        return self.render_as_string()

    def __copy__(self) -> URL:
        return self

    def __deepcopy__(self, memo: Any) -> URL:
        return self

    def __hash__(self) -> int:
        return hash(str(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, URL) and tuple(self) == tuple(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def get_backend_name(self) -> str:
        """The name of the dialect: what stands before a "+"."""
        return self.drivername.partition("+")[0]

    def get_driver_name(self) -> str:
        """The name of the driver: what stands after a "+", else the default driver of the dialect."""
        _, plus, driver = self.drivername.partition("+")
        return driver if plus else str(self.get_dialect().driver)

    def get_dialect(self, _is_async: bool = False) -> type[Any]:
        """The dialect class for this URL. Raises NoSuchModuleError if there is none of that name."""
        return _find_dialect(self, _is_async)

    def _get_entrypoint(self) -> type[Any]:
        return _find_dialect(self, None)

    def translate_connect_args(self, names: list[str] | None = None, **kw: Any) -> dict[str, Any]:
        """The parts as connect arguments: host, database, username, password, port.

        kw: another name for each, such as `username="user"`. Parts that are absent or empty are left out.
        """
        if names is not None:
            exc.warn_deprecated(
                "The `URL.translate_connect_args.name`s parameter is deprecated. Please pass the alternate names as "
                "kw arguments.",
                "1.4",
            )
        translated = {}
        for position, part in enumerate(("host", "database", "username", "password", "port")):
            name = names[position] if names is not None and position < len(names) else kw.get(part, part)
            value = getattr(self, part)
            if name is not None and value:
                translated[name] = str(value) if part == "password" else value
        return translated


def _as_tuple(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


_find_dialect: Callable[[URL, bool | None], type[Any]]
_find_plugin: Callable[[str], Any]


def set_registry(find_dialect: Callable[[URL, bool | None], type[Any]], find_plugin: Callable[[str], Any]) -> None:
    """Tell how dialects and engine plugins are found; the dialect registry, a layer above, does so on import."""
    global _find_dialect, _find_plugin
    _find_dialect, _find_plugin = find_dialect, find_plugin


def load_plugin(name: str) -> Any:
    """The engine plugin class of that name. Raises NoSuchModuleError."""
    return _find_plugin(name)


_SHAPE = re.compile(
    r"""
    (?P<name>[\w\+]+)://
    (?:
        (?P<username>[^:/]*)
        (?::(?P<password>[^@]*))?
    @)?
    (?:
        (?:
            \[(?P<ipv6host>[^/\?]+)\] |
            (?P<ipv4host>[^/:\?]+)
        )?
        (?::(?P<port>[^/\?]*))?
    )?
    (?:/(?P<database>[^\?]*))?
    (?:\?(?P<query>.*))?
    """,
    re.VERBOSE,
)


def make_url(name_or_url: str | URL) -> URL:
    """A URL from its text form; a URL is returned as it is. Raises ArgumentError if the text is no URL."""
    if isinstance(name_or_url, str):
        return _parsed(name_or_url)
    if not isinstance(name_or_url, URL) and not hasattr(name_or_url, "_sqla_is_testing_if_this_is_a_mock_object"):
        raise exc.ArgumentError(f"Expected string or URL object, got {name_or_url!r}")
    return name_or_url


def _parsed(text: str) -> URL:
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise exc.ArgumentError("Could not parse SQLAlchemy URL from given URL string")
    parts = match.groupdict()
    host = parts["ipv4host"] or parts["ipv6host"]
    if host and "@" in host:
        raise exc.ArgumentError(
            'The host of the URL contains "@": a part of the password, perhaps. Write special characters of user name '
            'and password as urllib.parse.quote_plus() does, "@" as "%40"'
        )
    return URL.create(
        parts["name"],
        _unquoted(parts["username"]),
        _unquoted(parts["password"]),
        host,
        _port(parts["port"]),
        _unquoted(parts["database"]),
        _query(parts["query"]),
    )


def _port(text: str | None) -> int | None:
    if not text:
        return None
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"invalid literal for int() with base 10: {text!r}") from None


def _unquoted(text: str | None) -> str | None:
    return None if text is None else unquote(text)


def _query(text: str | None) -> dict[str, Any]:
    query: dict[str, Any] = {}
    for key, value in parse_qsl(text or ""):
        query[key] = value if key not in query else (*_as_tuple(query[key]), value)
    return query
