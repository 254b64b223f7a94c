"""The architecture, written once: a module imports only from floors below its own, and every module has a floor."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "argmap"

# From the ground up. Inside a package the order is written in its docstring; that its imports make no ring is tested.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"place", "theme", "passages", "collector", "pages", "many", "knots", "scalars"}),
    frozenset({"problem"}),
    frozenset({"model", "files"}),
    frozenset({"references"}),
    frozenset({"wording"}),
    frozenset({"load"}),
    frozenset({"graph"}),
    frozenset({"arrange"}),
    frozenset({"changes", "profile", "editing"}),
    frozenset({"support", "strength"}),
    frozenset({"formats"}),
    frozenset({"bibliography"}),
    frozenset({"rules"}),
    frozenset({"starting"}),
    frozenset({"audit", "config"}),
    frozenset({"baseline", "census"}),
    frozenset({"draw"}),
    frozenset({"report"}),
    frozenset({"library", "preview", "language"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
ANYWHERE = frozenset({"__init__"})  # the version, and the public names that it looks up when they are asked for


def units() -> Iterator[tuple[str, Path]]:
    """The modules and packages at the top of the package, with their files."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path


def imports(path: Path) -> Iterator[str]:
    """What a file imports of the package, in dotted names, inside functions and for types too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            inside = PACKAGE.parent / Path(*node.module.split("."))
            for alias in node.names:
                is_module = (inside / f"{alias.name}.py").exists() or (inside / alias.name).is_dir()
                yield f"{node.module}.{alias.name}" if is_module else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def floor(unit: str) -> int:
    return next(height for height, floor in enumerate(FLOORS) if unit in floor)


def test_every_module_has_one_floor() -> None:
    named = [unit for floor in FLOORS for unit in floor]
    assert sorted(named) == sorted(set(named))
    assert {unit for unit, _ in units()} - ANYWHERE <= set(named), "a new module needs a floor in FLOORS"


@pytest.mark.parametrize(
    ("unit", "path"), [pair for pair in units() if pair[0] not in ANYWHERE], ids=lambda x: str(x)[-40:]
)
def test_imports_go_down(unit: str, path: Path) -> None:
    above = [
        name
        for name in imports(path)
        if name.startswith("argmap.")
        and (other := name.split(".")[1]) not in (unit, "__version__")
        and floor(other) >= floor(unit)
    ]
    assert not above, f"{path.name} imports from its own floor or above"


def test_no_ring_inside_a_package() -> None:
    edges = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): set(imports(path)) for _, path in units()
    }
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way[way.index(name) :], name))
        if name in edges and name not in done:
            for other in sorted(edges[name]):
                visit(other, (*way, name))
            done.add(name)

    for name in edges:
        visit(name, ())
