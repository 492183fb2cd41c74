"""SHOW CREATE TABLE of MySQL and MariaDB: text -> columns, keys, constraints and table options.

The servers print one definition per line, in a fixed spelling; what stands in a line is read token by token, because
strings and expressions may hold anything. Rule: MySQL reference manual, "SHOW CREATE TABLE Statement".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>\s+|/\*!\d*|\*/|,$)
      | (?P<string>'(?:[^'\\]|''|\\.)*')
      | (?P<name>`(?:[^`]|``)*`|"(?:[^"]|"")*")
      | (?P<word>[\w$.\-]+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
# A line ends where no string or name is open.
_LINE = re.compile(r"""(?:'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`|"(?:[^"]|"")*"|[^\n])+""", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_ESCAPE = re.compile(r"\\(.)|''", re.DOTALL)
_OPTION = re.compile(
    r"(?P<key>(?:DEFAULT )?(?:CHARSET|CHARACTER SET)|(?:DATA|INDEX) DIRECTORY|(?:DEFAULT )?COLLATE|[A-Z_]+)"
    r"\s*=\s*(?P<value>'(?:[^'\\]|''|\\.)*'|\([^)]*\)|`[^`]*`|[^\s']+)",
)


class Token(NamedTuple):
    """A piece of a line: kind is "string", "name", "word" or "sign"."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def keyword(self) -> str:
        return self.text.upper() if self.kind in ("word", "sign") else ""


def unquoted_string(text: str) -> str:
    """The value of a string literal."""
    return _ESCAPE.sub(lambda m: "'" if m.group(1) is None else _ESCAPES.get(m.group(1), m.group(1)), text[1:-1])


def unquoted_name(text: str) -> str:
    """The name that an identifier spells."""
    return text[1:-1].replace(text[0] * 2, text[0]) if text[:1] in ("`", '"') else text


@dataclass
class ColumnText:
    """One column. arguments: those of the type, strings unquoted."""

    name: str
    type: str
    arguments: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    charset: str | None = None
    collation: str | None = None
    nullable: bool = True
    default: str | None = None
    comment: str | None = None
    computed: str | None = None
    stored: bool = False
    check: str | None = None

    @property
    def is_json(self) -> bool:
        """Whether it was declared as JSON, which MariaDB shows as what it makes of that."""
        return self.type == "longtext" and self.check == f"json_valid(`{self.name.replace('`', '``')}`)"


class KeyPart(NamedTuple):
    """A column (or expression) of a key, with the prefix length if there is one."""

    name: str | None
    length: int | None
    expression: str | None
    descending: bool


@dataclass
class KeyText:
    """One key. kind: "PRIMARY", "UNIQUE", "FULLTEXT", "SPATIAL" or ""."""

    kind: str
    name: str | None
    parts: list[KeyPart]
    parser: str | None = None
    using: str | None = None


@dataclass
class ForeignKeyText:
    """One foreign key. table: the parts of the referred name, schema first if given."""

    name: str | None
    columns: list[str]
    table: list[str]
    referred: list[str]
    options: dict[str, str]


@dataclass
class TableText:
    """What SHOW CREATE TABLE says."""

    columns: list[ColumnText] = field(default_factory=list)
    keys: list[KeyText] = field(default_factory=list)
    foreign_keys: list[ForeignKeyText] = field(default_factory=list)
    checks: list[tuple[str | None, str]] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)


def parse_show_create(sql: str) -> TableText:
    """Return what the text of SHOW CREATE TABLE says."""
    table = TableText()
    lines = _LINE.findall(sql)
    for number, line in enumerate(lines):
        if line.startswith(")"):
            _read_options(table, "\n".join(lines[number:]))
            break
        if line.startswith("  "):
            _read_line(table, line)
    return table


def column_from_describe(row: Any) -> ColumnText:
    """Return a column as DESCRIBE shows it; for views, whose CREATE statement has no types."""
    name, type_, null, _, default, extra = row[:6]
    column = column_of_type(name, type_)
    column.nullable = null == "YES"
    if default is not None:
        column.default = "'" + str(default).replace("'", "''") + "'" if default != "NULL" else None
    if "auto_increment" in (extra or ""):
        column.flags.add("AUTO_INCREMENT")
    return column


def column_of_type(name: str, type_: str) -> ColumnText:
    """Return a column of a type as the server prints it."""
    column = _Reader(f"`x` {type_}").column()
    column.name = name
    return column


def _read_line(table: TableText, line: str) -> None:
    reader = _Reader(line)
    if not reader.tokens:
        return
    if reader.tokens[0].kind == "name":
        table.columns.append(reader.column())
        return
    name = None
    if reader.take("CONSTRAINT"):
        name = reader.name()
    if reader.take("CHECK"):
        table.checks.append((name, reader.group_text()))
    elif reader.take("FOREIGN", "KEY"):
        table.foreign_keys.append(reader.foreign_key(name))
    else:
        key = reader.key()
        if key is not None:
            table.keys.append(key)


def _read_options(table: TableText, text: str) -> None:
    head, mark, partitions = text.partition("PARTITION BY")
    for match in _OPTION.finditer(head[1:]):
        value = match["value"]
        table.options[match["key"].lower()] = unquoted_string(value) if value.startswith("'") else value
    if mark:
        _read_partitions(table, partitions)


def _read_partitions(table: TableText, text: str) -> None:
    text = text.replace("*/", "").strip()
    method = re.match(r"(?P<by>.+?\))(?=\s|$)(?:\s+PARTITIONS (?P<count>\d+))?(?P<rest>.*)", text, re.DOTALL)
    if method is None:
        table.options["partition_by"] = text
        return
    table.options["partition_by"] = method["by"].strip()
    if method["count"]:
        table.options["partitions"] = method["count"]
    rest = method["rest"].strip()
    if rest.startswith("("):
        table.options["partition_definitions"] = rest[1:-1].strip() if rest.endswith(")") else rest


class _Reader:
    """Reads one line."""

    def __init__(self, line: str) -> None:
        self.line = line.rstrip()
        if self.line.endswith(","):
            self.line = self.line[:-1]
        self.tokens = [
            Token(match.lastgroup or "", match.group(), match.start(), match.end())
            for match in _TOKEN.finditer(self.line)
            if match.lastgroup != "space"
        ]
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        return self.tokens[self.at + ahead].keyword if self.at + ahead < len(self.tokens) else ""

    def take(self, *keywords: str) -> bool:
        if all(self.peek(n) == keyword for n, keyword in enumerate(keywords)):
            self.at += len(keywords)
            return True
        return False

    def next(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def name(self) -> str:
        return unquoted_name(self.next().text)

    def group(self) -> list[Token]:
        """The tokens inside the parentheses that start here; none where there are no parentheses."""
        if self.peek() != "(":
            return []
        start = self.at + 1
        depth = 0
        while self.at < len(self.tokens):
            sign = self.next().keyword
            depth += {"(": 1, ")": -1}.get(sign, 0)
            if not depth:
                break
        return self.tokens[start : self.at - 1]

    def group_text(self) -> str:
        inside = self.group()
        return self.line[inside[0].start : inside[-1].end] if inside else ""

    def column(self) -> ColumnText:
        column = ColumnText(self.name(), self.next().text.lower())
        if column.type == "double" and self.take("PRECISION"):
            pass  # one type in two words
        column.arguments = [
            unquoted_string(token.text) if token.kind == "string" else token.text
            for token in self.group()
            if token.text != ","
        ]
        while self.at < len(self.tokens):
            self._column_attribute(column)
        return column

    def _column_attribute(self, column: ColumnText) -> None:
        if self.take("NOT", "NULL"):
            column.nullable = False
        elif self.take("NULL"):
            column.nullable = True
        elif self.take("CHARACTER", "SET") or self.take("CHARSET"):
            column.charset = self.name()
        elif self.take("COLLATE"):
            column.collation = self.name()
        elif self.take("DEFAULT"):
            column.default = self._default()
        elif self.take("COMMENT"):
            column.comment = unquoted_string(self.next().text)
        elif self.take("GENERATED", "ALWAYS", "AS") or self.take("AS"):
            start = self.tokens[self.at].start
            self.group()
            column.computed = self.line[start : self.tokens[self.at - 1].end]
        elif self.take("STORED") or self.take("PERSISTENT"):
            column.stored = True
        elif self.take("CHECK"):
            column.check = self.group_text()
        else:
            column.flags.add(self.next().keyword)

    def _default(self) -> str | None:
        start = self.tokens[self.at].start
        self._value()
        if self.take("ON", "UPDATE"):
            self._value()
        text = self.line[start : self.tokens[self.at - 1].end]
        return None if text.upper() == "NULL" else text

    def _value(self) -> None:
        """Skip one value: a literal, a function call, or an expression in parentheses."""
        if self.peek() == "(":
            self.group()
            return
        if self.peek() in ("-", "+"):
            self.at += 1
        token = self.next()
        follows = self.tokens[self.at] if self.at < len(self.tokens) else None
        if follows is not None and follows.start == token.end and (follows.kind == "string" or follows.text == "("):
            if follows.kind == "string":
                self.at += 1  # b'101', _utf8mb4'x'
            else:
                self.group()

    def key(self) -> KeyText | None:
        kind = ""
        if self.peek() in ("PRIMARY", "UNIQUE", "FULLTEXT", "SPATIAL"):
            kind = self.next().keyword
        if not self.take("KEY"):
            return None
        name = None if kind == "PRIMARY" else self.name()
        using = self.next().text if self.take("USING") else None
        key = KeyText(kind, name, self._key_parts(), using=using)
        while self.at < len(self.tokens):
            if self.take("WITH", "PARSER"):
                key.parser = self.name()
            elif self.take("USING"):
                key.using = self.next().text
            else:
                self.at += 1
        return key

    def _key_parts(self) -> list[KeyPart]:
        parts: list[KeyPart] = []
        inside = self.group()
        at = 0
        while at < len(inside):
            token = inside[at]
            at += 1
            if token.keyword == ",":
                continue
            if token.keyword == "(":
                at, part = self._expression_part(inside, at - 1)
                parts.append(part)
                continue
            length = None
            if at < len(inside) and inside[at].keyword == "(":
                length = int(inside[at + 1].text)
                at += 3
            descending = at < len(inside) and inside[at].keyword == "DESC"
            if descending or (at < len(inside) and inside[at].keyword == "ASC"):
                at += 1
            parts.append(KeyPart(unquoted_name(token.text), length, None, descending))
        return parts

    def _expression_part(self, inside: list[Token], opening: int) -> tuple[int, KeyPart]:
        depth, at = 0, opening
        while at < len(inside):
            depth += {"(": 1, ")": -1}.get(inside[at].keyword, 0)
            at += 1
            if not depth:
                break
        text = self.line[inside[opening].start : inside[at - 1].end]
        descending = at < len(inside) and inside[at].keyword == "DESC"
        return at + (1 if descending else 0), KeyPart(None, None, text, descending)

    def foreign_key(self, name: str | None) -> ForeignKeyText:
        columns = self._names()
        self.take("REFERENCES")
        table = [self.name()]
        while self.take("."):
            table.append(self.name())
        key = ForeignKeyText(name, columns, table, self._names(), {})
        while self.at < len(self.tokens):
            if self.take("ON", "DELETE"):
                key.options["ondelete"] = self._action()
            elif self.take("ON", "UPDATE"):
                key.options["onupdate"] = self._action()
            elif self.take("MATCH"):
                key.options["match"] = self.next().text
            else:
                self.at += 1
        return key

    def _action(self) -> str:
        words = [self.next().keyword]
        if words[0] in ("SET", "NO"):
            words.append(self.next().keyword)
        return " ".join(words)

    def _names(self) -> list[str]:
        return [unquoted_name(token.text) for token in self.group() if token.text != ","]
