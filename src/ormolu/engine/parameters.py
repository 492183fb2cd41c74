"""What a caller may give as parameters, put into one shape: a list of parameter sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import exc

_EMPTY: list[Any] = []


def distill(parameters: Any) -> Sequence[Mapping[str, Any]]:
    """For statements: one dictionary, or a list of dictionaries. Raises ArgumentError for anything else."""
    if parameters is None:
        return _EMPTY
    kind = parameters.__class__
    if kind is dict:
        return [parameters]
    if isinstance(parameters, (list, tuple)):
        if not parameters:
            exc.warn_deprecated(
                "Empty parameter sequence passed to execute(). This use is deprecated and will raise an exception in a "
                "future SQLAlchemy release",
                "2.1",
            )
            return _EMPTY
        if kind is tuple and not isinstance(parameters[0], Mapping):
            raise exc.ArgumentError("List argument must consist only of dictionaries")
        if not isinstance(parameters[0], Mapping):
            raise exc.ArgumentError("List argument must consist only of dictionaries")
        return parameters
    if isinstance(parameters, Mapping):
        return [parameters]
    raise exc.ArgumentError("mapping or list expected for parameters")


def distill_raw(parameters: Any) -> Sequence[Any]:
    """For SQL text: one tuple or dictionary, or a list of them. Raises ArgumentError for anything else."""
    if parameters is None:
        return ()
    if isinstance(parameters, list):
        if parameters and not isinstance(parameters[0], (tuple, Mapping)):
            raise exc.ArgumentError("List argument must consist only of tuples or dictionaries")
        return parameters
    if isinstance(parameters, (tuple, Mapping)):
        return [parameters]
    raise exc.ArgumentError("mapping or sequence expected for parameters")
