"""Which MySQL and MariaDB error codes mean a lost connection."""

from __future__ import annotations

LOST_CODES = frozenset({2006, 2013, 2014, 2045, 2055, 1927, 4031, 1047})
