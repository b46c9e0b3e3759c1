"""The national list: the code, title and page of every procedure, known by name only where there is no record.

Made by `python -m training.national_list`; titles and codes are facts of the published list.
"""

from __future__ import annotations

import csv
import gzip
import io
from functools import lru_cache
from pathlib import Path

from knowledge.search.types import Known

FILE = Path(__file__).with_name("national_list.csv.gz")
PAGE = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{id}"


@lru_cache(maxsize=1)
def load_known(path: Path = FILE) -> tuple[Known, ...]:
    """Every procedure of the list, in the order of the codes."""
    text = gzip.decompress(path.read_bytes()).decode()
    return tuple(Known(code, name, PAGE.format(id=page)) for code, name, page in csv.reader(io.StringIO(text)))
