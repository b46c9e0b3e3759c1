"""A denial of a noted answer takes it back; what says the same again, or something else, takes nothing back."""

from __future__ import annotations

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.reading.denials import denied
from knowledge.reading.scorer.scorer import Scorer, load_scorer
from knowledge.schema.conditions import UNKNOWN
from knowledge.settings import get_settings

BIRTH = "1.001193"


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return load_scorer(get_settings().embedder_dir)


@pytest.mark.parametrize(
    ("text", "noted", "taken"),
    [
        ("đâu phải nộp qua mạng", {"method": "online"}, ("method",)),
        ("em khong co nop qua mang", {"method": "online"}, ("method",)),
        ("nộp qua mạng", {"method": "online"}, ()),
        ("không, nộp qua mạng", {"method": "online"}, ()),
        ("không nộp qua mạng được không", {"method": "online"}, ()),
        ("không phải nộp qua mạng", {"method": UNKNOWN}, ()),
        ("không phải nộp qua mạng", {}, ()),
        ("dạ không", {"witness": "yes"}, ()),
        ("không đúng", {"witness": "yes", "within_60_days": "yes"}, ()),
        ("trước đây em không nộp qua mạng", {"method": "online"}, ()),
    ],
)
def test_what_is_denied_is_taken_back(
    scorer: Scorer, catalogue: Catalogue, text: str, noted: dict[str, str], taken: tuple[str, ...]
) -> None:
    assert denied(catalogue.get(BIRTH), text, noted, scorer) == taken
