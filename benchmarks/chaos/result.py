"""What came of it: messages, faults, what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from benchmarks.chaos.crowd import Person


@dataclass(frozen=True)
class Result:
    """`faults` names each message that was lost, answered twice or given to another."""

    messages: int
    seconds: float
    refused: int
    done: Counter[str]
    faults: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The figures, a line each."""
        yield f"messages answered: {self.messages} in {self.seconds:.0f} s"
        yield f"told to wait or to try again: {self.refused} times"
        yield "done to it: " + ", ".join(f"{count} × {what}" for what, count in sorted(self.done.items()))
        yield f"lost, answered twice, or in another's conversation: {len(self.faults)}"
        yield from (f"  {fault}" for fault in self.faults[:20])


def judge(crowd: Sequence[Person], done: Counter[str], seconds: float, applied: int | None) -> Result:
    """Check every person's replies, and how many turns the dialogue stored of them, against what they sent."""
    for person in crowd:
        person.check_order()
    faults = [fault for person in crowd for fault in person.faults]
    taken = sum(person.taken for person in crowd)
    if applied is not None and applied != taken:
        faults.append(f"applied: the dialogue stored {applied} turns, {taken} messages went to it")
    told = sum(len(person.told) for person in crowd)
    return Result(told, seconds, sum(person.refused for person in crowd), done, tuple(faults))


def turns_applied(database_url: str) -> int:
    """How many turns of people at the page the dialogue has stored there."""
    engine = sa.create_engine(database_url)
    stored = sa.text("SELECT COALESCE(SUM(version), 0) FROM dialogues WHERE sender LIKE 'web:%'")
    with engine.connect() as connection:
        turns = int(connection.execute(stored).scalar_one())
    engine.dispose()
    return turns
