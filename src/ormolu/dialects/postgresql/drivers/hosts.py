"""What a PostgreSQL URL says about connecting: options of libpq, and one or several hosts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .... import exc
from ....engine.url import URL

_MIXED = (
    "Can't mix 'multihost' formats together; use only \"host=h1,h2,h3&port=p1,p2,p3\" or "
    '"host=h1:p1&host=h2:p2&host=h3:p3" separately'
)


def connect_options(url: URL, numbers: Sequence[str] = ()) -> dict[str, Any]:
    """The options of a URL under libpq's names. numbers: names of those that are numbers.

    Raises ArgumentError as `split_hosts` does.
    """
    options: dict[str, Any] = url.translate_connect_args(username="user", database="dbname")
    query: dict[str, Any] = dict(url.query)
    hosts, ports = split_hosts(query)
    query.pop("host", None)
    query.pop("port", None)
    if hosts:
        options["host"] = ",".join(hosts)
        options.pop("port", None)
    if len(hosts) > 1 or any(ports):
        options["port"] = ",".join(ports)
    for name in numbers:
        if name in query:
            query[name] = None if query[name] == "None" else int(query[name])
    options.update(query)
    return options


def split_hosts(query: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Hosts and ports (or "") in the query of a URL: `host=h1:p1&host=h2:p2`, or `host=h1,h2&port=p1,p2`.

    Raises ArgumentError for both forms at once, for numbers of hosts and ports that differ, and for ports that are no
    numbers.
    """
    host_text, port_text = query.get("host") or "", query.get("port") or ""
    if isinstance(host_text, (list, tuple)):
        if port_text:
            raise exc.ArgumentError(_MIXED)
        pairs = [_host_and_port(text) for text in host_text]
        hosts, ports = [host for host, _ in pairs], [port for _, port in pairs]
    elif "," in host_text or port_text:
        hosts = host_text.split(",") if host_text else []
        ports = list(port_text) if isinstance(port_text, (list, tuple)) else port_text.split(",") if port_text else []
        if hosts and not ports:
            ports = [""] * len(hosts)
        if hosts and len(hosts) != len(ports):
            raise exc.ArgumentError("number of hosts and ports don't match")
    elif host_text:
        host, port = _host_and_port(host_text)
        # of a single host, what is no port belongs to the name
        hosts, ports = ([host], [port]) if not port or port.isdigit() else ([host_text], [""])
    else:
        return [], []
    if any(port and not port.isdigit() for port in ports):
        raise exc.ArgumentError(f"Received non-integer port arguments: {tuple(ports)}")
    return hosts, ports


def _host_and_port(text: str) -> tuple[str, str]:
    if text.startswith("/"):
        return text, ""
    host, colon, port = text.rpartition(":")
    return (host, port) if colon else (text, "")
