"""`python -m web.counter` leaves the index where the gateway looks for it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from knowledge.settings import Settings
from tests.web.helpers import CATALOGUE
from web.counter.__main__ import main


def test_the_index_is_kept_in_the_data_folder(tmp_path: Path) -> None:
    assert main(Settings(var=tmp_path, catalogue=CATALOGUE)) == 0
    (made,) = (tmp_path / "counter").iterdir()
    assert json.loads(gzip.decompress(made.read_bytes()))["authored"] == 1
