"""`knowledge check`: what need not be brought says how that is known; what it quotes is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.checks.cites import cite_faults, holds, look_up_faults
from knowledge.portal.record import record_of
from tests.knowledge.factory import DOCUMENTS, catalogue_of, procedure
from tests.knowledge.portal.records import record

SENTENCE = "Trường hợp đã có dữ liệu điện tử thì không phải nộp bản giấy."


class Published:
    """One record for every code."""

    def record(self, _: str) -> object:
        return record_of(record(requirementsAndConditions=SENTENCE))


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ({}, "does not say how that is known"),
        ({"basis": "silence"}, ""),
        ({"cites": "đã có dữ liệu … không phải nộp"}, ""),
        ({"cites": "không phải nộp … đã có dữ liệu"}, "quotes what its record does not say"),
        ({"cites": "53/2025/TT-BCA, mẫu CT01"}, ""),
    ],
)
def test_each_says_how_it_is_known(tmp_path: Path, known: dict[str, str], message: str) -> None:
    catalogue = catalogue_of(tmp_path, procedure(not_needed=[{"type": "extra", "why": "x", **known}]))
    faults = list(cite_faults(catalogue, Published()))  # type: ignore[arg-type]
    assert [fault for fault in faults if message and message in fault] or (not message and not faults), faults


def test_pieces_stand_in_their_order_and_close() -> None:
    assert holds("a b c", "a … c")
    assert not holds("a" + " b" * 300 + " c", "a … c")


def test_the_shipped_catalogue_says_it_everywhere(catalogue: Catalogue) -> None:
    assert list(cite_faults(catalogue)) == []


@pytest.mark.parametrize(
    ("sentence", "verified", "count"),
    [
        ("Nộp một bản sao.", True, 1),
        ("Cơ quan khai thác được thông tin thì không phải nộp.", True, 0),
        ("Nộp một bản sao.", False, 0),
    ],
)
def test_a_paper_is_only_looked_up_where_the_record_speaks_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sentence: str, verified: bool, count: int
) -> None:
    monkeypatch.setitem(DOCUMENTS, "form", {**DOCUMENTS["form"], "looked_up": "Cơ quan tự tra."})
    changed = procedure(source={"kind": "portal", "read": "2026-07-18", "verified": verified})

    class Said:
        def record(self, _: str) -> object:
            return record_of(record(requirementsAndConditions=sentence))

    faults = list(look_up_faults(catalogue_of(tmp_path, changed), Said()))  # type: ignore[arg-type]
    assert len(faults) == count
    assert all("'form' has `looked_up`" in fault for fault in faults)
