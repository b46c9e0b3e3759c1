"""The library alone: `python -m benchmarks.library`. Checklist, next question, and loading 10,000 procedures."""

from __future__ import annotations

import json
import random
import tempfile
import time
from pathlib import Path

from benchmarks.timing import line, timed
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.build import build_checklist
from knowledge.library.assemble import load_catalogue
from knowledge.settings import Settings, get_settings, now_in_vietnam

MANY = 10_000


def main() -> None:
    """Measure on the real catalogue, and loading on copies of it."""
    catalogue = load_catalogue(get_settings())
    cases = random.Random(7).choices(_cases(catalogue), k=3000)
    now = now_in_vietnam()
    for code, facts in cases[:50]:
        build_checklist(catalogue, code, facts, now)
    full = [timed(lambda code=code, facts=facts: build_checklist(catalogue, code, facts, now)) for code, facts in cases]  # type: ignore[misc]
    none = [timed(lambda code=code: build_checklist(catalogue, code, {}, now)) for code, _ in cases]  # type: ignore[misc]
    asked = [
        timed(lambda code=code: catalogue.next_question(code, {}))  # type: ignore[misc]
        for code, _ in cases
    ]
    print(line("checklist, all questions answered", full))
    print(line("checklist, nothing answered", none))
    print(line("next question, nothing answered", asked))
    _loading(catalogue)


def _cases(catalogue: Catalogue) -> list[tuple[str, dict[str, str]]]:
    return [(code, dict(path.facts)) for code in catalogue.procedures for path in catalogue.paths(code)]


def _loading(catalogue: Catalogue) -> None:
    with tempfile.TemporaryDirectory() as name:
        settings = _copies(catalogue, Path(name))
        for what in ("from YAML", "compiled"):
            start = time.perf_counter()
            count = len(load_catalogue(settings).procedures)
            print(f"load {count} procedures, {what:<12} {time.perf_counter() - start:6.2f} s")


def _copies(catalogue: Catalogue, root: Path) -> Settings:
    """A catalogue of MANY procedures: the real ones again and again under new codes (JSON is YAML, too)."""
    base = root / "catalogue"
    for field in catalogue.fields:
        (base / field).mkdir(parents=True)
    source = get_settings().catalogue
    for path in source.glob("*.yml"):
        if not path.name.startswith("aliases"):  # they belong to codes that some of the copies bear
            (base / path.name).write_bytes(path.read_bytes())
    texts = {path: path.read_text(encoding="utf-8") for path in catalogue.authored.values()}
    for number in range(MANY):
        path, text = list(texts.items())[number % len(texts)]
        code = f"{1 + number // 1_000_000}.{number:06d}"
        (base / path.parent.name / f"{code}.yml").write_text(
            text.replace(f'code: "{path.stem}"', f"code: {json.dumps(code)}", 1), encoding="utf-8"
        )
    return Settings(catalogue=base, var=root / "var")


if __name__ == "__main__":
    main()
