"""One turn of the conversation: what the person said, what is known, and what the bot answers.

The topics' functions read and change a Turn and know nothing of Rasa; `from_tracker` and `slots` are the only bridge.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from typing import Any

from rasa_sdk import Tracker

from actions.library import catalogue
from actions.listed_need import ListedNeed
from actions.payloads import read_payload
from actions.topic_words import after
from actions.understood import Understood
from knowledge.case.facts import Case
from knowledge.case.next_question import Asked
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.messages import Button, Checklist, Custom, Message
from knowledge.provinces import ELSEWHERE, PROVINCE, find_provinces, province_key, provinces
from knowledge.reading.clauses import telling_words
from knowledge.reading.reader import Reading
from knowledge.schema.procedure import Procedure, Question
from knowledge.search.types import SearchResult
from knowledge.settings import get_settings, now_in_vietnam

Cases = dict[str, dict[str, str]]
REFUSED = "refused"
"""Where a slot keeps, among what was perhaps said, what was denied."""
LONGEST_PLACE = 4
"""Words of a place's name that are looked at."""
HEARD, TELLING, LONGEST_HEARD = 4, 2, 120
"""How many messages that told something are kept; of how many telling words at least, and of how many at most."""


@dataclass
class Turn:
    """The state of one conversation at one turn.

    Attributes:
        code: the active procedure, or None.
        cases: the facts answered so far, for each procedure talked about.
        perhaps: for each procedure, what messages seem to have said of questions that were not put yet.
        refused: for each procedure, question id → the answers that were asked back and denied.
        trail: the questions in the order they were answered, as (code, question id); the last is taken back first.
        put: for each procedure the questions put so far, in order: what "Câu 2" counts.
        papers: for each procedure, what was said of its documents: "yes", "no", "lost" or "unknown".
        needs: the list of needs, when there are several.
        event: the life event whose needs are being found: {"id", "facts", "asking", "told"}; empty while none is.
        walk: the document type being asked about, while the documents are walked through.
        asking: the question put last, which a typed answer is about.
        province: the key of the person's province, once it was said (or the office's own).
        versions: for each procedure talked about, the digest of what was known of it.
        offered: the buttons put last, as [title, payload]: what a typed number is about.
        told: the message that led to the choices put last: what it says is noted when one is chosen.
        heard: what was told while no procedure was talked about yet, the newest last: read once more of each that is.
        proposed: the payload of a way that was offered beside the open question; a typed "chuyển đi" takes it.
        proposing: what this turn offers so.
        read: what this turn's message says of the case, with what it was read against.
        without: the words by which this turn's message denies what was asked back; what is told is the rest.
        denied: the questions of which this turn's message denies the noted answer.
        found: what the search made of this turn's message, with the message.
        checklist: that of the active case, with what it was built from.
        compared: the sentences of the case beside a question of this turn, with checklist and question.
        catalogue: the catalogue as it was when the turn began; a newer one serves from the next turn on.
        spoke: when the person last spoke, in seconds since 1970; 0 at the beginning.
        repeated: the remark said last, when nothing was understood the turn before; the next one is another.
        repeating: the remark of this turn.
        waiting: the message that waits while "Tiếp tục, hay bắt đầu mới?" is on the screen, as Rasa held it.
        before: what was on the screen before that: [asking, walk, offered].
    """

    text: str = ""
    understood: Understood = field(default=Understood(), repr=False)
    values: dict[str, str] = field(default_factory=dict)
    code: str | None = None
    cases: Cases = field(default_factory=dict)
    perhaps: Cases = field(default_factory=dict)
    refused: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    trail: list[list[str]] = field(default_factory=list)
    put: dict[str, list[str]] = field(default_factory=dict)
    papers: dict[str, dict[str, str]] = field(default_factory=dict)
    needs: list[ListedNeed] = field(default_factory=list)
    event: dict[str, Any] = field(default_factory=dict)
    walk: str | None = None
    asking: str | None = None
    province: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    offered: list[list[str]] = field(default_factory=list)
    told: str = ""
    heard: list[str] = field(default_factory=list)
    proposed: str = ""
    proposing: str = ""
    read: tuple[tuple[str | None, str | None, str], Reading] | None = field(default=None, repr=False)
    without: str = field(default="", repr=False)
    denied: tuple[str, ...] | None = field(default=None, repr=False)
    spoke: float = 0.0
    repeated: str = ""
    repeating: str = ""
    waiting: dict[str, Any] = field(default_factory=dict)
    before: list[Any] = field(default_factory=list)
    found: tuple[str, SearchResult] | None = field(default=None, repr=False)
    checklist: tuple[Any, Checklist] | None = field(default=None, repr=False)
    compared: tuple[Checklist, str, Any] | None = field(default=None, repr=False)
    catalogue: Catalogue = field(default_factory=lambda: catalogue(), repr=False)
    now: dt.datetime = field(default_factory=now_in_vietnam)
    messages: list[Message] = field(default_factory=list)

    @classmethod
    def from_tracker(cls, tracker: Tracker) -> Turn:
        """The turn as Rasa's tracker holds it."""
        latest = tracker.latest_message
        turn = cls(
            text=str(latest.get("text") or ""),
            understood=Understood.of(latest),
            values={str(entity["entity"]): str(entity["value"]) for entity in latest.get("entities") or []},
        )
        turn.restore({name: tracker.get_slot(name) for name in turn.slots()})
        return turn

    def restore(self, slots: dict[str, Any]) -> None:
        """Take over a state written by `slots`; a slot that was never set is None."""
        state = deepcopy(slots)
        self.code, self.walk = state["procedure"], state["walk"]
        self.cases, self.trail, self.papers = state["cases"] or {}, state["trail"] or [], state["papers"] or {}
        self.needs = [ListedNeed(**need) for need in state["needs"] or []]
        self.event, self.perhaps = state["event"] or {}, state["perhaps"] or {}
        self.refused = (state["perhaps"] or {}).pop(REFUSED, {})
        self.province, self.versions = (
            state["province"] or province_key(get_settings().province),
            state["versions"] or {},
        )
        self.put = state["put"] or {}
        self.asking, self.offered = state["asking"], state["offered"] or []
        told = state["told"] or [""]
        self.told, *self.heard = [told] if isinstance(told, str) else told
        self.proposed = state["proposed"] or ""
        self.spoke, self.repeated = state["spoke"] or 0.0, state["repeated"] or ""
        self.waiting, self.before = state["waiting"] or {}, state["before"] or []

    def slots(self) -> dict[str, Any]:
        """A copy of the state as slot values."""
        state = {
            "procedure": self.code,
            "cases": self.cases,
            "perhaps": self.perhaps | ({REFUSED: self.refused} if self.refused else {}) or None,
            "trail": self.trail,
            "papers": self.papers or None,
            "needs": [asdict(need) for need in self.needs] or None,
            "event": self.event or None,
            "put": self.put,
            "walk": self.walk,
            "province": self.province or None,
            "versions": self.versions,
            "asking": self.asking,
            "offered": self.offered or None,
            "told": [self.told, *self.heard] if self.told or self.heard else None,
            "proposed": self.proposing or None,
            "spoke": self.spoke or None,
            "repeated": self.repeating or None,
            "waiting": self.waiting or None,
            "before": self.before or None,
        }
        return deepcopy(state)

    @property
    def silence(self) -> float:
        """Seconds since the person last spoke."""
        return self.now.timestamp() - self.spoke

    def take_waiting(self) -> None:
        """Take up the message that waited."""
        self.text, self.understood = str(self.waiting.get("text", "")), Understood.of(self.waiting)
        self.waiting, self.before = {}, []

    @property
    def pressed(self) -> bool:
        """Whether a button was pressed; typed text never begins with a stroke (see `web.chat.clean_text`)."""
        return self.text.startswith("/")

    @property
    def intent(self) -> str:
        """What the message as a whole is for, however sure that is; of a button, what it was made for."""
        return self.understood.whole.intent

    @property
    def open_question(self) -> Question | None:
        """The case question on the screen."""
        procedure = self.procedure
        return procedure.question(self.asking) if procedure and self.asking else None

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
            self.expect([])
        facts = self.cases.setdefault(code, {})
        question = self.catalogue.procedures[code].question(PROVINCE)
        if question and self.province and PROVINCE not in facts:
            facts[PROVINCE] = self.province if self.province in question.values else ELSEWHERE
        self.versions[code] = self.catalogue.digest(code)

    @property
    def said_of_papers(self) -> dict[str, str]:
        """What was said of the active procedure's documents; `note_papers` adds to it."""
        return self.papers.get(self.code or "", {})

    def note_papers(self, said: dict[str, str]) -> None:
        """Note what was said of the active procedure's documents."""
        if self.code is not None:
            self.papers[self.code] = {**self.said_of_papers, **said}

    def own_version(self) -> str | None:
        """The code under which the person's province publishes the active procedure, when that was answered."""
        case = self.case
        redirects = case.procedure.redirects if case else ()
        return next((to.code for to in redirects if to.same and case and case.holds(to.when)), None)

    def questions(self) -> tuple[Question, ...]:
        """The questions of the active procedure."""
        return self.procedure.questions if self.procedure else ()

    def hear_province(self) -> None:
        """Remember the province that a typed message is about ("… ở Gia Lai")."""
        if self.pressed:
            return
        place = after(self.text, "place").split()
        keys = find_provinces(" ".join(place[:LONGEST_PLACE]), districts=False)
        if len(keys) == 1:
            self.province = keys[0]

    def hear(self) -> None:
        """Keep what a typed message tells, for the procedures that will be talked about later."""
        tells = not self.pressed and len(telling_words(self.text)) >= TELLING
        if tells and len(self.text.split()) <= LONGEST_HEARD:
            self.heard = [*(text for text in self.heard if text != self.text), self.text][-HEARD:]

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
        self.code = None
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
        if self.was_refused(question_id, value):
            self.refused[self.code][question_id].remove(value)
        if question_id == PROVINCE:
            keys = find_provinces(self.text) if value == ELSEWHERE and not self.pressed else (value,)
            self.province = keys[0] if len(keys) == 1 and keys[0] in provinces() else ""
        self.trail = [step for step in self.trail if step != [self.code, question_id]]
        self.trail.append([self.code, question_id])
        self.walk = None

    def remember(self, perhaps: Mapping[str, str]) -> None:
        """Keep what a message seems to have said of questions of the active procedure, for when they are put."""
        if self.code is not None and perhaps:
            self.perhaps[self.code] = {**self.perhaps.get(self.code, {}), **perhaps}

    def refuse(self, question_id: str, value: str) -> None:
        """An answer to a question of the active procedure was asked back and denied: it is not asked back again."""
        values = self.refused.setdefault(self.code or "", {}).setdefault(question_id, [])
        if value not in values:
            values.append(value)
        if self.perhaps.get(self.code or "", {}).get(question_id) == value:
            del self.perhaps[self.code or ""][question_id]

    def was_refused(self, question_id: str, value: str) -> bool:
        """Whether this answer was denied before, and not given since."""
        return value in self.refused.get(self.code or "", {}).get(question_id, ())

    def number_of(self, question_id: str) -> int:
        """The place of a question among those put of the active procedure, from 1; noted as put."""
        put = self.put.setdefault(self.code or "", [])
        if question_id not in put:
            put.append(question_id)
        return put.index(question_id) + 1

    def take_back(self, question_id: str) -> None:
        """Forget the answer to a question of the active procedure."""
        if self.code is not None:
            self.cases.get(self.code, {}).pop(question_id, None)
            self.trail = [step for step in self.trail if step != [self.code, question_id]]

    def forget_all(self) -> None:
        """Start from nothing."""
        self.cases, self.trail, self.versions, self.put = {}, [], {}, {}
        self.papers, self.needs, self.event, self.perhaps, self.refused = {}, [], {}, {}, {}
        self.heard = []
        self.province = province_key(get_settings().province)
        self.leave()
