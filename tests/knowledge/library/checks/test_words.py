"""The words by which the check knows what a sentence speaks of are in lower case, as the texts are compared."""

from __future__ import annotations

from knowledge.library.checks.words import check_words


def test_words_are_compared_in_lower_case() -> None:
    words = check_words()
    lists = [getattr(words, name) for name in type(words).model_fields if name not in ("actors", "until", "before")]
    for actor in words.actors.values():
        lists += [actor.record, actor.ours]
    assert all(word == word.lower() for each in lists for word in each)
    assert {"guardian", "illiterate"} <= set(words.actors)
