"""The public names of `sqlalchemy.sql.util`: adapting and searching expressions."""

from __future__ import annotations

from .adapt import ClauseAdapter as ClauseAdapter
from .adapt import ColumnAdapter as ColumnAdapter
from .adapt import criterion_as_pairs as criterion_as_pairs
from .adapt import extract_first_column_annotation as extract_first_column_annotation
from .adapt import find_tables as find_tables
from .adapt import join_condition as join_condition
from .adapt import selectables_overlap as selectables_overlap
from .adapt import surface_selectables as surface_selectables
from .adapt import visit_binary_product as visit_binary_product
from .annotation import _deep_annotate as _deep_annotate
from .annotation import _deep_deannotate as _deep_deannotate
from .binds import _offset_or_limit_clause as _offset_or_limit_clause
from .froms import reduce_columns as reduce_columns
