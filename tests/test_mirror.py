"""The tests mirror the rooms: each module with logic has a test file at the same place, and each test file a module."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("actions", "bot", "deploy", "knowledge", "training", "web")
WITHOUT_LOGIC = {
    "actions/__main__.py": "starts the server; the conversations talk to it",
}
"""Modules that no test file mirrors, and why."""
SHOWS = {
    "test_nlu_data",
    "test_cases",
    "test_main_checklist",
    "test_crash",
    "test_fuzz",
    "test_any_order",
    "test_province",
    "test_bounds",
    "test_hostile_text",
    "test_kubernetes",
    "test_containers",
    "test_compose",
}
"""Test files named for what they show of several modules together."""
FREE = (
    "tests/conversations",
    "tests/docs",
    "tests/benchmarks",
    "tests/web/page",
    "tests/web/widget",
    "tests/web/counter/using",
)
"""Folders of tests that are named for what they show."""


def has_logic(path: Path) -> bool:
    """Whether a module defines a function, or a class with a method."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return True
        if isinstance(node, ast.ClassDef) and any(isinstance(part, ast.FunctionDef) for part in node.body):
            return True
    return False


def modules() -> list[Path]:
    found = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    return [path.relative_to(ROOT) for path in found if path.name != "__init__.py" and has_logic(path)]


def mirror_of(module: Path) -> Path:
    name = "main" if module.stem == "__main__" else module.stem
    return Path("tests") / module.parent / f"test_{name}.py"


def test_each_module_has_its_test() -> None:
    missing = [str(module) for module in modules() if not (ROOT / mirror_of(module)).exists()]
    assert [module for module in missing if module not in WITHOUT_LOGIC] == []


def test_each_test_mirrors_a_module() -> None:
    mirrored = {mirror_of(path.relative_to(ROOT)) for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    tests = [path.relative_to(ROOT) for room in ROOMS for path in (ROOT / "tests" / room).rglob("test_*.py")]
    odd = [path for path in tests if path not in mirrored and path.stem not in SHOWS]
    assert [str(path) for path in odd if not str(path).startswith(FREE)] == []
