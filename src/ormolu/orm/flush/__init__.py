"""Flush: turn changed objects into an ordered write plan, and run it.

In: the objects a Session reports as new, changed or deleted. Out: rows in the database, and objects that know what the
database made of them.

Start at `execute_flush_steps`. Who takes part is in `unit.py`, what relationships mean in `dependencies.py`, the order
in `plan.py` and `topology.py`, the writes of one hierarchy in `save.py`, bulk writes in `bulk_insert.py` and `bulk_update.py`.
"""

from .bulk_insert import InsertTemplate as InsertTemplate
from .bulk_insert import bulk_insert_steps as bulk_insert_steps
from .bulk_insert import insert_rows_steps as insert_rows_steps
from .bulk_update import UpdateTemplate as UpdateTemplate
from .bulk_update import bulk_update_steps as bulk_update_steps
from .bulk_update import update_rows_steps as update_rows_steps
from .flush import execute_flush_steps as execute_flush_steps
from .flush import plan_flush_steps as plan_flush_steps
from .flush import settle as settle
from .plan import WritePlan as WritePlan
from .unit import OptionedConnection as OptionedConnection
from .unit import UnitOfWork as UnitOfWork
