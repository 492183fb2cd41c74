"""The golden files under tests/golden say what is rendered, for all that can be rendered, and databases accept it."""

from __future__ import annotations

import ast
import contextlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import golden
from golden.databases import dialect
from golden.registry import DATABASES, FAMILIES, families, family
from golden.render import compile_case, entry_text, file_text
from ormolu import exc, schema, sql, types
from ormolu.dialects import mysql, postgresql, sqlite
from ormolu.operators import ColumnOperators

FOLDER = Path(golden.__path__[0])


@pytest.mark.parametrize("name", FAMILIES)
def test_files_say_what_is_rendered(name: str) -> None:
    found = file_text(family(name))
    assert found == family(name).file.read_text(), "if this is meant: ./dev golden write"


def test_every_file_belongs_to_a_family() -> None:
    assert {path.stem for path in FOLDER.glob("*.sql")} == set(FAMILIES)


def test_an_entry_names_only_databases_that_there_are() -> None:
    for each in families():
        for title, case in each.entries.items():
            named = {*case.only, *case.refused, *case.untried}
            assert named <= set(DATABASES), f"{each.name}: {title}"
            assert set(case.only) - {"str()"}, f"{each.name}: {title}: for no database"


def test_whatever_is_for_all_databases_says_something_for_each() -> None:
    for each in families():
        for title, case in each.entries.items():
            text = entry_text(case)
            for database in case.only:
                assert any(database in line for line in text.split("\n") if line.startswith("-- ")), (each.name, title)


# -- completeness: what the compilers can render ----------------------------------------------------------

NOT_RENDERED = {
    "visit_unsupported_compilation": "what is called when there is nothing to call",
    "visit_tstring": "needs the template strings of Python 3.14",
    "visit_tstring_text": "needs the template strings of Python 3.14",
    "visit_lambda_element": "lambdas have become what they return before a compiler sees them",
    "visit_fromclause": "for FROM elements of other libraries that name no rendering",
    "visit_index": "the name of an index inside an expression of another library",
    "visit_NCLOB": "a type of Oracle, for its dialect to come",
    "visit_real": "for generic types of other libraries; REAL has its own",
    "visit_json_path": "the type of a path between key and driver; never written",
    "visit_empty_set_expr": "an empty IN list is NULL here; for dialects that need a SELECT",
}
IGNORED_THERE = {
    "visit_identity_column": {
        "sqlite": "keys count up without",
        "mysql": "AUTO_INCREMENT",
        "mariadb": "AUTO_INCREMENT",
    },
}


def recording(compiler: type, seen: set[str]) -> type:
    """A subclass that notes which visit methods were called."""

    def noting(name: str) -> Any:
        def visit(self: Any, *args: Any, **kw: Any) -> Any:
            seen.add(name)
            return getattr(super(recorder, self), name)(*args, **kw)

        return visit

    names = [name for name in dir(compiler) if name.startswith("visit_")]
    recorder = type(compiler.__name__, (compiler,), {name: noting(name) for name in names})
    return recorder


@pytest.mark.parametrize("database", DATABASES[1:])
def test_every_visit_method_of_the_compilers_has_an_entry(database: str) -> None:
    plain = dialect(database)
    seen: set[str] = set()
    compilers = {name: getattr(plain, name) for name in ("statement_compiler", "ddl_compiler", "type_compiler_cls")}
    noting = object.__new__(
        type("Noting", (type(plain),), {name: recording(compiler, seen) for name, compiler in compilers.items()})
    )
    noting.__dict__.update(plain.__dict__)
    noting._init_compilers()
    for each in families():
        for case in each.entries.values():
            if database in case.only:
                # What a database has no words for is in the files, as an error.
                with contextlib.suppress(exc.SQLAlchemyError, NotImplementedError):
                    compile_case(case, database, noting)
    methods = {name for compiler in compilers.values() for name in dir(compiler) if name.startswith("visit_")}
    ignored = {name for name, databases in IGNORED_THERE.items() if database in databases}
    missing = methods - seen - set(NOT_RENDERED) - ignored
    assert not missing, f"no entry of the golden files renders these on {database}: {sorted(missing)}"


# -- completeness: what users can write ---------------------------------------------------------------------

NOT_SQL = {
    # names that say nothing by themselves, or nothing that a database reads
    "alias", "subquery", "dialect", "modifier", "tstring", "nullsfirst", "nullslast", "build_operation", "quoted_name",
    "DialectKWArgConst", "DialectKWArgs", "set_dialect_loader", "insert_sentinel", "conv", "sort_tables",
    "sort_tables_and_constraints", "CheckFirst", "TypedColumns", "Named", "ForeignKeyTarget", "All", "Insert",
    # what columns and constraints make of their arguments
    "CallableColumnDefault", "ColumnCollectionConstraint", "ColumnDefault", "ColumnElementColumnDefault", "Constraint",
    "DefaultGenerator", "HasSchemaAttr", "NamedType", "ScalarElementColumnDefault", "SchemaItem",
    # types of expressions, never of columns
    "MatchType", "NullType", "TableValueType", "TupleType", "Variant",
}  # fmt: skip
NOT_SQL_METHODS = {
    "operate": "what the operators call", "reverse_operate": "what the operators call", "timetuple": "not a method",
    "isnot": "older name", "isnot_distinct_from": "older name", "notin_": "older name", "notlike": "older name",
    "notilike": "older name", "nullsfirst": "older name", "nullslast": "older name", "as_scalar": "older name",
    "column": "older name", "options": "for loading objects", "execution_options": "for the engine",
    "get_execution_options": "a question", "with_dialect_options": "", "unique_params": "deprecated",
    "from_statement": "for the ORM", "self_group": "for other elements", "argument_for": "registers an argument",
    "get_label_style": "a question", "get_final_froms": "a question", "compile": "what each entry does",
    "compare": "a question", "get_children": "for visitors", "replace_selectable": "for visitors",
    "apply_syntax_extension_point": "for extensions", "corresponding_column": "a question",
    "is_derived_from": "a question", "get_dialect_option": "a question", "select": "select() of it",
    "label": "for scalars: as_a column", "add_is_dependent_on": "order of creation", "to_metadata": "", "tometadata": "",
    "shares_lineage": "a question", "within_group_type": "for functions of one's own",
}  # fmt: skip


def names_in_the_registry() -> set[str]:
    """Every name, attribute and keyword that stands in the Python of the entries."""
    found: set[str] = set()
    for each in families():
        for node in ast.walk(ast.parse(each.source.read_text())):
            if isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.keyword) and node.arg:
                found.add(node.arg)
    return found


def public_functions() -> Iterator[str]:
    for name, value in vars(sql.expression).items():
        if not name.startswith("_") and inspect.isfunction(value):
            yield name
    for module in (sqlite, postgresql, mysql):
        yield from module.__all__
    yield from (name for name, value in vars(types).items() if _is_a_public_type(name, value))
    yield from (name for name, value in vars(schema).items() if _is_ddl(name, value))


def _is_a_public_type(name: str, value: object) -> bool:
    abstract = {"TypeEngine", "TypeEngineMixin", "ExternalType", "Indexable", "Concatenable", "NumericCommon"}
    return inspect.isclass(value) and issubclass(value, types.TypeEngine) and name[0] != "_" and name not in abstract


def _is_ddl(name: str, value: object) -> bool:
    abstract = {"BaseDDLElement", "DDLElement", "ExecutableDDLElement", "TableCreateDDL", "TableDropDDL"}
    return (
        inspect.isclass(value)
        and issubclass(value, (schema.BaseDDLElement, schema.SchemaItem))
        and name[0] != "_"
        and name not in abstract
    )


def test_every_public_construct_stands_in_an_entry() -> None:
    missing = set(public_functions()) - names_in_the_registry() - NOT_SQL
    assert not missing, sorted(missing)


def test_every_method_that_changes_a_statement_or_expression_stands_in_an_entry() -> None:
    classes = (
        ColumnOperators, sql.Select, sql.CompoundSelect, sql.Insert, sql.Update, sql.Delete, sql.CTE, sql.FunctionElement,
    )  # fmt: skip
    methods = {
        name
        for each in classes
        for name in dir(each)
        if name[0] != "_" and inspect.isfunction(inspect.getattr_static(each, name))
    }
    missing = methods - names_in_the_registry() - set(NOT_SQL_METHODS)
    assert not missing, sorted(missing)


@pytest.mark.parametrize("database", DATABASES[1:])
def test_every_option_of_a_dialect_stands_in_an_entry(database: str) -> None:
    options = {
        f"{database}_{option}"
        for _, arguments in dialect(database).construct_arguments
        for option, default in arguments.items()
        if option != "*" and default is not schema.DialectKWArgConst.REFLECTED_ONLY
    }
    missing = options - names_in_the_registry() - {"postgresql_ignore_search_path"}  # for reflection
    assert not missing, sorted(missing)
