"""Needs that can be done in one go: the bundle is taken, offered first, or only mentioned where it is another way."""

from __future__ import annotations

from collections.abc import Sequence

from actions.after import After
from actions.library import scorer
from actions.listed_need import ListedNeed
from actions.needs.listed import name_of
from actions.needs.words import holds
from actions.payloads import button, payload
from actions.topics.choices import choice_of, put_choices
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.phrases import called
from knowledge.messages import Choice, Notice
from knowledge.reading.clauses import accented
from knowledge.reading.reader import read_message
from knowledge.schema.procedure import Procedure
from knowledge.wording import words

FEWEST = 2
"""Parts of a bundle that are enough where the message wants all in one go."""


def bundle_of(turn: Turn, needs: Sequence[ListedNeed]) -> Procedure | None:
    """The bundle whose parts are all among some needs, or two of them where one go is asked for."""
    at_once = wants_at_once(turn)
    for code in turn.catalogue.authored:
        procedure = turn.catalogue.procedures[code]
        parts = sum(any(set(part) & set(need.codes) for need in needs) for part in procedure.bundle)
        if procedure.bundle and parts >= (FEWEST if at_once else len(procedure.bundle)):
            return procedure
    return None


def wants_at_once(turn: Turn) -> bool:
    """Whether a message wants its needs done in one go."""
    return holds("at_once", accented(turn.text))


def in_one_go(turn: Turn, bundle: Procedure, needs: Sequence[ListedNeed]) -> ListedNeed | After | None:
    """What becomes of needs that a bundle does: the need that stands for them, a choice, or None.

    The bundle at once, where it is handed in the way the person says; the choice, where none is said and one go is
    asked for; else it is only told that there is one.
    """
    ways = _ways(turn, needs)
    if ways and ways <= set(bundle.methods):
        return ListedNeed([bundle.code], told=turn.text)
    if ways or not wants_at_once(turn):
        _mention(turn, bundle)
        return None
    single = [need for need in needs if bundle.bundles(need.codes)]
    names = ", ".join(name_of(turn, need) for need in single)
    apart = say("needs.bundle_apart", names=names)
    choices = [
        choice_of(bundle.code, called(bundle), bundle.about),
        Choice(code=single[0].code, name=apart, payload=payload("take_need", procedure=single[0].code)),
    ]
    return put_choices(turn, say("needs.bundle"), choices)


def _ways(turn: Turn, needs: Sequence[ListedNeed]) -> set[str]:
    """How the message says that it will be handed in, as the procedures of its needs ask for it."""
    found = {"direct"} if holds("in_person", accented(turn.text)) else set[str]()
    for need in needs:
        procedure = turn.catalogue.procedures.get(need.code)
        if procedure and procedure.question("method"):
            facts = read_message(procedure, turn.text, turn.now.date(), scorer=scorer()).facts
            found |= {facts["method"]} if "method" in facts else set()
    return found


def _mention(turn: Turn, bundle: Procedure) -> None:
    ways = ", ".join(words()["methods"][method] for method in bundle.methods)
    take = button(say("button_take", name=called(bundle)), "choose", procedure=bundle.code)
    turn.say(say("needs.bundle_exists", name=called(bundle), methods=ways), Notice(topic="bundle"), [take])
