"""A procedure for machines."""

from __future__ import annotations

import json
from pathlib import Path

from knowledge.catalogue_files.catalogue import Catalogue
from tests.knowledge.factory import catalogue_of, procedure
from web.pages.procedure.linked_data import CPSV_CONTEXT, linked_data

BASE = "https://mot-cua.example"


def test_what_the_two_vocabularies_say(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, procedure(about="Để thử.", eligibility=[{"say": "Từ đủ 18 tuổi."}]))
    service, public = linked_data(catalogue, catalogue.get("1.000001"), BASE)
    assert service["@context"] == "https://schema.org"
    assert (service["@type"], service["identifier"]) == ("GovernmentService", "1.000001")
    assert service["url"] == f"{BASE}/thu-tuc/1.000001"
    assert service["provider"]["name"] == "UBND cấp xã"
    assert [offer["price"] for offer in service["offers"]] == [0, 5000]
    assert public["@type"] == "cpsv:PublicService"
    assert [paper["dct:identifier"] for paper in public["cpsv:hasInput"]] == ["form", "proof", "witness", "pledge"]
    assert public["cpsv:follows"][0]["dct:description"] == {"@language": "vi", "@value": "Từ đủ 18 tuổi."}
    assert public["cv:hasCost"][1] == {"@type": "cv:Cost", "cv:value": 5000, "cv:currency": "VND"}
    assert public["cv:processingTime"] == [{"@type": "xsd:duration", "@value": "P1D"}]
    assert public["dct:modified"]["@value"] == "2026-07-18"


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for part in value.values() for key in _keys(part)}
    return {key for part in value for key in _keys(part)} if isinstance(value, list) else set()


def test_every_procedure_is_described_with_words_of_the_context_and_nothing_empty(catalogue: Catalogue) -> None:
    for code in catalogue.procedures:
        service, public = linked_data(catalogue, catalogue.get(code), BASE)
        assert "" not in json.loads(json.dumps(service)).values()
        words = {key for key in _keys(public) if not key.startswith("@") and key not in CPSV_CONTEXT}
        assert {word.split(":")[0] for word in words} <= CPSV_CONTEXT.keys()
        assert public["dct:title"]["@value"] == catalogue.name(code)
