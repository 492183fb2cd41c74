"""Hook dispatch: named hooks and their listeners, without knowledge of who fires them.

Users start at `api.py`; a layer with events of its own derives a family from `Events` (`families.py`) and fires
`obj.dispatch.<hook>(...)` (`hooks.py`).
"""

from .api import CANCEL as CANCEL
from .api import NO_RETVAL as NO_RETVAL
from .api import contains as contains
from .api import listen as listen
from .api import listens_for as listens_for
from .api import remove as remove
from .families import Dispatcher as Dispatcher
from .families import EventKey as _EventKey  # noqa: F401  (the name that families elsewhere import)
from .families import Events as Events
from .families import _legacy_signature as _legacy_signature
from .families import dispatcher as dispatcher
from .families import fired_hook as fired_hook
from .hooks import Dispatch as Dispatch
from .hooks import Hook as Hook

EventTarget = object
"""What has a `dispatch`: any object whose class assigns `dispatcher(family)` to it."""
