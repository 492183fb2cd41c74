"""Full text functions: `func.to_tsvector()` and its family, which take a configuration first.

Importing this makes `func` know them. Rule: chapter 9.13 of PostgreSQL's manual.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...sql import coercions, roles
from ...sql.functions import GenericFunction
from ...types import TEXT
from .types import REGCONFIG, TSQUERY, TSVECTOR

__all__ = [
    "phraseto_tsquery", "plainto_tsquery", "to_tsquery", "to_tsvector", "ts_headline", "websearch_to_tsquery",
]  # fmt: skip


class _TakesConfiguration(GenericFunction):
    """The first of several arguments is the name of a configuration."""

    _is_base_function = True
    _takes_configuration = True
    inherit_cache = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        arguments = list(args)
        if self._begins_with_configuration(arguments):
            arguments[0] = self._expect(arguments[0], REGCONFIG)
        kwargs["_parsed_args"] = self._typed(arguments)
        super().__init__(**kwargs)

    def _begins_with_configuration(self, arguments: Sequence[Any]) -> bool:
        return len(arguments) > 1

    def _typed(self, arguments: list[Any]) -> list[Any]:
        return [self._expect(argument) for argument in arguments]

    def _expect(self, argument: Any, type_: Any = None) -> Any:
        return coercions.expect(
            roles.ExpressionElementRole, argument, name=self.name, type_=type_, apply_propagate_attrs=self
        )


class to_tsvector(_TakesConfiguration):
    """A document as words."""

    inherit_cache = True
    type = TSVECTOR


class to_tsquery(_TakesConfiguration):
    """A query in the language of TSQUERY."""

    inherit_cache = True
    type = TSQUERY


class plainto_tsquery(_TakesConfiguration):
    """A query for all words of a text."""

    inherit_cache = True
    type = TSQUERY


class phraseto_tsquery(_TakesConfiguration):
    """A query for the words of a text one after the other."""

    inherit_cache = True
    type = TSQUERY


class websearch_to_tsquery(_TakesConfiguration):
    """A query as people write it to search engines."""

    inherit_cache = True
    type = TSQUERY


class ts_headline(_TakesConfiguration):
    """The places of a document that fit a query. Arguments: [configuration,] document, query [, options]."""

    inherit_cache = True
    type = TEXT

    def _begins_with_configuration(self, arguments: Sequence[Any]) -> bool:
        # with two arguments, or a query in the second place, the configuration is left out
        return len(arguments) >= 3 and not _is_query(arguments[1])

    def _typed(self, arguments: list[Any]) -> list[Any]:
        # a plain string among several arguments may be the document or the options: text both
        return [
            self._expect(argument, TEXT if isinstance(argument, str) and at else None)
            for at, argument in enumerate(arguments)
        ]


def _is_query(argument: Any) -> bool:
    return getattr(getattr(argument, "type", None), "_type_affinity", None) is TSQUERY
