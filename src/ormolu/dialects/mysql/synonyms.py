"""The oldest names of the types, which programs still import from `dialects.mysql.base`."""

from __future__ import annotations

from ...types import BINARY as MSBinary
from ...types import BLOB as MSBlob
from ...types import VARBINARY as MSVarBinary
from .types import BIGINT as MSBigInteger
from .types import BIT as MSBit
from .types import CHAR as MSChar
from .types import DECIMAL as MSDecimal
from .types import DOUBLE as MSDouble
from .types import ENUM as MSEnum
from .types import FLOAT as MSFloat
from .types import INTEGER as MSInteger
from .types import LONGBLOB as MSLongBlob
from .types import LONGTEXT as MSLongText
from .types import MEDIUMBLOB as MSMediumBlob
from .types import MEDIUMINT as MSMediumInteger
from .types import MEDIUMTEXT as MSMediumText
from .types import NCHAR as MSNChar
from .types import NUMERIC as MSNumeric
from .types import NVARCHAR as MSNVarChar
from .types import REAL as MSReal
from .types import SET as MSSet
from .types import SMALLINT as MSSmallInteger
from .types import TEXT as MSText
from .types import TIME as MSTime
from .types import TIMESTAMP as MSTimeStamp
from .types import TINYBLOB as MSTinyBlob
from .types import TINYINT as MSTinyInteger
from .types import TINYTEXT as MSTinyText
from .types import VARCHAR as MSString
from .types import YEAR as MSYear

__all__ = [
    "MSBigInteger", "MSBinary", "MSBit", "MSBlob", "MSChar", "MSDecimal", "MSDouble", "MSEnum", "MSFloat", "MSInteger",
    "MSLongBlob", "MSLongText", "MSMediumBlob", "MSMediumInteger", "MSMediumText", "MSNChar", "MSNVarChar",
    "MSNumeric", "MSReal", "MSSet", "MSSmallInteger", "MSString", "MSText", "MSTime", "MSTimeStamp", "MSTinyBlob",
    "MSTinyInteger", "MSTinyText", "MSVarBinary", "MSYear",
]  # fmt: skip
