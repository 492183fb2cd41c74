"""PostgreSQL's own operators: functions of two expressions. Names are SQLAlchemy's.

How strongly they bind follows the table in chapter 4.1.6 of PostgreSQL's manual: getters like an index, tests like a
comparison.
"""

from __future__ import annotations

from ...operators import custom_op

_TEST = 5
_GET = 15


def _tests_document(spelling: str) -> custom_op:
    return custom_op(spelling, precedence=_TEST, natural_self_precedent=True, eager_grouping=True, is_comparison=True)


def _tests_range(spelling: str) -> custom_op:
    return custom_op(spelling, precedence=_TEST, is_comparison=True)


def _gets(spelling: str, visit_name: str | None = None) -> custom_op:
    return custom_op(spelling, precedence=_GET, natural_self_precedent=True, eager_grouping=True, visit_name=visit_name)


# JSON and HSTORE
GETITEM = _gets("->", visit_name="hstore_getitem")
ASTEXT = _gets("->>")
JSONPATH_ASTEXT = _gets("#>>")
DELETE_PATH = _gets("#-")
HAS_KEY = _tests_document("?")
HAS_ALL = _tests_document("?&")
HAS_ANY = _tests_document("?|")
PATH_EXISTS = _tests_document("@?")
PATH_MATCH = _tests_document("@@")

# these, arrays and ranges
CONTAINS = _tests_document("@>")
CONTAINED_BY = _tests_document("<@")

# arrays and ranges
OVERLAP = _tests_range("&&")
STRICTLY_LEFT_OF = _tests_range("<<")
STRICTLY_RIGHT_OF = _tests_range(">>")
NOT_EXTEND_RIGHT_OF = _tests_range("&<")
NOT_EXTEND_LEFT_OF = _tests_range("&>")
ADJACENT_TO = _tests_range("-|-")
