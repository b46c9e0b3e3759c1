"""kill -9 in the middle of an import leaves the import before it whole, and the next import succeeds."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge.portal.importing import import_file
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import ROOT
from tests.knowledge.portal.conftest import DAY, lines_of, numbered, records_at

COUNT, BEFORE = 3_000, 60
ROUNDS = 3


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records that are new, and others than those of the import before."""
    folder = tmp_path_factory.mktemp("crash")
    return lines_of(folder / "big.jsonl", *numbered(COUNT, decisionNo="2/QĐ-TN", executionCases=[]))


def killed(url: str, file: Path, read: int, wait: float) -> bool:
    """Kill an import `wait` seconds after it has read so many records; whether that was before its end."""
    command = [sys.executable, "-m", "tests.knowledge.portal.importer", url, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= read:
                break
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        return b"done" not in process.stdout.read()


def test_kill_9(store: RecordStore, url: str, big: Path, tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    choose = random.Random(seed)
    import_file(store, lines_of(tmp_path / "before.jsonl", *numbered(BEFORE)), DAY)
    whole = store.latest()
    assert whole is not None
    moments = [(choose.randint(1, COUNT // 2), 0.0) for _ in range(ROUNDS - 1)]
    moments.append((COUNT, choose.uniform(0, 0.03)))  # while the last of it is written
    for read, wait in moments:
        if not killed(url, big, read, wait):
            assert read == COUNT, f"seed {seed}"
            break  # it had ended before the signal came: that is an import like any other
        after = RecordStore(url)
        assert after.latest() == whole, f"seed {seed}"
        headers = after.headers(whole.id)
        assert len(headers) == BEFORE
        assert set(after.seen().values()) == {DAY}
        assert after.headers(whole.id + 1) == headers
        assert all(found.decision == "1/QĐ-TN" for found in records_at(after, whole.id))
    report = import_file(RecordStore(url), big, DAY)
    assert report.result is not None
    assert len(store.headers(report.result.id)) == COUNT
    assert report.faults == []
