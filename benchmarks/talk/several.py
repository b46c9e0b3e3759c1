"""Messages with several needs, and messages that only look so: all kept, none invented."""

from __future__ import annotations

from typing import Any

from benchmarks.talk.judging import NONE, RIGHT, WRONG, Outcome, lines_of, topics_of
from benchmarks.talk.talker import Talker


async def needs(agent: Any, name: str) -> list[Outcome]:
    """Each message as the first of a conversation; a line's `codes` are its needs, alternatives as "a|b".

    Right: every need is on the list (or, where the person is asked which procedure, among the choices), and nothing
    else. Wrong: a need is on the list that was not told. No answer: a need is missing.
    """
    found = []
    for line in lines_of(name):
        talker = Talker(agent)
        messages = await talker.say(line["say"])
        wanted = [set(code.split("|")) for code in line["codes"]]
        kept = [set(need.codes) for need in talker.turn.needs]
        if not kept:
            kept = [talker.turn.offered_codes() | ({talker.turn.code} if talker.turn.code else set())]
        invented = len(kept) > 1 and any(not any(codes & one for one in wanted) for codes in kept)
        missing = any(not any(codes & one for codes in kept) for one in wanted)
        verdict = WRONG if invented else NONE if missing else RIGHT
        said = f"{line['say']} = {' '.join(line['codes'])}"
        found.append(Outcome(line["kind"], said, verdict, f"{[sorted(codes) for codes in kept]} {topics_of(messages)}"))
    return found
