"""Measure the whole catalogue: `python -m benchmarks.national [--synthetic 130000] [--records FILE]`.

Import (again too), loading, memory, parsing and a checklist; with --synthetic the records are multiplied over the 34
provinces until there are that many. Each step runs in a process of its own, so that its memory is its own.
Needs the records: default ../shared/portal/records.jsonl.gz beside the project.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge.checklist.build import build_checklist
from knowledge.library.assemble import load_catalogue
from knowledge.portal.importing import import_file
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings, now_in_vietnam

ROOT = Path(__file__).resolve().parent.parent
RECORDS = ROOT.parent / "shared" / "portal" / "records.jsonl.gz"
DAY = dt.date(2026, 7, 18)
QUESTIONS = (
    "đăng ký khai sinh",
    "cap giay phep lai xe",
    "tách thửa đất",
    "nhap khau thuoc thu y",
    "mất sổ đỏ ở gia lai",
)


def multiply(source: Path, target: Path, count: int) -> None:
    """Write `count` records: the real ones, then each as every province would publish it, under a code of its own."""
    with gzip.open(source, "rt", encoding="utf-8") as file:
        real = [json.loads(line) for line in file]
    issuers = {str(value["detail"].get("departmentPromulgateName") or "") for value in real}
    offices = sorted(issuer for issuer in issuers if issuer.startswith(("UBND tỉnh", "UBND thành phố")))
    with gzip.open(target, "wt", encoding="utf-8", compresslevel=1) as out:
        for number in range(count):
            value = real[number % len(real)]
            if number >= len(real):
                detail = dict(value["detail"])
                detail["code"] = f"7.{number:06d}"
                detail["departmentPromulgateName"] = offices[number // len(real) % len(offices)]
                detail["requirementsAndConditions"] = f"{detail.get('requirementsAndConditions') or ''} {number}"
                value = {"searchItem": value["searchItem"], "detail": detail}
            out.write(json.dumps(value, ensure_ascii=False) + "\n")


def run_import(var: Path, file: Path) -> dict[str, Any]:
    """Import once: seconds, and what was new."""
    store = RecordStore.open(Settings(var=var))
    start = time.perf_counter()
    report = import_file(store, file, DAY)
    return {"seconds": time.perf_counter() - start, "read": report.read, "new": len(report.new)}


def run_load(var: Path) -> dict[str, Any]:
    """Load, and answer a hundred checklists of imported procedures."""
    start = time.perf_counter()
    catalogue = load_catalogue(Settings(var=var))
    loaded = time.perf_counter() - start
    codes = [code for code in catalogue.procedures if code not in catalogue.authored]
    times: list[float] = []
    for code in codes[:: max(1, len(codes) // 100)]:
        start = time.perf_counter()
        build_checklist(catalogue, code, {}, now_in_vietnam())
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return {
        "seconds": loaded,
        "procedures": len(catalogue.procedures),
        "searched": len(catalogue.searched()),
        "first checklist p50 ms": times[len(times) // 2],
        "p95 ms": times[int(len(times) * 0.95)],
    }


def run_search(var: Path) -> dict[str, Any]:
    """Build the index from nothing, open the search, and ask."""
    from knowledge.search.index.build import build_index
    from knowledge.search.pipeline import Pipeline

    settings = Settings(var=var)
    catalogue = load_catalogue(settings)
    start = time.perf_counter()
    build_index(catalogue, settings, lambda line: None)
    built = time.perf_counter() - start
    start = time.perf_counter()
    pipeline = Pipeline.open(catalogue, settings)
    opened = time.perf_counter() - start
    pipeline.search(QUESTIONS[0])
    times: list[float] = []
    for _ in range(20):
        for question in QUESTIONS:
            start = time.perf_counter()
            pipeline.search(f"{question} {len(times)}")
            times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return {"index built, seconds": built, "opened, seconds": opened, "search p50 ms": times[50], "p95 ms": times[95]}


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "import": run_import,
    "again": run_import,
    "load": run_load,
    "search": run_search,
}


def measure(step: str, var: Path, file: Path) -> dict[str, Any]:
    """Run one step in a process of its own; its figures with its peak memory in MB."""
    command = [sys.executable, "-m", "benchmarks.national", "--step", step, "--var", str(var), "--records", str(file)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Print one line for each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=Path, default=RECORDS)
    parser.add_argument("--synthetic", type=int, default=0)
    parser.add_argument("--no-search", action="store_true")
    parser.add_argument("--step", choices=sorted(STEPS), help=argparse.SUPPRESS)
    parser.add_argument("--var", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        given = (options.var,) if options.step in ("load", "search") else (options.var, options.records)
        figures = STEPS[options.step](*given)
        figures["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(figures))
        return
    with tempfile.TemporaryDirectory() as folder:
        file = options.records
        if options.synthetic:
            file = Path(folder) / "synthetic.jsonl.gz"
            multiply(options.records, file, options.synthetic)
        for step in STEPS:
            if step == "search" and options.no_search:
                continue
            figures = measure(step, Path(folder), file)
            print(f"{step:8}", ", ".join(f"{name} {value:,.1f}" for name, value in figures.items()), flush=True)


if __name__ == "__main__":
    main()
