"""Every golden file's input compiles to its expected SQL, on every database named there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "golden"))

from database_forms import FORMS
from golden_files import Entry, entries, tables


@pytest.mark.parametrize("entry", list(entries()), ids=lambda entry: f"{entry.file}:{entry.line}:{entry.database}")
def test_sql_is_as_written(entry: Entry) -> None:
    statement = eval(entry.source, tables())
    compiled = statement.compile(dialect=FORMS[entry.database], compile_kwargs=entry.options)
    assert str(compiled) == entry.text
