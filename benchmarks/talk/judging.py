"""Whether an answer is right, wrong, or none: judged by what the authors of the messages said it must hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.topics.other_need import propose
from benchmarks.reading.measure import Share
from benchmarks.talk.talker import HELD_OUT, Talker

RIGHT, WRONG, NONE = "right", "wrong", "none"
ASK_THE_DESK = "hỏi Một cửa"
"""Words of an answer that sends to the desk, which is right where nothing is known."""
NO_ANSWER = {"no_information", "not_understood", "not_found", "meant"}


@dataclass(frozen=True)
class Outcome:
    """One message: what it was, how it was answered, and the verdict."""

    kind: str
    said: str
    verdict: str
    answer: str


def lines_of(name: str) -> list[dict[str, Any]]:
    """The lines of a file of held-out messages."""
    path = Path(HELD_OUT, f"{name}.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def topics_of(messages: Iterable[Any]) -> list[str]:
    """What each message is: a notice's topic, else the type of its custom part."""
    return [str(getattr(message.custom, "topic", "") or getattr(message.custom, "type", "")) for message in messages]


async def questions(agent: Any, name: str) -> list[Outcome]:
    """Questions about a procedure: right when all that must be said is said and nothing misleading with it."""
    found = []
    for line in lines_of(name):
        talker = Talker(agent)
        await talker.begin(line["code"], line.get("facts", {}))
        messages = await talker.say(line["ask"])
        told = [message for message in messages if topics_of([message]) != ["case_question"]]
        text = "\n".join(message.text for message in told)
        topic = line["topic"] if isinstance(line["topic"], str) else "+".join(line["topic"])
        found.append(Outcome(topic, line["ask"], _judge(line, text, topics_of(told)), text))
    return found


def _judge(line: dict[str, Any], text: str, topics: list[str]) -> str:
    silent = not topics or set(topics) <= NO_ANSWER
    if line.get("dont_know"):
        return RIGHT if silent or ASK_THE_DESK in text else WRONG
    if silent:
        return NONE
    spoken = text.lower()
    holds = all(any(piece.lower() in spoken for piece in must.split("|")) for must in line["must"])
    misleads = any(any(piece.lower() in spoken for piece in never.split("|")) for never in line.get("never", []))
    return RIGHT if holds and not misleads else WRONG


async def replies(agent: Any) -> list[Outcome]:
    """Short replies to an open question: noted rightly, asked back, or the question stands; never lost."""
    found = []
    for line in lines_of("replies"):
        talker = Talker(agent)
        await talker.begin(line["code"], line.get("facts", {}))
        talker.ask(line["asking"])
        before = dict(talker.turn.facts)
        messages = await talker.say(line["say"])
        after, topics = talker.turn.facts, topics_of(messages)
        lost = talker.turn.code != line["code"] or any(after.get(key) != value for key, value in before.items())
        value = after.get(line["asking"])
        small = {"thanks", "complain", "handoff", "greeting"} & set(topics)
        if lost or small or (value is not None and value != line["is"]):
            verdict = WRONG
        else:
            verdict = RIGHT if value == line["is"] else NONE
        found.append(Outcome("reply", f"{line['asking']}: {line['say']} = {line['is']}", verdict, f"{value} {topics}"))
    return found


WANTED = {
    "back": {"changed_back", "change_which", "change_nothing"},
    "restart": {"start_over_ask", "started_over"},
    "stop": {"stopped"},
    "skip": {"noted", "skip"},
    "summary": {"summary"},
    "list": {"checklist", "list_so_far", "case_question"},
    "print": {"print"},
    "compare": {"difference"},
    "other": {"which_matter", "procedure_card", "no_other_matter"},
    "wrong": {"wrong_procedure", "procedure_choices"},
    "explain": {"explain"},
    "human": {"handoff"},
    "thanks": {"thanks"},
    "greet": {"greeting"},
}
"""What the first message of the answer to a command is."""


async def commands(agent: Any) -> list[Outcome]:
    """Going back, stopping, comparing, accepting, correcting … in words."""
    found = []
    for line in lines_of("commands"):
        talker = Talker(agent)
        if before := line.get("before"):
            await talker.begin(before, {})
            state = talker.turn
        if line["code"]:
            await talker.begin(line["code"], line.get("facts", {}))
            if before:
                talker.turn.cases = {**state.cases, **talker.turn.cases}
        if line["state"] == "choices":
            talker.offer(line["offered"])
        elif line["state"] == "switch":
            propose(talker.turn, line["offered"][0])
        messages = await talker.say(line["say"])
        verdict = RIGHT if _done(line, talker, topics_of(messages)) else WRONG
        want = line["want"].partition(":")[0]
        found.append(
            Outcome(want, f"[{line['state']}] {line['say']} → {line['want']}", verdict, str(topics_of(messages)))
        )
    return found


def _done(line: dict[str, Any], talker: Talker, topics: list[str]) -> bool:
    want, _, detail = line["want"].partition(":")
    turn = talker.turn
    if want == "correct":
        question_id, _, value = detail.partition("=")
        return turn.facts.get(question_id) == value
    if want == "accept":
        chosen = line["offered"][int(detail) - 1 if detail else 0]
        return turn.code == chosen
    if want == "refuse":
        return turn.code == line["code"] and not {"complain", "thanks"} & set(topics)
    return bool(WANTED[want] & set(topics[:1]))


async def danger(agent: Any) -> list[Outcome]:
    """Danger seen, and what is none left alone; both in the middle of a case and at the beginning."""
    found = []
    for place, line in enumerate(lines_of("danger")):
        talker = Talker(agent)
        if place % 2:
            await talker.begin("1.001193", {})
        topics = topics_of(await talker.say(line["text"]))
        seen = next((topic.removeprefix("danger_") for topic in topics if topic.startswith("danger_")), "none")
        kind = "none" if line["kind"] == "none" else "danger"
        verdict = RIGHT if (seen == "none") == (kind == "none") else WRONG
        found.append(Outcome(kind, f"{line['text']} = {line['kind']}", verdict, seen))
    return found


def table(outcomes: list[Outcome], *, misses: bool = True) -> Iterator[str]:
    """Shares by kind, then, with `misses`, what went wrong."""
    kinds = sorted({outcome.kind for outcome in outcomes})
    yield "| kind | messages | right | wrong | no answer |"
    yield "|---|---|---|---|---|"
    for kind in [*kinds, ""]:
        part = [outcome for outcome in outcomes if not kind or outcome.kind == kind]
        shares = [Share(sum(one.verdict == verdict for one in part), len(part)) for verdict in (RIGHT, WRONG, NONE)]
        yield f"| {kind or 'all'} | {len(part)} | " + " | ".join(str(share) for share in shares) + " |"
    yield ""
    for outcome in outcomes if misses else ():
        if outcome.verdict != RIGHT:
            answer = outcome.answer.replace("\n", " / ")[:220]
            yield f"- {outcome.verdict}: [{outcome.kind}] {outcome.said} ⇒ {answer}"
