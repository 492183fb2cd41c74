"""CREATE TABLE as SQLite remembers it: text -> columns, constraints and table options.

SQLite keeps the statement as it was typed, and its PRAGMAs leave out constraint names, checks and generated columns.
This reads the statement with a tokenizer, so that quotes, comments, nested parentheses and any spacing are understood
as SQLite does. Rule: https://sqlite.org/lang_createtable.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>\s+|--[^\n]*(?:\n|\Z)|/\*.*?(?:\*/|\Z))
      | (?P<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])
      | (?P<word>[\w$]+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)

_TABLE_STARTS = frozenset({"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"})
_COLUMN_STARTS = frozenset(
    {
        "CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED",
        "AS",
    }
)  # fmt: skip


class Token(NamedTuple):
    """A piece of SQL: its text, whether it is quoted, and where it stands."""

    text: str
    quoted: bool
    start: int
    end: int

    @property
    def keyword(self) -> str:
        """The word in upper case; empty for quoted text, which is never a key word."""
        return "" if self.quoted else self.text.upper()

    @property
    def name(self) -> str:
        """The identifier that the token spells."""
        if not self.quoted:
            return self.text
        quote = self.text[0]
        body = self.text[1:-1]
        return body if quote == "[" else body.replace(quote * 2, quote)


@dataclass
class Constraint:
    """One constraint. kind: "primary", "unique", "check", "foreign", "generated" or "collate"."""

    kind: str
    name: str | None
    columns: list[str] = field(default_factory=list)
    sqltext: str = ""
    referred_table: str = ""
    referred_columns: list[str] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)
    stored: bool = False
    inline: bool = False


@dataclass
class TableText:
    """What a CREATE TABLE statement says beyond names and types of columns."""

    constraints: list[Constraint] = field(default_factory=list)
    options: list[str] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[Constraint]:
        """The constraints of one kind, in order."""
        return [constraint for constraint in self.constraints if constraint.kind == kind]


def parse_create_table(sql: str) -> TableText:
    """Return what a CREATE TABLE statement says; nothing for statements of other kinds (views, virtual tables)."""
    tokens = list(_tokens(sql))
    opening = next((at for at, token in enumerate(tokens) if token.text == "(" and not token.quoted), None)
    words = [token.keyword for token in tokens[:opening]]
    if opening is None or "TABLE" not in words or "VIRTUAL" in words[:3]:
        return TableText()
    closing = _closing(tokens, opening)
    result = TableText(options=[token.keyword for token in tokens[closing + 1 :] if token.keyword.isalpha()])
    for part in _split(tokens[opening + 1 : closing]):
        reader = _Reader(sql, part)
        if part and part[0].keyword in _TABLE_STARTS:
            result.constraints += reader.table_constraints()
        elif part:
            result.constraints += reader.column_constraints()
    return result


def index_condition(sql: str) -> str | None:
    """Return the condition of a partial index from its CREATE INDEX statement; None where there is none."""
    tokens = list(_tokens(sql))
    opening = next((at for at, token in enumerate(tokens) if token.text == "(" and not token.quoted), len(tokens))
    closing = _closing(tokens, opening)
    if [token.keyword for token in tokens[closing + 1 : closing + 2]] != ["WHERE"]:
        return None
    return sql[tokens[closing + 1].end :].strip()


def _tokens(sql: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(sql):
        if match.lastgroup != "space":
            yield Token(match.group(), match.lastgroup == "quoted", match.start(), match.end())


def _closing(tokens: list[Token], opening: int) -> int:
    """Index of the parenthesis that closes the one at `opening`."""
    depth = 0
    for at in range(opening, len(tokens)):
        if not tokens[at].quoted:
            if tokens[at].text == "(":
                depth += 1
            elif tokens[at].text == ")":
                depth -= 1
                if not depth:
                    return at
    return len(tokens)


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    """Split at the commas outside parentheses."""
    part: list[Token] = []
    depth = 0
    for token in tokens:
        if not token.quoted:
            if token.text == "," and not depth:
                yield part
                part = []
                continue
            depth += {"(": 1, ")": -1}.get(token.text, 0)
        part.append(token)
    yield part


class _Reader:
    """Reads the constraints of one column or table definition."""

    def __init__(self, sql: str, tokens: list[Token]) -> None:
        self.sql = sql
        self.tokens = tokens
        self.at = 0

    def _peek(self, ahead: int = 0) -> str:
        return self.tokens[self.at + ahead].keyword if self.at + ahead < len(self.tokens) else ""

    def _take(self, *keywords: str) -> bool:
        if all(self._peek(n) == keyword for n, keyword in enumerate(keywords)):
            self.at += len(keywords)
            return True
        return False

    def _name(self) -> str:
        token = self.tokens[self.at]
        self.at += 1
        return token.name

    def _group(self) -> list[Token]:
        """The tokens inside the parentheses that start here; none where there are no parentheses."""
        if self._peek() != "(":
            return []
        closing = _closing(self.tokens, self.at)
        inside = self.tokens[self.at + 1 : closing]
        self.at = closing + 1
        return inside

    def _text(self) -> str:
        inside = self._group()
        return self.sql[inside[0].start : inside[-1].end] if inside else ""

    def _columns(self) -> list[str]:
        return [part[0].name for part in _split(self._group()) if part]

    def table_constraints(self) -> list[Constraint]:
        found = []
        while self.at < len(self.tokens):
            name = self._name() if self._take("CONSTRAINT") else None
            if self._take("PRIMARY", "KEY"):
                found.append(Constraint("primary", name, self._columns(), options=self._conflict()))
            elif self._take("UNIQUE"):
                found.append(Constraint("unique", name, self._columns(), options=self._conflict()))
            elif self._take("CHECK"):
                found.append(Constraint("check", name, sqltext=self._text(), options=self._conflict()))
            elif self._take("FOREIGN", "KEY"):
                columns = self._columns()
                if self._take("REFERENCES"):
                    found.append(self._reference(name, columns))
            else:
                self.at += 1
        return found

    def column_constraints(self) -> list[Constraint]:
        column = self._name()
        while self.at < len(self.tokens) and self._peek() not in _COLUMN_STARTS:
            if not self._group():
                self.at += 1
        found = []
        name: str | None = None
        while self.at < len(self.tokens):
            if self._take("CONSTRAINT"):
                name = self._name()
                continue
            constraint = self._column_constraint(column, name)
            if constraint is not None:
                constraint.inline = True
                found.append(constraint)
            name = None
        return found

    def _column_constraint(self, column: str, name: str | None) -> Constraint | None:
        if self._take("PRIMARY", "KEY"):
            options = self._conflict()
            return Constraint(
                "primary", name, [column], options={**options, "autoincrement": self._take("AUTOINCREMENT")}
            )
        if self._take("UNIQUE"):
            return Constraint("unique", name, [column], options=self._conflict())
        if self._take("CHECK"):
            return Constraint("check", name, [column], sqltext=self._text())
        if self._take("REFERENCES"):
            return self._reference(name, [column])
        if self._take("GENERATED", "ALWAYS", "AS") or self._take("AS"):
            sqltext = self._text()
            return Constraint("generated", name, [column], sqltext=sqltext, stored=self._take("STORED"))
        if self._take("COLLATE"):
            return Constraint("collate", name, [column], sqltext=self._name())
        if self._take("DEFAULT"):
            if not self._group():
                self.at += 2 if self._peek() in ("+", "-") else 1
            return None
        self.at += 1
        return None

    def _conflict(self) -> dict[str, Any]:
        while self._peek() in ("ASC", "DESC"):
            self.at += 1
        return {"on_conflict": self._name().upper()} if self._take("ON", "CONFLICT") else {}

    def _reference(self, name: str | None, columns: list[str]) -> Constraint:
        table = self._name()
        found = Constraint("foreign", name, columns, referred_table=table, referred_columns=self._columns())
        while self.at < len(self.tokens):
            if self._take("ON", "DELETE"):
                self._action(found, "ondelete")
            elif self._take("ON", "UPDATE"):
                self._action(found, "onupdate")
            elif self._take("MATCH"):
                self._name()
            elif self._take("NOT", "DEFERRABLE"):
                found.options["deferrable"] = False
            elif self._take("DEFERRABLE"):
                found.options["deferrable"] = True
            elif self._take("INITIALLY"):
                found.options["initially"] = self._name().upper()
            else:
                break
        return found

    def _action(self, found: Constraint, option: str) -> None:
        words = [self._name().upper()]
        if words[0] in ("SET", "NO"):
            words.append(self._name().upper())
        if words != ["NO", "ACTION"]:  # what SQLite does without the clause
            found.options[option] = " ".join(words)
