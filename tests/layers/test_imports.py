"""The house's one rule: a module imports only layers below its own, or its own folder, and there are no cycles.

Imports are read with `ast`, so imports for typing and inside functions count like all others.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "ormolu"
MAXIMUM_LINES = 1200

# The floor of each room; programs (tour, __main__) stand above the public names. Rooms on the same floor do not know
# each other, except where BESIDE says so.
FLOORS = {
    "exc": 0, "structures": 0, "inspection": 0, "operators": 0, "steps": 0, "event": 0, "kernel": 0,
    "parameter_text": 0, "switches": 0, "typevars": 0,
    "types": 1,
    "sql": 2,
    "schema": 3,
    "compiler": 4,
    "engine": 5,
    "dialects": 6,
    "reflection": 7, "orm": 7,
    "ext": 8,
    "migrate": 9, "sandbox": 9, "trace": 9, "diagram": 9,
    "compat": 10, "__init__": 11, "tour": 12, "__main__": 13,
}  # fmt: skip

# Floor 0: everybody knows exc; a few know structures.
BESIDE = {
    "exc": {"parameter_text"},
    "structures": {"exc"},
    "inspection": {"exc", "structures"},
    "operators": {"exc", "structures"},
    "steps": {"exc", "structures"},
    "event": {"exc", "structures"},
    "kernel": {"exc", "structures"},
}

# The orm's inner order: each room may use those before it.
ORM_ROOMS = ("state", "mapping", "query", "loading", "flush", "session")

# Documented module paths that are facades of names over rooms at or below the given floor.
FACADES = {"pool": 5.5, "log": 5.5, "future": 7.5}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        yield ".".join(parts), path


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Every ormolu module that a file imports, as a dotted path below `ormolu`, with its line."""
    package = ["ormolu", *path.relative_to(SOURCE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "ormolu":
                    yield alias.name.partition(".")[2] or "__init__", node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = node.module.split(".") if node.module else []
            if node.level:
                base = package[: len(package) - node.level + 1] + base
            if not base or base[0] != "ormolu":
                continue
            inner = base[1:]
            for alias in node.names:
                as_module = SOURCE.joinpath(*inner, alias.name)
                is_module = as_module.with_suffix(".py").exists() or (as_module / "__init__.py").exists()
                target = [*inner, alias.name] if is_module else inner
                yield ".".join(target) or "__init__", node.lineno


def room(module: str) -> str:
    return module.split(".")[0]


def floor(module: str) -> float | None:
    return FLOORS.get(room(module), FACADES.get(room(module)))


def breaks_a_rule(module: str, target: str) -> str | None:
    here, there = room(module), room(target)
    if here == there:
        return _breaks_orm_order(module, target) if here == "orm" else None
    if floor(module) is None or floor(target) is None:
        unknown = module if floor(module) is None else target
        return f"{unknown} is in no known room: give it a floor"
    if floor(target) < floor(module):
        return None
    if there == "exc" or there in BESIDE.get(here, ()):
        return None
    return f"{module} (floor {floor(module)}) imports {target} (floor {floor(target)})"


def _breaks_orm_order(module: str, target: str) -> str | None:
    inner_here = module.split(".")[1] if "." in module else "__init__"
    inner_there = target.split(".")[1] if "." in target else "__init__"
    if inner_here not in ORM_ROOMS:
        return None  # orm/__init__ and the facades of names beside the rooms
    if inner_there not in ORM_ROOMS:
        return f"{module} imports {target}, which stands above the orm's rooms"
    if ORM_ROOMS.index(inner_there) > ORM_ROOMS.index(inner_here):
        return f"{module} imports {target}, a later room of the orm"
    return None


def test_every_module_imports_only_lower_layers() -> None:
    broken = [
        f"{path.relative_to(SOURCE)}:{line}: {problem}"
        for module, path in modules()
        for target, line in imports_of(path)
        if (problem := breaks_a_rule(module.removesuffix(".__init__"), target.removesuffix(".__init__")))
    ]
    assert not broken, "\n".join(broken)


def test_there_is_no_import_cycle() -> None:
    known = {name.removesuffix(".__init__"): path for name, path in modules()}
    graph = {name: {t.removesuffix(".__init__") for t, _ in imports_of(path)} - {name} for name, path in known.items()}
    graph = {name: {t for t in targets if t in known} for name, targets in graph.items() if name != "__init__"}
    assert not (cycle := find_cycle(graph)), " -> ".join(cycle)


def find_cycle(graph: dict[str, set[str]]) -> list[str]:
    """A cycle as a list of names, or nothing. Depth-first, with the path on the stack."""
    done: set[str] = set()
    for start in sorted(graph):
        path: list[str] = []
        stack: list[tuple[str, bool]] = [(start, True)]
        while stack:
            name, entering = stack.pop()
            if not entering:
                path.pop()
                done.add(name)
            elif name in path:
                return [*path[path.index(name) :], name]
            elif name not in done:
                path.append(name)
                stack.append((name, False))
                stack.extend((target, True) for target in sorted(graph.get(name, ())))
    return []


def test_find_cycle_sees_a_cycle_and_passes_a_diamond() -> None:
    assert find_cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c", "a"]
    assert find_cycle({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}, "d": set()}) == []


def test_no_file_is_longer_than_the_limit() -> None:
    long = {name: lines for name, path in modules() if (lines := len(path.read_text().splitlines())) > MAXIMUM_LINES}
    assert not long, f"files over {MAXIMUM_LINES} lines: {long}"


def test_a_break_of_the_rule_is_seen() -> None:
    assert breaks_a_rule("sql.elements", "engine.url")
    assert breaks_a_rule("orm.state.history", "orm.session.session")
    assert not breaks_a_rule("orm.session.session", "orm.state.history")
    assert not breaks_a_rule("engine.base", "sql.elements")
