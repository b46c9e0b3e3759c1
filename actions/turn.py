"""One turn of the conversation: what the person said, what is known, and what the bot answers.

The topics' functions read and change a Turn and know nothing of Rasa; `from_tracker` and `slots` are the only bridge.
"""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from actions.library import catalogue
from actions.payloads import read_payload
from actions.topic_words import after
from knowledge.case.facts import Case
from knowledge.case.next_question import Asked
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.messages import Button, Custom, Message
from knowledge.provinces import ELSEWHERE, PROVINCE, find_provinces, province_key, provinces
from knowledge.reading.reader import Reading
from knowledge.schema.procedure import Procedure
from knowledge.settings import get_settings, now_in_vietnam

Cases = dict[str, dict[str, str]]
LONGEST_PLACE = 4
"""Words of a place's name that are looked at."""


@dataclass
class Turn:
    """The state of one conversation at one turn.

    Attributes:
        code: the active procedure, or None.
        cases: the facts answered so far, for each procedure talked about.
        trail: the questions in the order they were answered, as (code, question id); the last is taken back first.
        have: of the active procedure's documents, which the person has.
        walk: the document type being asked about, while the documents are walked through.
        asking: the question put last, which a typed answer is about.
        province: the key of the person's province, once it was said (or the office's own).
        versions: for each procedure talked about, the digest of what was known of it.
        offered: the buttons put last instead of a question, as [title, payload]: what a typed number is about.
        told: the message that led to the choices put last: what it says is noted when one is chosen.
        proposed: the payload of a way that was offered beside the open question; a typed "chuyển đi" takes it.
        proposing: what this turn offers so.
        read: what this turn's message says of the case, with what it was read against.
        catalogue: the catalogue as it was when the turn began; a newer one serves from the next turn on.
        quiet: True when this turn's answer waits for a choice, so that no case question is put after it.
    """

    text: str = ""
    intent: str = ""
    values: dict[str, str] = field(default_factory=dict)
    code: str | None = None
    cases: Cases = field(default_factory=dict)
    trail: list[list[str]] = field(default_factory=list)
    have: dict[str, bool] = field(default_factory=dict)
    walk: str | None = None
    asking: str | None = None
    province: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    offered: list[list[str]] = field(default_factory=list)
    told: str = ""
    proposed: str = ""
    proposing: str = ""
    read: tuple[tuple[str | None, str | None, str], Reading] | None = field(default=None, repr=False)
    quiet: bool = False
    catalogue: Catalogue = field(default_factory=lambda: catalogue(), repr=False)
    now: dt.datetime = field(default_factory=now_in_vietnam)
    messages: list[Message] = field(default_factory=list)

    @classmethod
    def from_tracker(cls, tracker: Tracker) -> Turn:
        """The turn as Rasa's tracker holds it."""
        latest = tracker.latest_message
        turn = cls(
            text=str(latest.get("text") or ""),
            intent=str((latest.get("intent") or {}).get("name") or ""),
            values={str(entity["entity"]): str(entity["value"]) for entity in latest.get("entities") or []},
        )
        turn.restore({name: tracker.get_slot(name) for name in turn.slots()})
        return turn

    def restore(self, slots: dict[str, Any]) -> None:
        """Take over a state written by `slots`; a slot that was never set is None."""
        state = deepcopy(slots)
        put_last = state["asking"]
        self.code, self.walk = state["procedure"], state["walk"]
        self.cases, self.trail, self.have = state["cases"] or {}, state["trail"] or [], state["have"] or {}
        self.province, self.versions = (
            state["province"] or province_key(get_settings().province),
            state["versions"] or {},
        )
        self.asking = put_last if isinstance(put_last, str) else None
        self.offered = put_last if isinstance(put_last, list) else []
        if self.offered and self.asking is None:
            self.asking = _asked_back(self.offered)
        self.told, self.proposed = state["told"] or "", state["proposed"] or ""

    def slots(self) -> dict[str, Any]:
        """A copy of the state as slot values; `asking` holds a question's id or the buttons offered, never both."""
        state = {
            "procedure": self.code,
            "cases": self.cases,
            "trail": self.trail,
            "have": self.have,
            "walk": self.walk,
            "province": self.province or None,
            "versions": self.versions,
            "asking": self.offered or self.asking,
            "told": self.told or None,
            "proposed": self.proposing or None,
        }
        return deepcopy(state)

    @property
    def procedure(self) -> Procedure | None:
        """The active procedure; None when there is none, or when the catalogue no longer has it."""
        return self.catalogue.procedures.get(self.code or "")

    @property
    def facts(self) -> dict[str, str]:
        """The facts of the active procedure that its questions (still) know."""
        procedure = self.procedure
        if procedure is None:
            return {}
        facts = self.cases.get(procedure.code, {})
        known = {question.id: {*question.values, "unknown"} for question in procedure.questions}
        return {key: value for key, value in facts.items() if value in known.get(key, set())}

    @property
    def case(self) -> Case | None:
        procedure = self.procedure
        return Case(procedure, self.facts) if procedure else None

    def offered_codes(self) -> set[str]:
        """The procedures among the buttons put last."""
        read = [read_payload(payload) for _, payload in self.offered]
        return {values.get("procedure", "") for intent, values in read if intent == "choose"} - {""}

    def next_question(self) -> Asked | None:
        """The question to ask now, or None when the checklist is ready (or nothing is active)."""
        procedure = self.procedure
        if procedure is None:
            return None
        return self.catalogue.next_question(procedure.code, self.facts)

    def say(
        self, text: str, custom: Custom | None = None, buttons: list[Button] | None = None, numbered: int = 0
    ) -> None:
        """Add one message to the answer of this turn; the text itself numbers the first `numbered` buttons."""
        self.messages.append(Message(text=text, custom=custom, buttons=buttons or [], numbered=numbered))

    def take(self, code: str) -> None:
        """Make a procedure the active one; what was answered for others is kept."""
        if code != self.code:
            self.code = code
            self.have = {}
            self.expect([])
        facts = self.cases.setdefault(code, {})
        question = self.catalogue.procedures[code].question(PROVINCE)
        if question and self.province and PROVINCE not in facts:
            facts[PROVINCE] = self.province if self.province in question.values else ELSEWHERE
        self.versions[code] = self.catalogue.digest(code)

    def own_version(self) -> str | None:
        """The code under which the person's province publishes the active procedure, when that was answered."""
        case = self.case
        redirects = case.procedure.redirects if case else ()
        return next((to.code for to in redirects if to.same and case and case.holds(to.when)), None)

    def hear_province(self) -> None:
        """Remember the province that a typed message is about ("… ở Gia Lai")."""
        if self.text.startswith("/"):
            return
        place = after(self.text, "place").split()
        keys = find_provinces(" ".join(place[:LONGEST_PLACE]), districts=False)
        if len(keys) == 1:
            self.province = keys[0]

    def renewed(self) -> bool:
        """Whether the active procedure has changed since it was last talked about; noted, so that it is said once."""
        procedure = self.procedure
        if procedure is None:
            return False
        before, now = self.versions.get(procedure.code), self.catalogue.digest(procedure.code)
        self.versions[procedure.code] = now
        return before is not None and before != now

    def leave(self) -> None:
        """Nothing is active any more; the answers are kept for when the person comes back."""
        self.code, self.quiet, self.have = None, True, {}
        self.expect([])

    def expect(self, buttons: list[Button]) -> None:
        """A typed number or name is about these buttons now, and no longer about a question or a document."""
        self.offered = [[button.title, button.payload] for button in buttons]
        self.walk = self.asking = None
        self.told = ""

    def answer(self, question_id: str, value: str) -> None:
        """Note the answer to a question of the active procedure."""
        if self.code is None:
            return
        self.cases.setdefault(self.code, {})[question_id] = value
        if question_id == PROVINCE:
            keys = find_provinces(self.text) if value == ELSEWHERE and not self.text.startswith("/") else (value,)
            self.province = keys[0] if len(keys) == 1 and keys[0] in provinces() else ""
        self.trail = [step for step in self.trail if step != [self.code, question_id]]
        self.trail.append([self.code, question_id])
        self.walk = None

    def take_back(self, question_id: str) -> None:
        """Forget the answer to a question of the active procedure."""
        if self.code is not None:
            self.cases.get(self.code, {}).pop(question_id, None)
            self.trail = [step for step in self.trail if step != [self.code, question_id]]

    def forget_all(self) -> None:
        """Start from nothing."""
        self.cases, self.trail, self.versions, self.province = {}, [], {}, province_key(get_settings().province)
        self.leave()


def _asked_back(offered: list[list[str]]) -> str | None:
    """The question that "Ý bạn là …?" is about: it stays open while that is put."""
    intent, values = read_payload(offered[0][1])
    return values.get("question") if intent == "answer" else None
