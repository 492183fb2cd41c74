"""Roles: the places in a statement that an object can stand in.

A node class inherits the roles it can play; `coercions.expect(role, value)` turns what a user passes into something
that plays the role, or says what is wrong. `_role_name` is the phrase used in error messages.
"""

from __future__ import annotations

from typing import ClassVar


class SQLRole:
    """The base of all roles."""

    __slots__ = ()
    allows_lambda: ClassVar[bool] = False
    uses_inspection: ClassVar[bool] = False
    _role_name: ClassVar[str] = "SQL element"
    _skip_clauseelement_for_target_match: ClassVar[bool] = False


class UsesInspection(SQLRole):
    """The place also takes objects known to `inspect()`, such as mapped classes."""

    __slots__ = ()
    uses_inspection = True


class AllowsLambdaRole(SQLRole):
    __slots__ = ()
    allows_lambda = True


class ColumnArgumentRole(SQLRole):
    __slots__ = ()
    _role_name = "Column expression"


class ColumnArgumentOrKeyRole(ColumnArgumentRole):
    __slots__ = ()
    _role_name = "Column expression or string key"


class StrAsPlainColumnRole(ColumnArgumentRole):
    __slots__ = ()
    _role_name = "Column expression or string key"


class ColumnListRole(SQLRole):
    __slots__ = ()


class StringRole(SQLRole):
    __slots__ = ()


class TruncatedLabelRole(StringRole):
    __slots__ = ()
    _role_name = "String SQL identifier"


class ColumnsClauseRole(AllowsLambdaRole, UsesInspection, ColumnListRole):
    __slots__ = ()
    _role_name = "Column expression, FROM clause, or other columns clause element"


class TypedColumnsClauseRole(ColumnsClauseRole):
    __slots__ = ()


class LimitOffsetRole(SQLRole):
    __slots__ = ()
    _role_name = "LIMIT / OFFSET expression"


class ByOfRole(ColumnListRole):
    __slots__ = ()
    _role_name = "GROUP BY / OF / etc. expression"


class GroupByRole(AllowsLambdaRole, UsesInspection, ByOfRole):
    __slots__ = ()
    _role_name = "GROUP BY / OF / etc. expression"


class OrderByRole(AllowsLambdaRole, ByOfRole):
    __slots__ = ()
    _role_name = "ORDER BY expression"


class StructuralRole(SQLRole):
    __slots__ = ()


class StatementOptionRole(StructuralRole):
    __slots__ = ()
    _role_name = "statement sub-expression element"


class OnClauseRole(AllowsLambdaRole, StructuralRole):
    __slots__ = ()
    _role_name = "SQL expression for ON clause"


class WhereHavingRole(OnClauseRole):
    __slots__ = ()
    _role_name = "SQL expression for WHERE/HAVING role"


class ExpressionElementRole(SQLRole):
    __slots__ = ()
    _role_name = "SQL expression element"


class TypedColumnsExpressionRole(ExpressionElementRole):
    __slots__ = ()


class ConstExprRole(ExpressionElementRole):
    __slots__ = ()
    _role_name = "Constant True/False/None expression"


class LabeledColumnExprRole(ExpressionElementRole):
    __slots__ = ()


class BinaryElementRole(ExpressionElementRole):
    __slots__ = ()
    _role_name = "SQL expression element or literal value"


class InElementRole(SQLRole):
    __slots__ = ()
    _role_name = "IN expression list, SELECT construct, or bound parameter object"


class JoinTargetRole(AllowsLambdaRole, StructuralRole, UsesInspection):
    __slots__ = ()
    _role_name = "Join target, typically a FROM expression, or ORM relationship attribute"
    _skip_clauseelement_for_target_match = True


class FromClauseRole(ColumnsClauseRole, JoinTargetRole):
    __slots__ = ()
    _role_name = "FROM expression, such as a Table or alias() object"
    _is_subquery = False
    named_with_column: bool


class StrictFromClauseRole(FromClauseRole):
    __slots__ = ()


class AnonymizedFromClauseRole(StrictFromClauseRole):
    __slots__ = ()


class ReturnsRowsRole(SQLRole):
    __slots__ = ()
    _role_name = "Row returning expression such as a SELECT, a FROM clause, or an INSERT/UPDATE/DELETE with RETURNING"


class StatementRole(SQLRole):
    __slots__ = ()
    _role_name = "Executable SQL or text() construct"


class SelectStatementRole(StatementRole, ReturnsRowsRole):
    __slots__ = ()
    _role_name = "SELECT construct or equivalent text() construct"


class HasCTERole(ReturnsRowsRole):
    __slots__ = ()


class IsCTERole(SQLRole):
    __slots__ = ()
    _role_name = "CTE object"


class CompoundElementRole(AllowsLambdaRole, SQLRole):
    __slots__ = ()
    _role_name = "SELECT construct for inclusion in a UNION or other set construct"


class DMLRole(StatementRole):
    __slots__ = ()


class DMLTableRole(FromClauseRole):
    __slots__ = ()
    _role_name = "subject table for an INSERT, UPDATE or DELETE"


class DMLColumnRole(SQLRole):
    __slots__ = ()
    _role_name = "SET/VALUES column expression or string key"


class DMLSelectRole(SQLRole):
    __slots__ = ()
    _role_name = "SELECT statement or equivalent textual object"


class DDLRole(StatementRole):
    __slots__ = ()


class DDLExpressionRole(StructuralRole):
    __slots__ = ()
    _role_name = "SQL expression element for DDL constraint"


class DDLConstraintColumnRole(SQLRole):
    __slots__ = ()
    _role_name = "String column name or column expression for DDL constraint"


class DDLReferredColumnRole(DDLConstraintColumnRole):
    __slots__ = ()
    _role_name = "String column name or Column object for DDL foreign key constraint"
