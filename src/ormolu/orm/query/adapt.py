"""The adapters of `orm/mapping/adapt.py`, which relationships need as well, under the name that planning uses."""

from ..mapping.adapt import KEEP as KEEP
from ..mapping.adapt import ChainedAdapter as ChainedAdapter
from ..mapping.adapt import ColumnAdapter as ColumnAdapter
from ..mapping.adapt import Substitute as Substitute
from ..mapping.adapt import chain as chain
from ..mapping.adapt import plain as plain
from ..mapping.adapt import replace as replace
