"""What changes the stamp, and what does not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from knowledge.library.changes import Changes
from knowledge.portal.importing import import_records
from knowledge.portal.record import record_of
from knowledge.portal.store.record_store import RecordStore
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.records import record


def test_nothing_there_has_a_stamp_too(tmp_path: Path) -> None:
    settings = settings_for(tmp_path).model_copy(update={"catalogue": tmp_path / "none"})
    assert Changes(settings).stamp() == Changes(settings).stamp() != ""


def test_each_change_changes_the_stamp(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    changes = Changes(settings)
    stamps = [changes.stamp()]
    assert changes.stamp() == stamps[0]

    path = settings.catalogue / "test" / "1.000001.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    stamps.append(changes.stamp())

    overlay = settings.var / "overlays" / "dak_lak" / "a.yml"
    overlay.parent.mkdir(parents=True)
    overlay.write_text("", encoding="utf-8")
    stamps.append(changes.stamp())
    overlay.unlink()
    assert changes.stamp() == stamps[1]

    import_records(RecordStore.open(settings), [record_of(record())], "test", dt.date(2026, 11, 1))
    stamps.append(changes.stamp())
    assert len(set(stamps)) == 4


def test_a_file_that_is_moved_away_meanwhile_is_passed_over(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    plain = Changes(settings).stamp()
    (settings.catalogue / "test" / "gone.yml").symlink_to(tmp_path / "nowhere")
    assert Changes(settings).stamp() == plain
