from __future__ import annotations

from knowledge.search.steps.restore import Restore
from knowledge.text.restore import Restorer
from tests.knowledge.search.helpers import query


def test_restore_fills_in_what_is_missing() -> None:
    step = Restore(Restorer.load())
    restored = step.read(query("dang ky tam tru", marked=False))
    assert restored.text == "đăng ký tạm trú"
    assert not restored.marked
    repaired = step.read(query("đăng ký tam tru ở đâu"))
    assert repaired.text == "đăng ký tạm trú ở đâu"
    assert repaired.marked
    assert step.read(query("")).text == ""
