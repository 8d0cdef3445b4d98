"""What docs/architecture.md says of the house is so: every room is on the plan, and no import runs in a circle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLAN = (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("To walk it once")[0]
ROOM = r"`([\w/]+(?:\.py|/))`"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "analysis").rglob("*.py"))
}


def taken(node: ast.AST) -> Iterator[str]:
    """The modules that are imported when a module is; not what types or single functions ask for."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ImportFrom) and child.module:
            names = [f"{child.module}.{alias.name}" for alias in child.names]
            yield from (name if name in MODULES else child.module for name in names)
        elif isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif not isinstance(child, ast.FunctionDef) and not (
            isinstance(child, ast.If) and "TYPE" in ast.dump(child.test)
        ):
            yield from taken(child)


def test_no_import_runs_in_a_circle() -> None:
    graph = {
        name: set(taken(ast.parse(path.read_text("utf-8")))) & set(MODULES) - {name} for name, path in MODULES.items()
    }
    order = list(TopologicalSorter(graph).static_order())
    assert set(order) == set(MODULES)
    assert order.index("analysis.coding.quotes") > order.index("analysis.text")


def test_the_plan_shows_the_house() -> None:
    """Nothing on it is gone, and no package is missing; a new module of a package goes to its neighbours."""
    named = {name.rpartition("/")[2] if name.endswith(".py") else name for name in re.findall(ROOM, PLAN)}
    inside = {path.name for folder in ("analysis", "analysis/coding") for path in (ROOT / folder).glob("*.py")}
    packages = {f"{path.parent.name}/" for path in (ROOT / "analysis").glob("*/__init__.py")} - {"coding/"}
    assert packages <= named
    assert named <= inside | packages
