"""The tour: the tutorial's user-management system, played step by step on a real database.

`story.py` is the program; `player.py` runs it cell by cell and shows the Python, the SQL that was emitted, the result.
"""

from .player import play

__all__ = ["play"]
