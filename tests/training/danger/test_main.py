"""Learning to see danger: from the messages of the folder, never from dev or test."""

from __future__ import annotations

import json
from pathlib import Path

from knowledge.reading.danger.classifier import NONE, DangerClassifier
from knowledge.text.fold import fold
from training.danger.__main__ import DEV, FOLDER, learn, ordinary_messages, read_messages, write

TEST = Path(__file__).parents[2] / "conversations" / "held_out" / "danger.jsonl"


def test_what_is_learned_survives_writing(tmp_path: Path) -> None:
    messages = [
        ("cháy nhà rồi", "fire"),
        ("nhà đang cháy", "fire"),
        ("họ đòi mã otp", "scam"),
        ("lệ phí bao nhiêu", NONE),
        ("làm khai sinh", NONE),
    ]
    write(learn(messages), tmp_path / "danger.npz")
    judged = DangerClassifier.read(tmp_path / "danger.npz").judge
    assert judged("cháy nhà")[1] > judged("lệ phí khai sinh")[1]


def test_nothing_held_out_is_learned() -> None:
    told = read_messages([path for path in FOLDER.glob("*.jsonl") if path != DEV])
    learned = {fold(text) for text, _ in [*told, *ordinary_messages()]}
    held_out = [
        json.loads(line)["text"] for path in (DEV, TEST) for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert [text for text in held_out if len(text.split()) > 4 and fold(text) in learned] == []


def test_every_kind_has_messages() -> None:
    kinds = {kind for _, kind in read_messages(sorted(FOLDER.glob("*.jsonl")))}
    assert kinds == {"violence", "suicide", "child", "fire", "accident", "scam", "bribe", NONE}
