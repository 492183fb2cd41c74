"""ORM SELECT: entities and options -> a Core select and the questions that loading answers.

Start at `lower.py` (the pass over a statement); `aliased.py`, `joins.py`, `criteria.py` and `bundle.py` are its parts,
`legacy.py` is the 1.x Query on top.
"""

from __future__ import annotations

from ..mapping.bundle import Bundle as Bundle
from ..mapping.bundle import DictBundle as DictBundle
from . import plugin
from .aliased import AliasedClass as AliasedClass
from .aliased import AliasedInsp as AliasedInsp
from .aliased import aliased as aliased
from .aliased import with_polymorphic as with_polymorphic
from .criteria import LoaderCriteria as LoaderCriteria
from .criteria import with_loader_criteria as with_loader_criteria
from .events import QueryEvents as QueryEvents
from .from_statement import FromStatement as FromStatement
from .joins import join as join
from .joins import outerjoin as outerjoin
from .legacy import Query as Query
from .with_parent import with_parent as with_parent

plugin.install()
