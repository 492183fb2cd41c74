"""Which MySQL and MariaDB error codes mean a lost connection, and which that there is no server."""

from __future__ import annotations

UNREACHABLE_CODES = frozenset({2002, 2003, 2005})
LOST_CODES = frozenset({2006, 2013, 2014, 2045, 2055, 1927, 4031, 1047})
