"""Executing the statements that follow the rows of another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .load_options import KEY, LoadOptions

NO_OPTIONS: Mapping[str, Any] = {}
_NOT_INHERITED = frozenset({"yield_per", "stream_results", "max_row_buffer", "populate_existing", "autoflush", KEY})


class FollowUp:
    """What a load that follows the rows needs: the session, and how the first statement was executed."""

    __slots__ = ("session", "populate_existing", "parameters", "options", "token")

    def __init__(
        self,
        session: Any,
        parameters: Any = None,
        options: Mapping[str, Any] = NO_OPTIONS,
        populate_existing: bool = False,
        token: Any = None,
    ) -> None:
        self.session = session
        self.populate_existing = populate_existing
        self.token = token
        self.parameters = parameters
        self.options = options

    @property
    def inherited_options(self) -> dict[str, Any]:
        """The execution options of the first statement that hold for those that follow it."""
        return {name: value for name, value in self.options.items() if name not in _NOT_INHERITED}

    async def follow_up_steps(self, statement: Any, parameters: Any, post: Any) -> Any:
        """Execute a statement on behalf of a post load."""
        load = LoadOptions(
            populate_existing=self.populate_existing,
            identity_token=self.token,
            autoflush=False,
            current_path=(post.mapper, post.prop),
        )
        options = {**self.inherited_options, KEY: load}
        result = await self.session._execute_steps(statement, parameters, execution_options=options)
        return result.unique()
