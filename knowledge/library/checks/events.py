"""What is wrong with the chains of life events: a code that does not exist, a condition that no answers meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from knowledge.case.next_question import changes_result
from knowledge.case.paths import list_paths
from knowledge.schema.events import Event
from knowledge.schema.procedure import Procedure


def event_faults(events: Iterable[Event], procedures: Mapping[str, Procedure]) -> Iterator[str]:
    """Every fault, with the event it is of.

    Args:
        events: the chains.
        procedures: those there are, by code.
    """
    seen: set[str] = set()
    for event in events:
        for message in _faults(event, procedures):
            yield f"events: {event.id}: {message}"
        if event.id in seen:
            yield f"events: {event.id}: stands twice"
        seen.add(event.id)


def _faults(event: Event, procedures: Mapping[str, Procedure]) -> Iterator[str]:
    known = {question.id: set(question.values) for question in event.questions}
    for when in (*(question.when for question in event.questions), *(need.when for need in event.needs)):
        for question_id, values in when.terms:
            if missing := [value for value in values if value not in known.get(question_id, set())]:
                yield f"there is no answer {', '.join(missing)} to a question {question_id!r}"
                return
    for need in event.needs:
        procedure = procedures.get(need.code)
        if procedure is None:
            yield f"there is no procedure {need.code}"
            continue
        for question_id, value in need.facts.items():
            question = procedure.question(question_id)
            if question is None or value not in question.values:
                yield f"{need.code} has no answer {value!r} to a question {question_id!r}"
    paths = list_paths(event.procedure)
    for question in event.questions:
        if not changes_result(event.procedure, question, paths):
            yield f"the answer to {question.id!r} changes nothing"
        for option in question.options:
            if not option.clause:
                yield f"the answer {option.value!r} to {question.id!r} has no clause"
    used = {index for path in paths for index in dict(path.parts)["together"]}
    for place, need in enumerate(event.needs):
        if place not in used:
            yield f"no answers lead to {need.code}"
    for path in paths:
        chosen = [event.needs[index].code for index in dict(path.parts)["together"]]
        if twice := sorted({code for code in chosen if chosen.count(code) > 1}):
            yield f"{', '.join(twice)} is needed twice with {dict(path.facts)}"
