"""ON CONFLICT of SQLite and PostgreSQL: the conflict target and the assignments of DO UPDATE.

In: the clause objects of `insert().on_conflict_do_*()`. Out: text. Column names stand alone in the target and on the
left of assignments; in WHERE of DO UPDATE they are qualified, since `excluded` has the same ones.
"""

from __future__ import annotations

from typing import Any

from ormolu import exc
from ormolu.sql import coercions, roles
from ormolu.sql.binds import BindParameter


def conflict_target(compiler: Any, clause: Any, *, literal_where: bool = False, **kw: Any) -> str:
    """`(columns) WHERE ...` or `ON CONSTRAINT name`; nothing when any conflict is meant.

    literal_where: values of the index criterion must be written as literals, for the database to recognise the index.
    """
    constraint = getattr(clause, "constraint_target", None)
    if constraint is not None:
        name = constraint if not hasattr(constraint, "__visit_name__") else None
        text = (
            compiler.preparer.format_constraint(constraint)
            if name is None
            else (compiler.preparer.truncate_and_render_constraint_name(name))
        )
        return f"ON CONSTRAINT {text}"
    if clause.inferred_target_elements is None:
        return ""
    target = ", ".join(
        [
            compiler.preparer.quote(element)
            if isinstance(element, str)
            else compiler.process(element, include_table=False, use_schema=False)
            for element in clause.inferred_target_elements
        ]
    )
    text = f"({target})"
    if clause.inferred_target_whereclause is not None:
        more: dict[str, Any] = {"literal_execute": True} if literal_where else {}
        more.update(_passed_on(kw))
        where = compiler.process(clause.inferred_target_whereclause, include_table=False, use_schema=False, **more)
        text += f" WHERE {where}"
    return text


def conflict_assignments(compiler: Any, clause: Any, **kw: Any) -> str:
    """`a = excluded.a, b = :param WHERE ...`; warns about names that are no columns, and renders them all the same."""
    table = compiler.stack[-1]["selectable"].table
    literal = _passed_on(kw)
    given = dict(clause.update_values_to_set)
    texts = []
    for column in table.c:
        if column.key in given:
            value = given.pop(column.key)
        elif column in given:
            value = given.pop(column)
        else:
            continue
        texts.append(f"{compiler.preparer.quote(column.name)} = {_assigned(compiler, value, column, literal)}")
    if given:
        exc.warn(
            f"Additional column names not matching any column keys in table "
            f"'{compiler.current_executable.table.name}': " + ", ".join(f"'{key}'" for key in given)
        )
        for key, value in given.items():
            name = (
                compiler.preparer.quote(key)
                if isinstance(key, str)
                else (compiler.process(key, include_table=False, use_schema=False))
            )
            right = compiler.process(coercions.expect(roles.ExpressionElementRole, value), use_schema=False, **literal)
            texts.append(f"{name} = {right}")
    text = ", ".join(texts)
    where = clause.update_whereclause
    if where is not None:
        text += f" WHERE {compiler.process(where, include_table=True, use_schema=False, **literal)}"
    return text


def _assigned(compiler: Any, value: Any, column: Any, literal: dict[str, Any]) -> str:
    if coercions.is_literal(value):
        value = BindParameter(None, value, type_=column.type, unique=True)
    elif getattr(value, "_is_bind_parameter", False) and value.type._isnull:
        value = value._with_binary_element_type(column.type)
    return compiler.process(value.self_group(), use_schema=False, **literal)  # type: ignore[no-any-return]


def _passed_on(kw: dict[str, Any]) -> dict[str, Any]:
    """What of a compile call concerns the clause: whether values are written as literals, and lists written out."""
    return {option: True for option in ("literal_binds", "render_postcompile") if kw.get(option)}
