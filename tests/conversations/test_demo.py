"""The README shows exactly what the bot says."""

from __future__ import annotations

import pytest

from deploy.demo import README, split_readme, transcript
from knowledge.settings import Settings


@pytest.mark.whole
def test_the_readme_can_be_replayed(whole: Settings) -> None:
    _, shown, _ = split_readme(README.read_text(encoding="utf-8"))
    assert transcript(f"http://127.0.0.1:{whole.web_port}") == shown
