"""What the error codes and messages of MySQL and MariaDB say: a lost connection, no server; and values, which can be hidden."""

from __future__ import annotations

import re

UNREACHABLE_CODES = frozenset({2002, 2003, 2005})
LOST_CODES = frozenset({2006, 2013, 2014, 2045, 2055, 1927, 4031, 1047})

# Where messages quote values, or a piece of the statement, into which the driver has written them.
VALUE_PATTERNS = (
    re.compile(r"(Duplicate entry ')(.*)(' for key)", re.DOTALL),
    re.compile(r"(value: '?)(.*?)('?(?: for column| for function| at row|$))", re.DOTALL),
    re.compile(r"(near ')(.*)(' at line)", re.DOTALL),
)
