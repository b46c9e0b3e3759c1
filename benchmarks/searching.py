"""What a process that searches costs: `python -m benchmarks.searching`, over the catalogue in DIMOTLAN_VAR.

For the national catalogue after `make eval`: `DIMOTLAN_VAR=var/evaluation DIMOTLAN_EMBEDDER=var/embedder`. Start the
service beside it to measure with Rasa running.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.evaluate.cases import QUESTIONS
from knowledge.library.assemble import load_catalogue
from knowledge.search.index.build import index_is_current
from knowledge.search.pipeline import Pipeline
from knowledge.settings import get_settings
from knowledge.text.embedder.model import STOCK, TUNED, load_model
from training.questions import read_labelled

ODD = ("khai sinh " * 500, "x" * 5000, "户口 " * 1000, "😀" * 5000, "\u0301" * 5000, "a\u200b" * 2500)


def resident() -> int:
    """Megabytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * 4096 // 1_000_000


def main() -> None:
    settings = get_settings()
    catalogue = load_catalogue(settings)
    if not index_is_current(catalogue, settings):
        raise SystemExit("no index of this catalogue: run `python -m knowledge index`, then this again")
    started = time.perf_counter()
    pipeline = Pipeline.open(catalogue, settings)
    print(f"{len(catalogue.searched())} procedures: opened in {time.perf_counter() - started:.1f} s")
    questions = [labelled.question for labelled in read_labelled(QUESTIONS / "test.jsonl")]
    pipeline.search(questions[0])
    spent = _milliseconds(pipeline.search, questions)
    print(f"search p50 {spent[len(spent) // 2]:.1f} ms, p95 {spent[int(len(spent) * 0.95)]:.1f} ms; {resident()} MB")
    print(f"slowest of {len(ODD)} odd questions: {_milliseconds(pipeline.search, ODD)[-1]:.0f} ms")
    for name in (TUNED, STOCK):
        model = load_model(name, settings.embedder_dir)
        spent = _milliseconds(model.encode, questions[:200])
        print(f"{name}: a question embedded in {spent[100]:.1f} ms at the median")


def _milliseconds(act: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    """How long each text took, the quickest first."""
    spent = []
    for text in texts:
        started = time.perf_counter()
        act(text)
        spent.append((time.perf_counter() - started) * 1000)
    return sorted(spent)


if __name__ == "__main__":
    main()
