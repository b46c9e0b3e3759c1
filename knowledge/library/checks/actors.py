"""`knowledge check`: whom a record names (a guardian, kin, an heir …), the authored procedure knows."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.checks.cites import Records, plain_text
from knowledge.library.checks.words import check_words


def actor_faults(catalogue: Catalogue, records: Records) -> Iterator[str]:
    """A kind of person in the papers, steps or conditions of a record whom nothing in the authored procedure names.

    The kinds and their words are `actors` in words.yml. Where a kind named by the record has no part in this
    procedure, a warning or an answer to "ai đi" says so too.
    """
    kinds = check_words().actors
    for code, path in sorted(catalogue.authored.items()):
        record = records.record(code)
        if record is None:
            continue
        procedure = catalogue.procedures[code]
        if not procedure.documents and any(case.rows for case in record.cases):
            yield f"{path.parent.name}/{path.name}: the record publishes papers, none is authored"
        published = plain_text(record.model_dump(include={"cases", "steps", "requirements"}))
        papers = [catalogue.document_types[entry.type] for entry in procedure.documents]
        ours = plain_text([procedure.model_dump(), [paper.model_dump() for paper in papers]])
        for kind, words in kinds.items():
            if any(word in published for word in words.record) and not any(word in ours for word in words.ours):
                yield f"{path.parent.name}/{path.name}: the record names {kind!r} people, nothing here does"
