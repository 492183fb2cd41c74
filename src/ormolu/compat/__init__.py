"""The import alias: programs that say `import sqlalchemy` run on Ormolu.

`alias.py` makes the modules, `modules.py` is the table of paths. Nothing else in the package knows of either.
"""

from .alias import install_as_sqlalchemy

__all__ = ["install_as_sqlalchemy"]
