"""The documented module `orm.exc`: the ORM's exceptions."""

from ..exc import NO_STATE as NO_STATE
from ..exc import ConcurrentModificationError as ConcurrentModificationError
from ..exc import DetachedInstanceError as DetachedInstanceError
from ..exc import FlushError as FlushError
from ..exc import LoaderStrategyException as LoaderStrategyException
from ..exc import MappedAnnotationError as MappedAnnotationError
from ..exc import MultipleResultsFound as MultipleResultsFound
from ..exc import NoResultFound as NoResultFound
from ..exc import ObjectDeletedError as ObjectDeletedError
from ..exc import ObjectDereferencedError as ObjectDereferencedError
from ..exc import StaleDataError as StaleDataError
from ..exc import UnmappedClassError as UnmappedClassError
from ..exc import UnmappedColumnError as UnmappedColumnError
from ..exc import UnmappedError as UnmappedError
from ..exc import UnmappedInstanceError as UnmappedInstanceError
