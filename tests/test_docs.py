"""README and docs name what exists: commands, verbs, paths, settings, targets; each verb and setting is documented."""

from __future__ import annotations

import argparse
import importlib.util
import re
from functools import lru_cache
from pathlib import Path

import pytest

from knowledge.cli.main import parser
from knowledge.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
ELSEWHERE = re.compile(r"^(var|\.venv|\.\.|https?:|/|overlays|\.ci/\.\.)")
"""Paths that are made at run time, or are no path of the repository (HTTP paths, the folder beside)."""
EXTENSIONS = "py|yml|md|json|jsonl|gz|safetensors|service|txt|toml|js|css|html|svg|png|onnx|db|sh"


def texts() -> dict[str, str]:
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCUMENTS}


def everything() -> str:
    return "\n".join(texts().values())


@lru_cache(maxsize=1)
def verbs() -> dict[str, argparse.ArgumentParser]:
    """The verbs of `python -m knowledge` with their parsers."""
    groups = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(groups[0].choices)


def test_there_is_something_to_check() -> None:
    assert len(DOCUMENTS) > 8
    assert len(verbs()) > 8


@pytest.mark.parametrize("name", texts())
def test_every_make_target_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^|\s|/)make ([a-z][a-z-]+)(?=[`\s,.;)]|$)", texts()[name], re.MULTILINE))
    english = {"it", "a", "the", "and", "no", "up", "of", "one", "sure", "that", "up-to-date", "each"}
    assert named - english <= targets


@pytest.mark.parametrize("name", texts())
def test_every_module_that_is_run_exists(name: str) -> None:
    for module in set(re.findall(r"python(?:3\.11)? -m ([a-z_]+(?:\.[a-z_]+)*)", texts()[name])):
        assert importlib.util.find_spec(module) is not None, module


@pytest.mark.parametrize("name", texts())
def test_every_verb_and_flag_of_the_command_line_exists(name: str) -> None:
    for verb, rest in re.findall(r"(?:-m |`)knowledge ([a-z][a-z-]+)([^`\n#]*)", texts()[name]):
        assert verb in verbs(), verb
        known = verbs()[verb]._option_string_actions
        for flag in re.findall(r"(?<=\s)(--[a-z][a-z-]+)", rest):
            assert flag in known, f"knowledge {verb} {flag}"


def test_every_verb_is_documented() -> None:
    text = everything()
    for verb in verbs():
        assert re.search(rf"knowledge {verb}\b", text), f"`python -m knowledge {verb}` is in no document"


@pytest.mark.parametrize("name", texts())
def test_every_setting_exists(name: str) -> None:
    known = {f"DIMOTLAN_{field.upper()}" for field in Settings.model_fields} | READ_ELSEWHERE
    named = set(re.findall(r"DIMOTLAN_[A-Z_]*[A-Z]", texts()[name]))
    assert named <= known


def test_every_setting_is_documented_in_the_readme() -> None:
    text = texts()["README.md"]
    for field in Settings.model_fields:
        assert f"`DIMOTLAN_{field.upper()}`" in text, field


READ_ELSEWHERE = {"DIMOTLAN_TORCH_INDEX", "DIMOTLAN_FUZZ"}
"""Variables of the set-up and of the tests."""


def test_variables_read_elsewhere_are_read() -> None:
    for variable in READ_ELSEWHERE:
        sources = [*ROOT.glob("deploy/*.py"), *ROOT.glob("tests/*.py")]
        assert any(variable in path.read_text(encoding="utf-8") for path in sources if path.name != "test_docs.py")


@pytest.mark.parametrize("name", texts())
def test_every_path_exists(name: str) -> None:
    text = re.sub(r"```yaml.*?```", "", texts()[name], flags=re.DOTALL)
    linked = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    quoted = [part.strip(",.;:") for quote in re.findall(r"`([^`\n]+)`", text) for part in quote.split()]
    paths = [
        part for part in quoted if re.fullmatch(rf"[\w./-]+/[\w.-]+\.(?:{EXTENSIONS})|[\w.-]+(?:/[\w.-]+)*/", part)
    ]
    here = (ROOT / name).parent
    for path in [*linked, *paths]:
        if ELSEWHERE.match(path):
            continue
        assert (ROOT / path).exists() or (here / path).exists(), path


@pytest.mark.parametrize("name", texts())
def test_every_dotted_module_exists(name: str) -> None:
    """`knowledge.search.pipeline`, `web.app:create_app` and the like, in backquotes."""
    for dotted in set(
        re.findall(r"`((?:knowledge|actions|bot|web|training|benchmarks|deploy)(?:\.\w+)+)", texts()[name])
    ):
        module, _, last = dotted.rpartition(".")
        if importlib.util.find_spec(module) is None:
            module, _, last = module.rpartition(".")
        spec = importlib.util.find_spec(module)
        assert spec is not None, dotted
        if not (spec.submodule_search_locations and importlib.util.find_spec(f"{module}.{last}")):
            assert re.search(rf"\b{last}\b", Path(str(spec.origin)).read_text(encoding="utf-8")), dotted
