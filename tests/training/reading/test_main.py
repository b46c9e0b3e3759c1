"""The command learns from what it says it learns from."""

from __future__ import annotations

from training.reading.__main__ import FIRST_LOOK, MET, id_of, messages


def test_without_the_examples_nothing_of_them_is_read() -> None:
    every, unseen = messages(FIRST_LOOK, unseen=False), messages(FIRST_LOOK, unseen=True)
    examples = set(map(id_of, messages((f"{MET}.jsonl",), unseen=False)))
    assert examples
    assert len(unseen) < len(every)
    assert not any(message.only for message in unseen)
    assert messages((f"{MET}.jsonl",), unseen=True) == []
