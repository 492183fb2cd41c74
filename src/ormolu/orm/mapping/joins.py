"""Join conditions of relationships: from what user and schema say to the facts that loading and flushing need.

In: the tables of both sides, the user's `primaryjoin`, `secondaryjoin`, `foreign_keys`, `remote_side`. Out: conditions in
which every column says whether it is foreign, remote and local; pairs of columns to compare and to copy; the direction.

Nothing here changes a mapper. Start at `JoinCondition`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ... import exc, operators
from ...sql import coercions, roles
from ...sql.expression import BindParameter, and_
from .adapt import ColumnAdapter, replace
from .expressions import binaries, columns_of, is_column, plain
from .foreign_keys import condition_between
from .interfaces import MANYTOMANY, MANYTOONE, ONETOMANY, RelationshipDirection

Pair = tuple[Any, Any]


class Sides(NamedTuple):
    """The tables that meet: those of the parent and the child mapper, whole and without inherited tables."""

    parent: Any
    child: Any
    parent_local: Any
    child_local: Any
    parent_equivalents: dict[Any, set[Any]]
    child_equivalents: dict[Any, set[Any]]


class Given(NamedTuple):
    """What the user said about the join."""

    primaryjoin: Any
    secondary: Any
    secondaryjoin: Any
    foreign_keys: frozenset[Any]
    remote_side: frozenset[Any]
    self_referential: bool
    viewonly: bool


def foreign(expr: Any) -> Any:
    """Mark a column of a join condition as the one that holds the foreign key."""
    return _marked(expr, {"foreign": True})


def remote(expr: Any) -> Any:
    """Mark a column of a join condition as the one on the far side of the relationship."""
    return _marked(expr, {"remote": True})


def _marked(expr: Any, words: dict[str, Any]) -> Any:
    return coercions.expect(roles.ColumnArgumentRole, expr)._annotate(words)


class JoinCondition:
    """The join of one relationship, decided.

    primaryjoin, secondaryjoin: annotated conditions. local_remote_pairs: (near column, far column).
    synchronize_pairs: (source, foreign key) to copy at flush; secondary_synchronize_pairs: the same for rows of `secondary`.
    """

    def __init__(self, name: str, sides: Sides, given: Given, is_mapped: Callable[..., bool]) -> None:
        self.name = name
        self.sides = sides
        self.given = given
        self.secondary = given.secondary
        self._is_mapped = is_mapped
        self._determine_joins()
        self._mark_foreign()
        self._mark_remote()
        self._mark_local()
        self._collect_pairs()
        self._check_foreign(self.primaryjoin, primary=True)
        if self.secondaryjoin is not None:
            self._check_foreign(self.secondaryjoin, primary=False)
        self.direction = self._decide_direction()
        self._warn_remote_is_local()

    # -- which conditions ------------------------------------------------------------------------------------

    def _determine_joins(self) -> None:
        given, sides = self.given, self.sides
        if given.secondaryjoin is not None and given.secondary is None:
            raise exc.ArgumentError(
                f"Property {self.name} specified with secondary join condition but no secondary argument"
            )
        only = given.foreign_keys or None
        try:
            secondaryjoin = given.secondaryjoin
            if given.secondary is not None and secondaryjoin is None:
                secondaryjoin = condition_between(sides.child, given.secondary, sides.child_local, only)
            primaryjoin = given.primaryjoin
            if primaryjoin is None:
                far = given.secondary if given.secondary is not None else sides.child
                primaryjoin = condition_between(sides.parent, far, sides.parent_local, only)
        except exc.NoForeignKeysError as error:
            raise exc.NoForeignKeysError(self._no_keys()) from error
        except exc.AmbiguousForeignKeysError as error:
            raise exc.AmbiguousForeignKeysError(self._many_keys()) from error
        self.primaryjoin = _without_entities(primaryjoin)
        self.secondaryjoin = None if secondaryjoin is None else _without_entities(secondaryjoin)

    def _no_keys(self) -> str:
        start = f"Could not determine join condition between parent/child tables on relationship {self.name} - "
        keys = "Ensure that referencing columns are associated with a ForeignKey or ForeignKeyConstraint, or specify "
        if self.secondary is None:
            return f"{start}there are no foreign keys linking these tables.  {keys}a 'primaryjoin' expression."
        return (
            f"{start}there are no foreign keys linking these tables via secondary table '{_named(self.secondary)}'.  "
            f"{keys}'primaryjoin' and 'secondaryjoin' expressions."
        )

    def _many_keys(self) -> str:
        start = (
            f"Could not determine join condition between parent/child tables on relationship {self.name} - there are "
            "multiple foreign key paths linking the tables"
        )
        keys = (
            "Specify the 'foreign_keys' argument, providing a list of those columns which should be counted as "
            "containing a foreign key reference "
        )
        if self.secondary is None:
            return f"{start}.  {keys}to the parent table."
        return (
            f"{start} via secondary table '{_named(self.secondary)}'.  {keys}from the secondary table to each of the "
            "parent and child tables."
        )

    # -- which columns are foreign ---------------------------------------------------------------------------

    def _each_join(self, change: Callable[[Any], Any]) -> None:
        self.primaryjoin = change(self.primaryjoin)
        if self.secondaryjoin is not None:
            self.secondaryjoin = change(self.secondaryjoin)

    def _has(self, word: str, join: Any = None) -> bool:
        joins = (self.primaryjoin, self.secondaryjoin) if join is None else (join,)
        return any(word in column._annotations for each in joins if each is not None for column in columns_of(each))

    def _mark_foreign(self) -> None:
        if self._has("foreign", self.primaryjoin):
            return
        keys = self.given.foreign_keys
        if keys:
            self._each_join(lambda join: _mark(join, "foreign", lambda column: column in keys))
        else:
            self._each_join(lambda join: _mark_sides(join, "foreign", self._foreign_of))

    def _foreign_of(self, left: Any, right: Any) -> tuple[bool, bool]:
        if self.secondary is not None:
            left_in = self.secondary.c.contains_column(plain(left))
            right_in = self.secondary.c.contains_column(plain(right))
            if left_in != right_in:
                return left_in, right_in
        if not is_column(left) or not is_column(right):
            return False, False
        near, far = plain(left), plain(right)
        return near.references(far), not near.references(far) and far.references(near)

    # -- which columns are remote ----------------------------------------------------------------------------

    def _mark_remote(self) -> None:
        self.remote_was_given = self._has("remote")
        if self.remote_was_given:
            return
        given = self.given
        if self.secondary is not None:
            self.primaryjoin = self._mark_association(self.primaryjoin, self.sides.parent)
            if self.secondaryjoin is not None:
                self.secondaryjoin = self._mark_association(self.secondaryjoin, self.sides.child)
        elif given.remote_side:
            self._mark_remote_from_argument()
        elif self._refers_to_own_table():
            self._mark_remote_of_self(lambda column: "foreign" in column._annotations, False)
        elif self._tables_overlap():
            self._mark_remote_overlapping()
        else:
            self.primaryjoin = _mark(self.primaryjoin, "remote", self._is_remote_distinct)

    def _mark_association(self, join: Any, side: Any) -> Any:
        """Mark the association table's columns; what a join over several tables shares with the side is the side's."""
        inside = self.secondary.c.contains_column
        marked = _mark(join, "remote", lambda c: inside(plain(c)) and not side.c.contains_column(plain(c)))
        return marked if self._has("remote", marked) else _mark(join, "remote", lambda c: inside(plain(c)))

    def _mark_remote_from_argument(self) -> None:
        remote_side = self.given.remote_side
        if self._refers_to_own_table():
            self._mark_remote_of_self(lambda column: plain(column) in remote_side, True)
        else:
            self.primaryjoin = _mark(self.primaryjoin, "remote", lambda column: plain(column) in remote_side)

    def _refers_to_own_table(self) -> bool:
        """True if a comparison has columns of one table, mapped by both sides, left and right."""
        parent, child = self.sides.parent, self.sides.child
        for left, right in _column_pairs(self.primaryjoin):
            near, far = plain(left), plain(right)
            if near.table is None or far.table is None:
                continue
            if (
                parent.c.contains_column(near)
                and child.c.contains_column(far)
                and parent.c.contains_column(far)
                and child.c.contains_column(near)
            ) and (near.table is far.table or self.given.self_referential):
                return True
        return False

    def _tables_overlap(self) -> bool:
        parent = {column for column in self.sides.parent.c}
        return any(column in parent for column in self.sides.child.c)

    def _mark_remote_of_self(self, is_remote: Callable[[Any], bool], remote_side_given: bool) -> None:
        def decide(left: Any, right: Any) -> tuple[bool, bool]:
            if is_column(left) and is_column(right):
                same = plain(left) is plain(right)
                left_far = is_remote(left)
                right_far = is_remote(right) and not (same and left_far)
                if same and left_far:
                    return False, True
                return left_far, right_far
            if not remote_side_given and not is_column(left) and not is_column(right):
                exc.warn(
                    "Non-simple column elements in primary join condition for property "
                    f"{self.name} - consider using remote() annotations to mark the remote side."
                )
            return (
                bool(is_column(left) and is_remote(left)),
                bool(is_column(right) and is_remote(right)),
            )

        self.primaryjoin = _mark_sides(self.primaryjoin, "remote", decide)

    def _mark_remote_overlapping(self) -> None:
        parent, child = self.sides.parent, self.sides.child

        def decide(left: Any, right: Any) -> tuple[bool, bool]:
            if not (is_column(left) and is_column(right)):
                return self._only_far(left), self._only_far(right)
            forward = parent.c.contains_column(plain(left)) and child.c.contains_column(plain(right))
            backward = parent.c.contains_column(plain(right)) and child.c.contains_column(plain(left))
            if forward and backward and self.given.self_referential:  # both ways round: one-to-many, as of a table
                return "foreign" in left._annotations, "foreign" in right._annotations
            return (False, True) if forward else (backward, False)

        self.primaryjoin = _mark_sides(self.primaryjoin, "remote", decide)

    def _only_far(self, column: Any) -> bool:
        if not is_column(column):
            return False
        return self.sides.child.c.contains_column(plain(column)) and not self.sides.parent.c.contains_column(
            plain(column)
        )

    def _is_remote_distinct(self, column: Any) -> bool:
        column = plain(column)
        sides = self.sides
        if not sides.child.c.contains_column(column):
            return False
        return not sides.parent_local.c.contains_column(column) or sides.child_local.c.contains_column(column)

    # -- which columns are local -----------------------------------------------------------------------------

    def _mark_local(self) -> None:
        if self._has("local", self.primaryjoin):
            return
        near = self.sides.parent.c.contains_column
        self.primaryjoin = _mark(
            self.primaryjoin, "local", lambda column: "remote" not in column._annotations and near(plain(column))
        )

    # -- pairs -----------------------------------------------------------------------------------------------

    def _collect_pairs(self) -> None:
        self.local_remote_pairs: list[Pair] = []
        self.synchronize_pairs = self._pairs_of(self.primaryjoin)
        self.secondary_synchronize_pairs: list[Pair] = []
        if self.secondaryjoin is not None:
            self.secondary_synchronize_pairs = self._pairs_of(self.secondaryjoin)
        self.remote_columns = self._columns_with("remote")
        self.local_columns = self._columns_with("local")
        self.foreign_key_columns = self._columns_with("foreign")
        if self.local_remote_pairs:
            return
        if not self._has("foreign"):
            raise exc.ArgumentError(self._foreign_missing(self.primaryjoin, True, False))
        raise exc.ArgumentError(
            f"Relationship {self.name} could not determine any unambiguous local/remote column pairs based on join "
            "condition and remote_side arguments.  Consider using the remote() annotation to accurately mark those "
            "elements of the join condition that are on the remote side of the relationship."
        )

    def _pairs_of(self, join: Any) -> list[Pair]:
        synchronized: list[Pair] = []
        for binary in binaries(join):
            for left, right in _products(binary):
                near, far = left._annotations, right._annotations
                if "remote" in far and "remote" not in near and self._in_mapping(left):
                    _add(self.local_remote_pairs, (plain(left), plain(right)))
                elif "remote" in near and "remote" not in far and self._in_mapping(right):
                    _add(self.local_remote_pairs, (plain(right), plain(left)))
                if binary.operator is not operators.eq or not self._is_mapped(plain(left), plain(right)):
                    continue
                if "foreign" in far:
                    _add(synchronized, (plain(left), plain(right)))
                elif "foreign" in near:
                    _add(synchronized, (plain(right), plain(left)))
        return synchronized

    def _in_mapping(self, column: Any) -> bool:
        return not isinstance(column, BindParameter)

    def _columns_with(self, word: str) -> set[Any]:
        joins = [join for join in (self.primaryjoin, self.secondaryjoin) if join is not None]
        return {plain(column) for join in joins for column in columns_of(join) if word in column._annotations}

    # -- checks ----------------------------------------------------------------------------------------------

    def _check_foreign(self, join: Any, primary: bool) -> None:
        pairs = self.synchronize_pairs if primary else self.secondary_synchronize_pairs
        has_foreign = self._has("foreign", join)
        if (pairs and not self.given.viewonly) or (self.given.viewonly and has_foreign):
            return
        raise exc.ArgumentError(self._foreign_missing(join, primary, has_foreign))

    def _foreign_missing(self, join: Any, primary: bool, has_foreign: bool) -> str:
        kind = "primary" if primary else "secondary"
        advice = (
            "Ensure that referencing columns are associated with a ForeignKey or ForeignKeyConstraint, or are annotated "
            "in the join condition with the foreign() annotation."
        )
        if not self.given.viewonly and has_foreign:
            return (
                "Could not locate any simple equality expressions involving locally mapped foreign key columns for "
                f"{kind} join condition '{join}' on relationship {self.name}.  {advice} To allow comparison operators "
                "other than '==', the relationship can be marked as viewonly=True."
            )
        return (
            f"Could not locate any relevant foreign key columns for {kind} join condition '{join}' on relationship "
            f"{self.name}.  {advice}"
        )

    def _decide_direction(self) -> RelationshipDirection:
        if self.secondaryjoin is not None:
            return MANYTOMANY
        keys = self.foreign_key_columns
        far = {column for column in keys if self.sides.child.c.contains_column(column)}
        near = {column for column in keys if self.sides.parent.c.contains_column(column)}
        if far and near:
            return self._direction_by_marks()
        if far:
            return ONETOMANY
        if near:
            return MANYTOONE
        raise exc.ArgumentError(
            f"Can't determine relationship direction for relationship '{self.name}' - foreign key columns are present "
            "in neither the parent nor the child's mapped tables"
        )

    def _direction_by_marks(self) -> RelationshipDirection:
        keys = [column for column in columns_of(self.primaryjoin) if "foreign" in column._annotations]
        far = {plain(column) for column in keys if "remote" in column._annotations}
        near = {plain(column) for column in keys if "remote" not in column._annotations}
        if far and near:
            both = self.remote_columns & self.local_columns
            far, near = far - both, near - both
        if far and not near:
            return ONETOMANY
        if near and not far:
            return MANYTOONE
        raise exc.ArgumentError(
            f"Can't determine relationship direction for relationship '{self.name}' - foreign key columns within the "
            "join condition are present in both the parent and the child's mapped tables.  Ensure that only those "
            "columns referring to a parent column are marked as foreign, either via the foreign() annotation or via "
            "the foreign_keys argument."
        )

    def _warn_remote_is_local(self) -> None:
        if self.secondary is not None or self.given.self_referential:
            return
        sides = self.sides
        for column in self.remote_columns:
            if sides.parent.c.contains_column(column) and not sides.child.c.contains_column(column):
                exc.warn(
                    f"Expression {column} is marked as 'remote', but these column(s) are local to the local side.  The "
                    "remote() annotation is needed only for a self-referential relationship where both sides of the "
                    "relationship refer to the same tables."
                )

    # -- what readers ask ------------------------------------------------------------------------------------

    def lazy_clause(self, reverse: bool = False) -> LazyClause:
        """Return the criterion that loads the other side of one object, with a parameter per column of that object.

        reverse: the other way round, from the far object to the near ones.
        """
        binds: dict[Any, Any] = {}
        with_secondary = self.secondaryjoin is not None
        # the far object's columns; those of the association table stay in the condition
        near = {pair[0] for pair in self.local_remote_pairs} if reverse and with_secondary else frozenset()

        def parameter(element: Any) -> Any:
            if not is_column(element):
                return None
            words = element._annotations
            if reverse:
                wanted = plain(element) in near if with_secondary else "remote" in words
            else:
                wanted = "local" in words
            if not wanted:
                return None
            column = plain(element)
            if column not in binds:
                binds[column] = BindParameter(None, None, type_=column.type, unique=True)
            return binds[column]

        criterion = self.primaryjoin
        if self.secondaryjoin is None or not reverse:
            criterion = replace(criterion, parameter)
        if self.secondaryjoin is not None:
            second = replace(self.secondaryjoin, parameter) if reverse else self.secondaryjoin
            criterion = and_(criterion, second)
        keys = {bind.key: column for column, bind in binds.items()}
        return LazyClause(criterion, keys, self._equated(binds))

    def _equated(self, binds: dict[Any, Any]) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for left, right in self.local_remote_pairs:
            found[right] = left
        return found

    def join_targets(
        self, source: Any, destination: Any, aliased: bool, criteria: tuple[Any, ...] = ()
    ) -> tuple[Any, Any, Any, Any]:
        """Return (primaryjoin, secondaryjoin, secondary, adapter of the target) for a join between two FROMs.

        source, destination: the FROMs to use in place of the mapped tables. aliased: the destination is an alias.
        criteria: more conditions on the target.
        """
        primaryjoin, secondaryjoin, secondary = self.primaryjoin, self.secondaryjoin, self.secondary
        for each in criteria:
            if secondaryjoin is not None:
                secondaryjoin = and_(secondaryjoin, each)
            else:
                primaryjoin = and_(primaryjoin, each)
        if not aliased:
            return primaryjoin, secondaryjoin, secondary, None
        sides = self.sides
        if secondary is not None:
            secondary = secondary._anonymous_fromclause(flat=True)
            through = ColumnAdapter(secondary)
            to_target = ColumnAdapter(destination, sides.child_equivalents, include=_has_no("local"))
            assert secondaryjoin is not None
            secondaryjoin = to_target(through(secondaryjoin))
            primaryjoin = through(primaryjoin)
            if source is not None:
                primaryjoin = ColumnAdapter(source, sides.parent_equivalents, include=_has_no("remote"))(primaryjoin)
            return primaryjoin, secondaryjoin, secondary, to_target
        to_target = ColumnAdapter(destination, sides.child_equivalents, include=_has_no("local"))
        primaryjoin = to_target(primaryjoin)
        if source is not None:
            primaryjoin = ColumnAdapter(source, sides.parent_equivalents, include=_has_no("remote"))(primaryjoin)
        return primaryjoin, secondaryjoin, secondary, to_target


class LazyClause(NamedTuple):
    """How to load the other side of one object.

    criterion: the WHERE. binds: parameter name -> column of the near object whose value it takes.
    equated: far column -> near column.
    """

    criterion: Any
    binds: dict[str, Any]
    equated: dict[Any, Any]


def _has_no(word: str) -> Callable[[Any], bool]:
    return lambda element: word not in element._annotations


def _named(selectable: Any) -> str:
    return str(getattr(selectable, "description", selectable))


def _add(pairs: list[Pair], pair: Pair) -> None:
    if not any(pair[0] is left and pair[1] is right for left, right in pairs):
        pairs.append(pair)


def _without_entities(join: Any) -> Any:
    """Return the condition without the marks that `User.id` brings; those of `foreign()` and `remote()` stay."""
    keep = {"foreign", "remote", "local"}

    def strip(element: Any) -> Any:
        annotations = element._annotations
        if not annotations or not is_column(element):
            return None
        kept = {word: value for word, value in annotations.items() if word in keep}
        bare = plain(element)
        return bare._annotate(kept) if kept else bare

    return replace(join, strip)


def _mark(join: Any, word: str, wanted: Callable[[Any], bool]) -> Any:
    """Return the condition with `word` on every column that is wanted."""
    words = {word: True}

    def mark(element: Any) -> Any:
        if not is_column(element):
            return None
        return element._annotate(words) if wanted(element) else element

    return replace(join, mark)


def _mark_sides(join: Any, word: str, decide: Callable[[Any, Any], tuple[bool, bool]]) -> Any:
    """Return the condition with `word` on the sides of its comparisons that `decide(left, right)` names."""
    words = {word: True}

    def mark(element: Any) -> Any:
        if getattr(element, "__visit_name__", None) != "binary":
            return None
        left_wanted, right_wanted = decide(element.left, element.right)
        if not (left_wanted or right_wanted):
            return None
        copy = element._clone()
        if left_wanted:
            copy.left = element.left._annotate(words)
        if right_wanted:
            copy.right = element.right._annotate(words)
        return copy

    return replace(join, mark)


def _column_pairs(join: Any) -> Iterator[Pair]:
    for binary in binaries(join):
        if is_column(binary.left) and is_column(binary.right):
            yield binary.left, binary.right


def _products(binary: Any) -> Iterator[Pair]:
    for left in columns_of(binary.left):
        for right in columns_of(binary.right):
            yield left, right
