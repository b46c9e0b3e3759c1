from __future__ import annotations

from pathlib import Path

from knowledge.catalogue_files.authored import AuthoredFiles
from knowledge.search.types import Decision
from tests.knowledge.search.helpers import PROCEDURES, procedure
from training.pairs import batches, meanings
from training.questions import Labelled


def authored() -> AuthoredFiles:
    procedures = {data["code"]: procedure(data) for data in PROCEDURES}
    return AuthoredFiles(procedures, {}, {}, {}, {}, "small", {code: Path(f"{code}.yml") for code in procedures})


def question(text: str, *codes: str) -> Labelled:
    return Labelled(text, frozenset(codes), Decision.ANSWER, "event", "A")


def test_a_procedure_is_meant_by_its_names_aliases_and_questions() -> None:
    vague = question("mai táng", "1.014028", "1.001731", "1.014177", "1.010824")
    found = {min(meant.codes): meant for meant in meanings(authored(), [question("Mới Sinh Con", "1.001193"), vague])}
    assert found["1.001193"].called == ("đăng ký khai sinh",)
    assert found["1.001193"].aliases == ("làm giấy khai sinh", "con mới sinh")
    assert found["1.001193"].asked == ("mới sinh con",)
    assert found["1.014028"].asked == ()  # a question that four procedures serve means none of them


def test_batches_are_the_same_for_the_same_seed() -> None:
    meant = meanings(authored(), [question("mới sinh con", "1.001193")])
    first, again, other = (list(batches(meant, 4, seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert all(len(batch) == 4 for batch in first)
    assert all(pair.anchor != pair.positive for batch in first for pair in batch if pair.anchor != "khai sinh")
