"""Types whose bound values PostgreSQL is told the type of (`$1::VARCHAR`): drivers that send parameters apart need it."""

from __future__ import annotations

from .... import types as sqltypes
from ..array import ARRAY
from ..types import INTERVAL, REGCONFIG, TIME, TIMESTAMP


class CastString(sqltypes.VARCHAR):
    render_bind_cast = True


class CastRegConfig(REGCONFIG):
    render_bind_cast = True


class CastInterval(INTERVAL):
    render_bind_cast = True


class CastDate(sqltypes.DATE):
    render_bind_cast = True


class CastTimestamp(TIMESTAMP):
    render_bind_cast = True


class CastTime(TIME):
    render_bind_cast = True


class CastInteger(sqltypes.INTEGER):
    render_bind_cast = True


class CastSmallInteger(sqltypes.SMALLINT):
    render_bind_cast = True


class CastBigInteger(sqltypes.BIGINT):
    render_bind_cast = True


class CastArray(ARRAY):
    render_bind_cast = True
