"""The documented module `orm.interfaces`: base classes and constants of mapped attributes and options."""

from ..kernel.status import DONT_SET as DONT_SET
from .loading.user_options import CompileStateOption as CompileStateOption
from .loading.user_options import CriteriaOption as CriteriaOption
from .loading.user_options import LoaderOption as LoaderOption
from .loading.user_options import MapperOption as MapperOption
from .loading.user_options import ORMOption as ORMOption
from .loading.user_options import UserDefinedOption as UserDefinedOption
from .mapping import MANYTOMANY as MANYTOMANY
from .mapping import MANYTOONE as MANYTOONE
from .mapping import ONETOMANY as ONETOMANY
from .mapping import InspectionAttr as InspectionAttr
from .mapping import InspectionAttrInfo as InspectionAttrInfo
from .mapping import MapperProperty as MapperProperty
from .mapping import NotExtension as NotExtension
from .mapping import PropComparator as PropComparator
from .mapping import RelationshipDirection as RelationshipDirection
from .mapping.events import EXT_CONTINUE as EXT_CONTINUE
from .mapping.events import EXT_SKIP as EXT_SKIP
from .mapping.events import EXT_STOP as EXT_STOP
from .mapping.interfaces import StrategizedProperty as StrategizedProperty
from .mapping.mapped import SQLORMOperations as SQLORMOperations
from .query.interfaces import LoaderStrategy as LoaderStrategy
from .query.interfaces import ORMColumnDescription as ORMColumnDescription
from .state import NO_KEY as NO_KEY
from .state import NO_VALUE as NO_VALUE
