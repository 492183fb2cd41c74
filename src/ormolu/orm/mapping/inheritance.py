"""Inheritance: what a mapper takes over from the mapper it inherits from.

Decides single, joined or concrete; the join between the tables; the polymorphic map; the base mapper.
Start at `configure`.
"""

from __future__ import annotations

from typing import Any

from ... import exc
from ...inspection import inspect
from ...sql import coercions, roles
from ...sql.expression import join
from . import polymorphic
from .events import mapper_of
from .expressions import equated_columns
from .foreign_keys import condition_between


def parent_mapper(inherits: Any) -> Any:
    """Return the mapper for the `inherits` argument, which is a class or a mapper."""
    if inherits is None:
        return None
    # a class is not inspected: that would configure mappers, whose neighbours may still be missing
    found = mapper_of(inherits) if isinstance(inherits, type) else inspect(inherits, raiseerr=False)
    if not getattr(found, "is_mapper", False):
        raise exc.UnmappedClassError(inherits)
    return found


def configure(mapper: Any) -> None:
    """Decide how `mapper` relates to its parent; without a parent it becomes a base mapper."""
    if mapper.inherits is None:
        _configure_base(mapper)
    else:
        _configure_inheriting(mapper)
    if mapper.persist_selectable is None:
        raise exc.ArgumentError(f"Mapper '{mapper}' does not have a persist_selectable specified.")


def _configure_base(mapper: Any) -> None:
    mapper.inherits = None
    if mapper.local_table is None:
        raise exc.ArgumentError(
            f"Mapper[{mapper.class_.__name__}(None)] has None for a primary table argument and does not specify "
            "'inherits'. Give map_imperatively() the Table as its second argument."
        )
    mapper._all_tables = set()
    mapper.base_mapper = mapper
    mapper.persist_selectable = mapper.local_table
    given = mapper._given_polymorphic_map
    mapper.polymorphic_map = {} if given is None else given
    mapper._identity_class = mapper.class_
    _register_identity(mapper)


def _configure_inheriting(mapper: Any) -> None:
    parent = mapper.inherits
    if not issubclass(mapper.class_, parent.class_):
        raise exc.ArgumentError(f"Class '{mapper.class_.__name__}' does not inherit from '{parent.class_.__name__}'")
    mapper.dispatch._update(parent.dispatch)
    _decide_table(mapper, parent)
    if mapper.polymorphic_identity is None:
        _check_identity_wanted(mapper, parent)
    mapper._identity_class = mapper.class_ if mapper.concrete else parent._identity_class
    _inherit_version(mapper, parent)
    mapper.polymorphic_map = parent.polymorphic_map
    mapper.base_mapper = parent.base_mapper
    mapper._all_tables = parent._all_tables
    parent._inheriting_mappers.append(mapper)
    for above in mapper.iterate_to_root():
        above._memo.clear()
    _register_identity(mapper)
    _register_inline(mapper)


def _decide_table(mapper: Any, parent: Any) -> None:
    if mapper.local_table is None:
        mapper.local_table = parent.local_table
        mapper.persist_selectable = parent.persist_selectable
        mapper.single = True
    elif mapper.local_table is parent.local_table:
        mapper.persist_selectable = parent.persist_selectable
        mapper.single = True
    elif mapper.concrete:
        mapper.persist_selectable = mapper.local_table
    else:
        mapper.inherit_condition = _join_condition(mapper, parent)
        mapper.persist_selectable = join(parent.persist_selectable, mapper.local_table, mapper.inherit_condition)
        mapper._inherit_pairs = criterion_pairs(mapper.inherit_condition, mapper.local_table)


def _join_condition(mapper: Any, parent: Any) -> Any:
    given = mapper.inherit_condition
    if given is not None:
        return coercions.expect(roles.OnClauseRole, given)
    left, right = parent.local_table.description, mapper.local_table.description
    try:
        return condition_between(parent.local_table, mapper.local_table)
    except exc.NoForeignKeysError as error:
        raise exc.NoForeignKeysError(
            f"Can't determine the inherit condition between inherited table '{left}' and inheriting table '{right}'; "
            "tables have no foreign key relationships established.  Please ensure the inheriting table has a foreign "
            "key relationship to the inherited table, or provide an 'on clause' using the 'inherit_condition' mapper "
            "argument."
        ) from error
    except exc.AmbiguousForeignKeysError as error:
        raise exc.AmbiguousForeignKeysError(
            f"Can't determine the inherit condition between inherited table '{left}' and inheriting table '{right}'; "
            "tables have more than one foreign key relationship established.  Please specify the 'on clause' using "
            "the 'inherit_condition' mapper argument."
        ) from error


def criterion_pairs(criterion: Any, child_table: Any) -> list[tuple[Any, Any]]:
    """Return (parent column, child column) for every equality of the inherit condition."""
    pairs = []
    for left, right in equated_columns(criterion):
        if child_table.c.contains_column(right):
            pairs.append((left, right))
        elif child_table.c.contains_column(left):
            pairs.append((right, left))
    return pairs


def _check_identity_wanted(mapper: Any, parent: Any) -> None:
    if mapper.polymorphic_abstract or parent.polymorphic_on is None or mapper.concrete:
        return
    if mapper.polymorphic_on is not None:
        return
    exc.warn(
        f"{mapper} does not indicate a 'polymorphic_identity', yet is part of an inheritance hierarchy that has a "
        f"'polymorphic_on' column of '{_describe_discriminator(parent.polymorphic_on)}'. If this is an intermediary "
        "class that should not be instantiated, the class may either be left unmapped, or may include the "
        "'polymorphic_abstract=True' parameter in its Mapper arguments. To leave the class unmapped when using "
        "Declarative, set the '__abstract__ = True' attribute on the class."
    )


def _describe_discriminator(discriminator: Any) -> str:
    return discriminator if isinstance(discriminator, str) else str(discriminator)


def _inherit_version(mapper: Any, parent: Any) -> None:
    if mapper.version_id_col is None:
        mapper.version_id_col = parent.version_id_col
        mapper.version_id_generator = parent.version_id_generator
        mapper.version_id_prop = parent.version_id_prop
    elif parent.version_id_col is not None and mapper.version_id_col is not parent.version_id_col:
        exc.warn(
            f"Inheriting version_id_col '{mapper.version_id_col.description}' does not match inherited "
            f"version_id_col '{parent.version_id_col.description}' and will not automatically populate the "
            "inherited versioning column. version_id_col should only be specified on the base-most mapper that "
            "includes versioning."
        )


def _register_identity(mapper: Any) -> None:
    identity = mapper.polymorphic_identity
    if identity is None:
        return
    if mapper.polymorphic_abstract:
        raise exc.InvalidRequestError(
            f"Can't set polymorphic_identity on polymorphic_abstract mapper {mapper}: an abstract class has no rows"
        )
    known = mapper.polymorphic_map.get(identity)
    if known is not None and known is not mapper:
        exc.warn(
            f"Reassigning polymorphic association for identity {identity!r} from {known!r} to {mapper!r}: Check for "
            f"duplicate use of {identity!r} as value for polymorphic_identity."
        )
    mapper.polymorphic_map[identity] = mapper


def _register_inline(mapper: Any) -> None:
    if mapper.polymorphic_load == "inline":
        polymorphic.add_inline(mapper.inherits, mapper)
    elif mapper.polymorphic_load not in (None, "selectin"):
        raise exc.ArgumentError(
            f"unknown argument for polymorphic_load: {mapper.polymorphic_load!r}; use 'inline' or 'selectin'"
        )
