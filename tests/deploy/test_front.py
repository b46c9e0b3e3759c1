"""The joined files are those of the sources, and a module cannot be lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deploy.front import BUILT, FRONT, build, can_build, has_tools, is_up_to_date


def test_the_committed_files_were_made_of_the_sources() -> None:
    assert is_up_to_date(), "run `make front` and commit web/static/built"


def test_a_tool_that_came_later_is_missed(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"devDependencies": {"one": "1", "@two/three": "2"}}')
    for name in ("one", "@two/three"):
        assert not has_tools(tmp_path)
        (tmp_path / "node_modules" / name).mkdir(parents=True)
        (tmp_path / "node_modules" / name / "package.json").write_text("{}")
    assert has_tools(tmp_path)


def test_joining_again_gives_the_same_bytes(tmp_path: Path) -> None:
    if not can_build():
        pytest.skip("no node here")
    build(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in BUILT.iterdir()}


def test_scripts_never_make_markup_of_text() -> None:
    scripts = sorted(FRONT.rglob("*.js"))
    assert scripts
    for script in scripts:
        source = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", source), script.name
        assert len(source.splitlines()) < 200, script.name
