"""What the error codes and messages of MySQL and MariaDB say: a lost connection, no server; and values, which can be hidden."""

from __future__ import annotations

import re

from ...engine.failures import Failure

UNREACHABLE_CODES = frozenset({2002, 2003, 2005})

# 80xx, 9007: TiDB. 1158-1161, 1429: the Spider engine. 1047: Galera without a quorum.
FAILURES: dict[int, Failure] = {
    **dict.fromkeys((1213, 1020, 8002, 8022, 8028, 9007), Failure.LOST_RACE),
    **dict.fromkeys((1205, 1969, 3024, 1317), Failure.STATEMENT),
    **dict.fromkeys((2006, 2013, 2014, 2045, 2055, 1927, 4031, 1053), Failure.CONNECTION_GONE),
    **dict.fromkeys((1047, 1290, 1792, 1836, 1429, 1158, 1159, 1160, 1161), Failure.NODE_UNUSABLE),
    **dict.fromkeys((1040, 1203, 1226), Failure.TOO_MANY_CLIENTS),
    **dict.fromkeys((1243, 1615), Failure.PLAN_LOST),
}
# 1047: the node answers pings but nothing else, so that its connections are of no use.
LOST_CODES = frozenset({code for code, means in FAILURES.items() if means is Failure.CONNECTION_GONE} | {1047})

# Where messages quote values, or a piece of the statement, into which the driver has written them.
VALUE_PATTERNS = (
    re.compile(r"(Duplicate entry ')(.*)(' for key)", re.DOTALL),
    re.compile(r"(value: '?)(.*?)('?(?: for column| for function| at row|$))", re.DOTALL),
    re.compile(r"(near ')(.*)(' at line)", re.DOTALL),
)
