"""The public names of `sqlalchemy.sql.expression`: everything documented to build SQL from."""

from __future__ import annotations

from .adapt import ClauseAdapter as ClauseAdapter
from .aliases import CTE as CTE
from .aliases import HasCTE as HasCTE
from .aliases import TableValuedAlias as TableValuedAlias
from .aliases import Values as Values
from .aliases import alias as alias
from .aliases import cte as cte
from .aliases import lateral as lateral
from .aliases import tablesample as tablesample
from .aliases import values as values
from .base import ColumnCollection as ColumnCollection
from .base import Executable as Executable
from .base import ExecutableOption as ExecutableOption
from .base import SyntaxExtension as SyntaxExtension
from .base import _from_objects as _from_objects
from .binds import BindParameter as BindParameter
from .casts import asc as asc
from .casts import between as between
from .casts import bitwise_not as bitwise_not
from .casts import case as case
from .casts import cast as cast
from .casts import collate as collate
from .casts import desc as desc
from .casts import distinct as distinct
from .casts import extract as extract
from .casts import literal as literal
from .casts import nulls_first as nulls_first
from .casts import nulls_last as nulls_last
from .casts import try_cast as try_cast
from .casts import type_coerce as type_coerce
from .columns import label as label
from .columns import literal_column as literal_column
from .dml import Delete as Delete
from .dml import Insert as Insert
from .dml import Update as Update
from .dml import UpdateBase as UpdateBase
from .dml import ValuesBase as ValuesBase
from .dml import delete as delete
from .dml import insert as insert
from .dml import update as update
from .dml_column import from_dml_column as from_dml_column
from .elements import AbstractTextClause as AbstractTextClause
from .elements import AggregateOrderBy as AggregateOrderBy
from .elements import BinaryExpression as BinaryExpression
from .elements import BooleanClauseList as BooleanClauseList
from .elements import Case as Case
from .elements import Cast as Cast
from .elements import ClauseElement as ClauseElement
from .elements import ClauseList as ClauseList
from .elements import CollectionAggregate as CollectionAggregate
from .elements import ColumnClause as ColumnClause
from .elements import ColumnElement as ColumnElement
from .elements import ExpressionClauseList as ExpressionClauseList
from .elements import Extract as Extract
from .elements import False_ as False_
from .elements import FrameClause as FrameClause
from .elements import FrameClauseType as FrameClauseType
from .elements import FunctionFilter as FunctionFilter
from .elements import Grouping as Grouping
from .elements import Label as Label
from .elements import Null as Null
from .elements import OrderByList as OrderByList
from .elements import Over as Over
from .elements import ReleaseSavepointClause as ReleaseSavepointClause
from .elements import RollbackToSavepointClause as RollbackToSavepointClause
from .elements import SavepointClause as SavepointClause
from .elements import SQLColumnExpression as SQLColumnExpression
from .elements import SQLCoreOperations as SQLCoreOperations
from .elements import TableValuedColumn as TableValuedColumn
from .elements import TextClause as TextClause
from .elements import True_ as True_
from .elements import TryCast as TryCast
from .elements import TString as TString
from .elements import Tuple as Tuple
from .elements import TypeClause as TypeClause
from .elements import TypeCoerce as TypeCoerce
from .elements import UnaryExpression as UnaryExpression
from .elements import WithinGroup as WithinGroup
from .elements import column as column
from .elements import quoted_name as quoted_name
from .expressions import all_ as all_
from .expressions import and_ as and_
from .expressions import any_ as any_
from .expressions import false as false
from .expressions import not_ as not_
from .expressions import null as null
from .expressions import or_ as or_
from .expressions import true as true
from .expressions import tuple_ as tuple_
from .froms import table as table
from .functions import Function as Function
from .functions import FunctionElement as FunctionElement
from .functions import func as func
from .functions import modifier as modifier
from .lambdas import LambdaElement as LambdaElement
from .lambdas import StatementLambdaElement as StatementLambdaElement
from .lambdas import lambda_stmt as lambda_stmt
from .operations import build_operation as build_operation
from .operators import ColumnOperators as ColumnOperators
from .operators import Operators as Operators
from .operators import custom_op as custom_op
from .select_base import except_ as except_
from .select_base import except_all as except_all
from .select_base import exists as exists
from .select_base import intersect as intersect
from .select_base import intersect_all as intersect_all
from .select_base import union as union
from .select_base import union_all as union_all
from .selectable import LABEL_STYLE_DEFAULT as LABEL_STYLE_DEFAULT
from .selectable import LABEL_STYLE_DISAMBIGUATE_ONLY as LABEL_STYLE_DISAMBIGUATE_ONLY
from .selectable import LABEL_STYLE_NONE as LABEL_STYLE_NONE
from .selectable import LABEL_STYLE_TABLENAME_PLUS_COL as LABEL_STYLE_TABLENAME_PLUS_COL
from .selectable import Alias as Alias
from .selectable import AliasedReturnsRows as AliasedReturnsRows
from .selectable import CompoundSelect as CompoundSelect
from .selectable import Exists as Exists
from .selectable import FromClause as FromClause
from .selectable import FromGrouping as FromGrouping
from .selectable import GenerativeSelect as GenerativeSelect
from .selectable import HasPrefixes as HasPrefixes
from .selectable import HasSuffixes as HasSuffixes
from .selectable import Join as Join
from .selectable import Lateral as Lateral
from .selectable import ReturnsRows as ReturnsRows
from .selectable import ScalarSelect as ScalarSelect
from .selectable import Select as Select
from .selectable import Selectable as Selectable
from .selectable import SelectBase as SelectBase
from .selectable import SelectLabelStyle as SelectLabelStyle
from .selectable import Subquery as Subquery
from .selectable import TableClause as TableClause
from .selectable import TableSample as TableSample
from .selectable import TextAsFrom as TextAsFrom
from .selectable import TextualSelect as TextualSelect
from .selectable import select as select
from .textual import text as text
from .textual import tstring as tstring
from .visitors import Visitable as Visitable
from .windows import aggregate_order_by as aggregate_order_by
from .windows import funcfilter as funcfilter
from .windows import over as over
from .windows import within_group as within_group

bindparam = BindParameter
nullsfirst = nulls_first
nullslast = nulls_last
subquery = Subquery._factory


def outparam(key: str, type_: object = None) -> BindParameter:
    """An OUT parameter of a stored procedure."""
    return BindParameter(key, None, type_=type_, unique=False, isoutparam=True)


def join(
    left: FromClause, right: FromClause, onclause: object = None, isouter: bool = False, full: bool = False
) -> Join:
    """`left JOIN right ON onclause`; the ON clause follows from foreign keys if not given."""
    return Join(left, right, onclause, isouter, full)


def outerjoin(left: FromClause, right: FromClause, onclause: object = None, full: bool = False) -> Join:
    """`left LEFT OUTER JOIN right ON onclause`."""
    return Join(left, right, onclause, isouter=True, full=full)
