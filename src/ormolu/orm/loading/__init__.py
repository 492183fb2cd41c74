"""Loading: load plans and rows -> objects, and what follows: one strategy per file.

Start at `result.py` (executing a statement); `planner.py` makes the plan, `rows.py` runs it, `attribute.py`
answers attributes that are asked for before they are loaded. `options.py` is what users write in `.options()`.
"""

from __future__ import annotations

from typing import Any

from ...steps import drive
from ..mapping.instrument import collection_impls, set_relationship_loader
from ..query.legacy import set_instances
from ..query.plugin import set_toplevel_planner
from .attribute import load_attribute_steps as load_attribute_steps
from .attribute import load_expired as load_expired
from .attribute import load_relationship as load_relationship
from .attribute import refresh_steps as refresh_steps
from .attribute import relationship_loader as relationship_loader
from .dynamic import AppenderMixin as AppenderMixin
from .dynamic import AppenderQuery as AppenderQuery
from .dynamic import DynamicAttribute
from .from_statement import plan_from_statement
from .get import identity_argument as identity_argument
from .get import load_by_key_steps as load_by_key_steps
from .load_options import LoadOptions as LoadOptions
from .load_options import UpdateDeleteOptions as UpdateDeleteOptions
from .options import Load as Load
from .options import contains_eager as contains_eager
from .options import defaultload as defaultload
from .options import defer as defer
from .options import immediateload as immediateload
from .options import joinedload as joinedload
from .options import lazyload as lazyload
from .options import load_only as load_only
from .options import noload as noload
from .options import raiseload as raiseload
from .options import selectin_polymorphic as selectin_polymorphic
from .options import selectinload as selectinload
from .options import subqueryload as subqueryload
from .options import undefer as undefer
from .options import undefer_group as undefer_group
from .options import with_expression as with_expression
from .plan_cache import set_from_statement_planner
from .planner import plan_select
from .result import execute_orm_steps as execute_orm_steps
from .result import objects_steps as objects_steps
from .result import set_dml_executor
from .returned import ReturnedRows as ReturnedRows
from .returned import instances_steps
from .write import execute_dml_steps
from .write_only import WriteOnlyAttribute
from .write_only import WriteOnlyCollection as WriteOnlyCollection


def _toplevel(statement: Any, compiler: Any) -> Any:
    plan = plan_select(statement)
    if compiler is not None:
        compiler._orm_criteria = plan.view.criteria
    return plan.core


set_toplevel_planner(_toplevel)
set_from_statement_planner(plan_from_statement)
set_dml_executor(execute_dml_steps)
set_instances(lambda session, statement, cursor: drive(instances_steps(session, statement, cursor)))
set_relationship_loader(relationship_loader)
collection_impls["write_only"] = WriteOnlyAttribute
collection_impls["dynamic"] = DynamicAttribute
