"""The README's conversations are found between their marks, and come from the script."""

from __future__ import annotations

from deploy.demo import BEGIN, END, README, SCRIPT, split_readme
from knowledge.files import read_own_yaml


def test_the_readme_is_split_at_its_marks() -> None:
    text = README.read_text(encoding="utf-8")
    before, shown, after = split_readme(text)
    assert before.endswith(BEGIN)
    assert after.startswith(END)
    assert before + shown + after == text


def test_the_readme_shows_each_conversation_of_the_script() -> None:
    _, shown, _ = split_readme(README.read_text(encoding="utf-8"))
    for conversation in read_own_yaml(SCRIPT):
        assert f"**{conversation['title']}**" in shown
