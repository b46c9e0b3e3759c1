"""A procedure for machines: schema.org's GovernmentService, and the European public service vocabulary (CPSV-AP)."""

from __future__ import annotations

from typing import Any

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.phrases import called, label_of
from knowledge.schema.conditions import TimeUnit
from knowledge.schema.procedure import Fee, Procedure, TimeLimit
from knowledge.wording import wording

CPSV_CONTEXT = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_DURATIONS = {TimeUnit.HOUR: "PT{}H", TimeUnit.DAY: "P{}D", TimeUnit.WORKING_DAY: "P{}D", TimeUnit.MONTH: "P{}M"}


def linked_data(catalogue: Catalogue, procedure: Procedure, base: str) -> list[dict[str, Any]]:
    """The two descriptions of a procedure, each a JSON-LD document.

    Args:
        catalogue: holds the procedure.
        procedure: as the page shows it.
        base: where the gateway is, without a slash at the end.
    """
    address = f"{base}/thu-tuc/{procedure.code}"
    return [_government_service(catalogue, procedure, address), _public_service(catalogue, procedure, address)]


def _government_service(catalogue: Catalogue, procedure: Procedure, address: str) -> dict[str, Any]:
    fees = [fee for fee in procedure.fees if _in_dong(fee) is not None and not fee.label]
    methods = wording().group("methods")
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "@id": address,
            "url": address,
            "identifier": procedure.code,
            "name": procedure.name,
            "alternateName": called(procedure) if called(procedure) != procedure.name else "",
            "description": procedure.about,
            "inLanguage": "vi",
            "category": _field(catalogue, procedure),
            "provider": {"@type": "GovernmentOrganization", "name": procedure.agency},
            "areaServed": {"@type": "Country", "name": "Việt Nam", "identifier": "VN"},
            "availableChannel": [
                {"@type": "ServiceChannel", "name": methods[method], "serviceUrl": address}
                for method in procedure.methods
            ],
            "serviceOutput": [{"@type": "Thing", "name": name} for name in _results(catalogue, procedure)],
            "offers": [{"@type": "Offer", "price": _in_dong(fee), "priceCurrency": "VND"} for fee in fees],
            "sameAs": _link(catalogue, procedure),
        }
    )


def _public_service(catalogue: Catalogue, procedure: Procedure, address: str) -> dict[str, Any]:
    types = catalogue.document_types
    kinds = dict.fromkeys(entry.type for entry in procedure.documents)
    rules = [entry.say for entry in procedure.eligibility] or [procedure.requirements]
    day = procedure.source.updated or procedure.source.read
    return _without_empty(
        {
            "@context": CPSV_CONTEXT,
            "@type": "cpsv:PublicService",
            "@id": f"{address}#dich-vu",
            "dct:identifier": procedure.code,
            "dct:title": _vi(procedure.name),
            "dct:description": _vi(procedure.about or procedure.name),
            "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/VIE"},
            "dct:spatial": {"@id": "http://publications.europa.eu/resource/authority/country/VNM"},
            "dct:modified": {"@type": "xsd:date", "@value": day.isoformat()},
            "dct:source": _link(catalogue, procedure),
            "cv:thematicArea": _vi(_field(catalogue, procedure)),
            "cv:hasCompetentAuthority": {"@type": "cv:PublicOrganisation", "dct:title": _vi(procedure.agency)},
            "cpsv:hasInput": [
                {"@type": "cv:Evidence", "dct:identifier": kind, "dct:title": _vi(types[kind].name)} for kind in kinds
            ],
            "cpsv:produces": [
                {"@type": "cv:Output", "dct:title": _vi(name)} for name in _results(catalogue, procedure)
            ],
            "cpsv:follows": [{"@type": "cpsv:Rule", "dct:description": _vi(rule)} for rule in rules if rule],
            "cv:hasCost": [_cost(fee) for fee in procedure.fees if _in_dong(fee) is not None],
            "cv:processingTime": _durations(procedure.time_limit),
            "cv:hasChannel": [
                {"@type": "cv:Channel", "dct:type": wording().group("methods")[method]} for method in procedure.methods
            ],
            "cv:hasLegalResource": [
                {"@type": "eli:LegalResource", "dct:identifier": number} for number in procedure.legal_basis
            ],
        }
    )


def _cost(fee: Fee) -> dict[str, Any]:
    cost = {"@type": "cv:Cost", "cv:value": _in_dong(fee), "cv:currency": "VND"}
    return cost | ({"dct:description": _vi(fee.label)} if fee.label else {})


def _in_dong(fee: Fee) -> int | None:
    """A sum in đồng, 0 when it is free; None when the source gives none."""
    if fee.free:
        return 0
    return fee.amount if fee.amount and fee.currency == "VND" else None


def _durations(limits: tuple[TimeLimit, ...]) -> list[dict[str, str]]:
    known = [limit for limit in limits if limit.amount and limit.unit in _DURATIONS]
    found = [_DURATIONS[limit.unit].format(limit.amount) for limit in known]
    return [{"@type": "xsd:duration", "@value": value} for value in dict.fromkeys(found)]


def _results(catalogue: Catalogue, procedure: Procedure) -> list[str]:
    return [label_of(catalogue.document_types[result]) for result in procedure.results]


def _field(catalogue: Catalogue, procedure: Procedure) -> str:
    field = catalogue.fields.get(procedure.field)
    return field.name if field else ""


def _link(catalogue: Catalogue, procedure: Procedure) -> str:
    link = procedure.source.url or catalogue.link(procedure.code)
    return link if link.startswith("https://") else ""


def _vi(text: str) -> dict[str, str] | None:
    return {"@language": "vi", "@value": text} if text else None


def _without_empty(value: dict[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in value.items() if part not in ("", None, [])}
