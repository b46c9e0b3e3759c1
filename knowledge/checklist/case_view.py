"""Everything a page shows of one procedure in one case, put together at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.build import build_checklist
from knowledge.checklist.guidance import guidance_lines, held_deadlines
from knowledge.checklist.questions import ShownQuestion, facts_of, shown_questions
from knowledge.messages import Checklist
from knowledge.provinces import province_key
from knowledge.schema.guidance import GUIDANCE, Deadline
from knowledge.schema.procedure import Procedure


@dataclass(frozen=True)
class CaseView:
    """One procedure in one case.

    Attributes:
        procedure: as it is in the person's province.
        facts: the answers that fit it.
        strange: whether the address held an answer that does not.
        checklist: the list of the case.
        questions: those that apply, with their answers so far.
        guidance: part of the procedure ("steps", "filers" …) → its sentences in this case; parts without any left out.
        deadlines: what the person must do by when; may hold, where an answer is open.
    """

    procedure: Procedure
    facts: dict[str, str]
    strange: bool
    checklist: Checklist
    questions: list[ShownQuestion]
    guidance: dict[str, list[str]]
    deadlines: list[Deadline]


def case_view(
    catalogue: Catalogue, code: str, pairs: Iterable[tuple[str, str]], now: dt.datetime, province: str = ""
) -> CaseView:
    """The view of a case.

    Args:
        catalogue: the loaded catalogue.
        code: the procedure's code, in any form that the catalogue understands.
        pairs: answers as an address gives them, unchecked.
        now: the moment of filing (Việt Nam time), for the due date and dated fees.
        province: the person's province, where one is known.

    Raises:
        UnknownProcedure: no such code.
    """
    procedure = catalogue.get(code, province_key(province))
    facts, strange = facts_of(procedure, pairs)
    parts = {part: guidance_lines(procedure, facts, getattr(procedure, part)) for part in GUIDANCE}
    return CaseView(
        procedure=procedure,
        facts=facts,
        strange=strange,
        checklist=build_checklist(catalogue, procedure.code, facts, now, province),
        questions=shown_questions(catalogue, procedure, facts),
        guidance={part: lines for part, lines in parts.items() if lines},
        deadlines=held_deadlines(procedure, facts),
    )
