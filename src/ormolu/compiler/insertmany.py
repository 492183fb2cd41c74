"""Batched INSERT ("insertmanyvalues"): one statement with many rows in VALUES, whose RETURNING rows can be matched.

In: a compiled INSERT with one row of VALUES, and a list of parameter sets. Out: statements with up to a page of rows
each, their parameters, and what is needed to put the returned rows into the order of the parameter sets: sentinel
columns, whose values are known on our side or count upwards.

Start at `_deliver_insertmanyvalues_batches`; `_plan_insertmanyvalues` decides once per compiled statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ormolu import exc
from ormolu.compiler.base import InsertmanyvaluesSentinelOpts
from ormolu.compiler.crud import CrudPlan
from ormolu.compiler.dml import DMLCompiler
from ormolu.compiler.marks import VALUES_END, VALUES_START, Mark, Segments, mark


class _InsertManyValues(NamedTuple):
    """What the batches of one compiled INSERT have in common."""

    is_default_expr: bool
    single_values_expr: str
    insert_crud_params: list[Any]
    num_positional_params_counted: int
    sort_by_parameter_order: bool
    includes_upsert_behaviors: bool
    sentinel_columns: Sequence[Any] | None
    num_sentinel_columns: int
    sentinel_param_keys: Sequence[str] | None
    implicit_sentinel: bool
    embed_values_counter: bool
    has_upsert_bound_parameters: bool


class _InsertManyValuesBatch(NamedTuple):
    """One statement to execute."""

    replaced_statement: str
    replaced_parameters: Any
    processed_setinputsizes: Any
    batch: Sequence[Any]
    sentinel_values: Sequence[tuple[Any, ...]]
    current_batch_size: int
    batchnum: int
    total_batches: int
    rows_sorted: bool
    is_downgraded: bool


class _SentinelCharacteristics(NamedTuple):
    """How a sentinel gets its values."""

    columns: Sequence[Any] | None
    is_explicit: bool
    is_autoinc: bool
    default: str


class InsertManyCompiler(DMLCompiler):
    """The part of the statement compiler that plans and writes batched INSERTs."""

    _insertmanyvalues: _InsertManyValues | None = None
    _insert_stmt: Any = None

    def _plan_insertmanyvalues(self, stmt: Any, plan: CrudPlan) -> None:
        self._insert_stmt = stmt

    def _finish_insertmanyvalues(self) -> None:
        """Decide, with the finished text, how batches are made."""
        plan, stmt = self._insert_crud, self._insert_stmt
        if plan is None or stmt is None or not plan.use_insertmanyvalues:
            return
        row = self._row_segments()
        if plan.single and not row:
            return
        sentinel = plan.sentinel
        sentinel_keys = _sentinel_keys(plan)
        self._insertmanyvalues = _InsertManyValues(
            is_default_expr=plan.default_values or not plan.single,
            single_values_expr=self.insert_single_values_expr or "",
            insert_crud_params=[tuple(written) for written in plan.single],
            num_positional_params_counted=sum(1 for s in row if isinstance(s, Mark)),
            sort_by_parameter_order=bool(stmt._sort_by_parameter_order),
            includes_upsert_behaviors=stmt._post_values_clause is not None,
            sentinel_columns=sentinel,
            num_sentinel_columns=len(sentinel) if sentinel else 0,
            sentinel_param_keys=sentinel_keys,
            implicit_sentinel=bool(sentinel) and sentinel_keys is None,
            embed_values_counter=self._counts_rows(plan),
            has_upsert_bound_parameters=stmt._post_values_clause is not None and self._tail_varies(),
        )

    def _tail_varies(self) -> bool:
        """Does what follows VALUES take parameters that differ from row to row?"""
        names = {shown: name for name, shown in self._shown_names.items()}
        tail = [s for s in self._segments[self._row_span()[1] :] if isinstance(s, Mark) and s.name]
        return any(not self.binds[names[s.name]].unique for s in tail)

    def _counts_rows(self, plan: CrudPlan) -> bool:
        """Whether rows are numbered, so that the database generates sentinels in the order of the parameters."""
        return bool(
            plan.sentinel
            and not plan.default_values
            and _sentinel_keys(plan) is None
            and self.dialect.insertmanyvalues_implicit_sentinel & InsertmanyvaluesSentinelOpts.USE_INSERT_FROM_SELECT
        )

    def _batched_values_text(self, plan: CrudPlan) -> str:
        """VALUES with the marks between which a batch repeats the row, or a SELECT from them in a fixed order."""
        counted = self._counts_rows(plan)
        # what generates the sentinel must run in the ordered SELECT: it stays out of VALUES
        outside = {at for at, written in enumerate(plan.single) if written.column in plan.sentinel} if counted else ()
        row = ", ".join([str(written.value) for at, written in enumerate(plan.single) if at not in outside])
        values = f"VALUES {mark(VALUES_START, '')}({row}){mark(VALUES_END, '')}"
        if not counted:
            return f" {values}"
        names = [f"p{at}" for at in range(len(plan.single))]
        # a column of VALUES that holds nothing but NULL or untyped parameters is text: it is cast, whatever the type
        selected = ", ".join(
            [
                str(written.value)
                if at in outside
                else self._with_bind_cast(names[at], written.column.type, always=True)
                for at, written in enumerate(plan.single)
            ]
        )
        inner = ", ".join([*(name for at, name in enumerate(names) if at not in outside), "sen_counter"])
        return f" SELECT {selected} FROM ({values}) AS imp_sen({inner}) ORDER BY sen_counter"

    def _row_span(self) -> tuple[int, int]:
        start = end = 0
        for at, segment in enumerate(self._segments):
            if isinstance(segment, Mark):
                if segment.kind == VALUES_START:
                    start = at + 1
                elif segment.kind == VALUES_END:
                    end = at
        return start, end

    def _row_segments(self) -> Segments:
        start, end = self._row_span()
        return self._segments[start:end]

    # -- sentinels ----------------------------------------------------------------------------------------

    def _get_sentinel_column_for_table(self, table: Any) -> Sequence[Any] | None:
        """The columns whose returned values tell which parameter set a row belongs to; None if there are none."""
        found = table._sentinel_column_characteristics
        options = self.dialect.insertmanyvalues_implicit_sentinel
        columns: Sequence[Any] | None = found.columns
        if columns is None:
            return None
        kind = str(getattr(found.default_characterization, "name", found.default_characterization)).lower()
        if found.is_explicit or not found.is_autoinc:
            if found.is_autoinc and not self._counter_is_ordered(kind, options):
                self._refuse_sentinel(table, columns, found)
            if kind in ("clientside", "sentinel_default", "none") or self._counter_is_ordered(kind, options):
                return columns
            if found.is_explicit:
                self._refuse_sentinel(table, columns, found)
            return None
        return columns if self._counter_is_ordered(kind, options) else None

    def _counter_is_ordered(self, kind: str, options: Any) -> bool:
        needed = {
            "none": InsertmanyvaluesSentinelOpts.ANY_AUTOINCREMENT & InsertmanyvaluesSentinelOpts.AUTOINCREMENT,
            "serverside": InsertmanyvaluesSentinelOpts.NOT_SUPPORTED,
            "unknown": InsertmanyvaluesSentinelOpts.NOT_SUPPORTED,
            "identity": InsertmanyvaluesSentinelOpts.IDENTITY,
            "sequence": InsertmanyvaluesSentinelOpts.SEQUENCE,
            "monotonic_function": InsertmanyvaluesSentinelOpts.MONOTONIC_FUNCTION,
        }.get(kind)
        if needed is None or needed is InsertmanyvaluesSentinelOpts.NOT_SUPPORTED:
            return False
        return bool(options & needed)

    def _refuse_sentinel(self, table: Any, columns: Sequence[Any], found: Any) -> None:
        explicit = "explicitly marked " if found.is_explicit else ""
        raise exc.InvalidRequestError(
            f"Column {columns[0]} can't be {explicit}as a sentinel column when using the {self.dialect.name} dialect, "
            "as the particular type of default generation on this column is not currently compatible with this "
            "dialect's specific INSERT..RETURNING syntax which can receive the server-generated value in a "
            "deterministic way.  To remove this error, leave this column unmarked as a sentinel."
        )

    # -- batches --------------------------------------------------------------------------------------------

    def _deliver_insertmanyvalues_batches(
        self,
        statement: str,
        parameters: Sequence[Any],
        compiled_parameters: Sequence[Mapping[str, Any]],
        generic_setinputsizes: Any,
        batch_size: int,
        sort_by_parameter_order: bool,
        schema_translate_map: Mapping[str | None, str | None] | None,
    ) -> Iterator[_InsertManyValuesBatch]:
        """Yield the statements for all parameter sets.

        parameters: what the driver would get for each row by itself. compiled_parameters: the same by name, before
        bind processing; sentinel values are taken from here. batch_size: rows per statement at most.
        """
        imv = self._insertmanyvalues
        assert imv is not None
        keys = imv.sentinel_param_keys
        sentinels = [tuple([p[key] for key in keys]) for p in compiled_parameters] if keys else []
        downgraded = bool(
            (imv.is_default_expr and not self.dialect.supports_default_metavalue)
            or (sort_by_parameter_order and imv.sentinel_columns is None)
            or (imv.sort_by_parameter_order and imv.sentinel_columns is None)
            or imv.has_upsert_bound_parameters
            # a row that was there keeps its own sentinel; an ordered SELECT needs none
            or (imv.sort_by_parameter_order and imv.includes_upsert_behaviors and not imv.embed_values_counter)
        )
        if downgraded and not imv.embed_values_counter:
            total = len(parameters)
            for number, parameter in enumerate(parameters, 1):
                yield _InsertManyValuesBatch(
                    statement, parameter, generic_setinputsizes, [parameter],
                    sentinels[number - 1 : number], 1, number, total, sort_by_parameter_order, True,
                )  # fmt: skip
            return
        writer = _BatchWriter(self, imv, schema_translate_map)
        page = 1 if downgraded else writer.page_size(batch_size)
        total = (len(parameters) + page - 1) // page
        for number, start in enumerate(range(0, len(parameters), page), 1):
            batch = parameters[start : start + page]
            text, replaced = writer.write(batch)
            yield _InsertManyValuesBatch(
                text, replaced, generic_setinputsizes, batch, sentinels[start : start + page], len(batch), number,
                total, bool(imv.sentinel_columns) if sort_by_parameter_order else False, downgraded,
            )  # fmt: skip


def _sentinel_keys(plan: CrudPlan) -> list[str] | None:
    """The parameters that give the sentinel columns their values; None if the database generates one of them."""
    if plan.sentinel is None:
        return None
    keys = {written.column: written.keys for written in plan.single if hasattr(written.column, "key")}
    if not all(keys.get(column) for column in plan.sentinel):
        return None
    return [keys[column][0] for column in plan.sentinel]


class _BatchWriter:
    """Writes the text and the parameters of a page; the text of a page of equal size is written once."""

    def __init__(self, compiler: InsertManyCompiler, imv: _InsertManyValues, schema_map: Any) -> None:
        self.compiler = compiler
        self.imv = imv
        self.schema_map = schema_map
        start, end = compiler._row_span()
        segments = compiler._segments
        self.head, self.row, self.tail = segments[: start - 1], segments[start:end], segments[end + 1 :]
        self.names = {shown: name for name, shown in compiler._shown_names.items()}
        self.row_names = [s.name for s in self.row if isinstance(s, Mark)]
        self.texts: dict[int, str] = {}
        positional = compiler.positional
        self.left = sum(1 for s in self.head if isinstance(s, Mark)) if positional else 0
        self.count = len(self.row_names)

    def page_size(self, batch_size: int) -> int:
        limit: int = self.compiler.dialect.insertmanyvalues_max_parameters
        if limit and self.count:
            outside = len(self.compiler.bind_names) - self.count
            return max(1, min(batch_size, (limit - outside) // self.count))
        return batch_size

    def write(self, batch: Sequence[Any]) -> tuple[str, Any]:
        size = len(batch)
        text = self.texts.get(size)
        if text is None:
            text = self.texts[size] = self._text(size)
        if not self.compiler.positional:
            return text, self._named(batch)
        return text, self._positional(batch)

    def _text(self, size: int) -> str:
        compiler = self.compiler
        if compiler._numeric_sign:
            numbers = compiler._numbers
            outside = sum(1 for name, number in numbers.items() if number and name not in compiler._values_binds)
            rows = [self._numbered_row(outside + at * self.count) for at in range(size)]
            head, tail = self._plain(self.head, numbers), self._plain(self.tail, numbers)
        elif compiler.positional:
            rows = [self._plain(self.row, {})] * size
            head, tail = self._plain(self.head, {}), self._plain(self.tail, {})
        else:
            rows = [self._named_row(at) for at in range(size)]
            head, tail = self._plain(self.head, {}), self._plain(self.tail, {})
        if self.imv.embed_values_counter:
            rows = [f"{row[:-1]}, {at})" for at, row in enumerate(rows)]
        text = f"{head}{', '.join(rows)}{tail}"
        if self.schema_map:
            text = compiler.preparer._render_schema_translates(text, self.schema_map)
        return text

    def _plain(self, segments: Segments, numbers: Mapping[str, str | None]) -> str:
        compiler = self.compiler
        return "".join(
            [
                s if isinstance(s, str)
                else "" if s.kind in (VALUES_START, VALUES_END)
                else compiler._placeholder(s.name, numbers.get(self.names[s.name]))
                for s in segments
            ]
        )  # fmt: skip

    def _named_row(self, at: int) -> str:
        return "".join(
            [s if isinstance(s, str) else self.compiler.bindtemplate % {"name": f"{s.name}__{at}"} for s in self.row]
        )

    def _numbered_row(self, before: int) -> str:
        out = []
        number = before
        for segment in self.row:
            if isinstance(segment, str):
                out.append(segment)
            else:
                number += 1
                out.append(f"{self.compiler._numeric_sign}{number}")
        return "".join(out)

    def _named(self, batch: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        row_names = set(self.row_names)
        values = {name: value for name, value in batch[0].items() if name not in row_names}
        for at, parameters in enumerate(batch):
            for name in row_names:
                values[f"{name}__{at}"] = parameters[name]
        return values

    def _positional(self, batch: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
        first = batch[0]
        if self.compiler._numeric_sign:
            # Numbered parameters outside VALUES come first, whatever their place in the text.
            left, stop = len(first) - self.count, len(first)
        else:
            left, stop = self.left, self.left + self.count
        values = list(first[:left])
        for parameters in batch:
            values.extend(parameters[left:stop])
        values.extend(first[stop:])
        return tuple(values)
