"""A running process takes over a sound change, refuses a broken one, repairs what it can, and tries again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import IndexMissing, KnowledgeError, StoreError
from knowledge.library import reload
from knowledge.library.backoff import Backoff
from knowledge.library.editions import Editions
from knowledge.library.publish import publish
from knowledge.library.publish_beside import Busy, PublishBeside
from knowledge.library.reload import Live
from knowledge.search.index.build import index_folder, index_is_current
from knowledge.settings import Settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.library.helpers import Opened, file_of, rename, truncate, without_model

NAME, NEW = str(procedure()["name"]), "Tên mới"


class Clock:
    """A clock that is moved by hand, for every wait."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(reload, "Backoff", lambda first, most: Backoff(first, most, clock))
    return clock


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What is done before each publishing beside, which is done here in this process; it may raise."""
    before: list[Callable[[], None]] = []

    def run(beside: PublishBeside) -> None:
        if before:
            before.pop(0)()
        with Editions(beside._settings).lock(0):
            publish(beside._settings, build=True, report=lambda line: None)

    monkeypatch.setattr(PublishBeside, "run", run)
    return before


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: object, clock: Clock) -> Settings:
    without_model(monkeypatch)
    return settings_for(tmp_path, procedure())


def serving(settings: Settings) -> Live[Opened]:
    """A process that serves the first edition."""
    live = Live(settings, Opened)
    live.open()
    live.renew()
    assert live.search_state == "ok"
    return live


def name(live: Live[Opened]) -> str:
    return live.now.catalogue.get("1.000001").name


def fails(message: str = "killed") -> Callable[[], None]:
    def fail() -> None:
        raise KnowledgeError(message)

    return fail


def test_before_it_is_opened_it_reads_the_files(settings: Settings) -> None:
    live = Live(settings, Opened)
    assert name(live) == NAME
    with pytest.raises(IndexMissing):
        _ = live.now.search
    assert Editions(settings).numbers() == []


def test_without_an_index_all_else_serves_until_it_is_built(settings: Settings) -> None:
    live = Live(settings, Opened)
    live.open()
    assert name(live) == NAME
    assert [live.search_state, live.renew(), live.search_state] == ["missing", True, "ok"]
    assert live.now.search.catalogue is live.now.catalogue
    assert live.now.edition == 1
    assert not live.renew()


def test_nothing_changed_nothing_renewed(settings: Settings) -> None:
    live = serving(settings)
    before = live.now
    assert not live.renew()
    assert live.now is before


def test_a_sound_change_is_taken_over_at_once(settings: Settings) -> None:
    live = serving(settings)
    before = live.now
    rename(settings, NEW)
    assert live.renew()
    assert name(live) == NEW
    assert live.now.search.catalogue is live.now.catalogue
    assert before.catalogue.get("1.000001").name == NAME  # who still holds the old one reads on undisturbed


@pytest.mark.parametrize(
    ("new", "named"),
    [("\nnonsense: [1, 2", "yml:"), ("\nfield: nowhere", "field"), ("\nresults: [nowhere]", "nowhere")],
)
def test_a_broken_one_is_refused_and_named(settings: Settings, new: str, named: str, clock: Clock) -> None:
    live = serving(settings)
    before = live.now
    good = file_of(settings).read_text(encoding="utf-8")
    file_of(settings).write_text(good + new + "\n", encoding="utf-8")
    assert not live.renew()
    assert live.now is before
    assert named in live.problem
    assert not live.renew()
    file_of(settings).write_text(good, encoding="utf-8")
    live.renew()
    assert live.problem == ""


def test_a_refused_one_is_looked_at_again_after_a_while(
    settings: Settings, runs: list[Callable[[], None]], clock: Clock
) -> None:
    live = serving(settings)
    file_of(settings).write_text("code: [", encoding="utf-8")
    live.renew()
    looks: list[int] = []
    runs[:] = [lambda: looks.append(1)] * 3
    live.renew()
    assert not looks
    clock.now += reload.REFUSED_WAIT
    live.renew()
    live.renew()
    assert looks == [1]


def test_a_killed_build_is_tried_again_ever_more_rarely(
    settings: Settings, runs: list[Callable[[], None]], clock: Clock
) -> None:
    live = serving(settings)
    rename(settings, NEW)
    runs[:] = [fails(), fails(), fails()]
    for wait in (5, 10, 20):
        assert not live.renew()
        assert live.problem == f"killed; tried again in {wait} s"
        clock.now += wait - 0.1
        assert not live.renew()
        clock.now += 0.2
    assert live.renew()
    assert name(live) == NEW
    assert live.problem == ""


def test_a_new_change_is_not_kept_waiting(settings: Settings, runs: list[Callable[[], None]]) -> None:
    live = serving(settings)
    rename(settings, "Hỏng")
    runs[:] = [fails(), fails()]
    live.renew()
    rename(settings, "Lại hỏng")
    live.renew()
    rename(settings, NEW)
    assert live.renew()
    assert name(live) == NEW


def test_two_processes_serve_the_same_whoever_was_first(settings: Settings, runs: list[Callable[[], None]]) -> None:
    gateway, actions = serving(settings), serving(settings)
    rename(settings, NEW)
    runs[:] = [fails()]
    assert not gateway.renew()  # its child was killed
    assert actions.renew()
    assert name(actions) == NEW
    assert gateway.renew()  # it does not wait for its own turn
    assert name(gateway) == NEW
    assert gateway.now.edition == actions.now.edition


def test_what_one_refuses_the_other_refuses(settings: Settings) -> None:
    gateway, actions = serving(settings), serving(settings)
    file_of(settings).write_text("code: [", encoding="utf-8")
    for live in (gateway, actions):
        assert not live.renew()
    assert gateway.problem == actions.problem != ""
    restarted = Live(settings, Opened)
    assert restarted.open().edition == gateway.now.edition
    assert restarted.problem == gateway.problem


def test_two_programs_with_other_files_over_one_data_folder_do_not_take_turns(
    settings: Settings, tmp_path: Path, clock: Clock
) -> None:
    """A new version is started beside the old one: the last that was published serves, in both."""
    others = settings_for(tmp_path / "new", procedure(name=NEW)).model_copy(update={"var": settings.var})
    old, new = serving(settings), serving(others)
    for _ in range(5):
        clock.now += 1_000
        old.renew()
        new.renew()
    assert name(old) == name(new) == NEW
    assert Editions(settings).numbers() == [2, 1]


def test_while_another_process_builds_it_is_said(settings: Settings, runs: list[Callable[[], None]]) -> None:
    def busy() -> None:
        raise Busy

    live = Live(settings, Opened)
    live.open()
    runs[:] = [busy]
    assert [live.renew(), live.search_state] == [False, "building"]
    assert live.renew()


def test_an_index_that_is_damaged_while_it_serves_is_built_again(settings: Settings) -> None:
    live = serving(settings)
    vectors = index_folder(live.now.catalogue.fingerprint, settings) / "vectors.npy"
    truncate(vectors)
    assert not live.renew()  # what serves is in memory
    assert index_is_current(live.now.catalogue, settings)
    assert live.problem == ""


def test_an_index_that_another_process_builds_is_taken_up_at_once(
    settings: Settings, runs: list[Callable[[], None]], clock: Clock
) -> None:
    first = serving(settings)
    vectors = index_folder(first.now.catalogue.fingerprint, settings) / "vectors.npy"
    truncate(vectors)
    restarted = Live(settings, Opened)
    restarted.open()
    runs[:] = [fails()] * 9
    for _ in range(9):
        restarted.renew()
        clock.now += 300
    first.renew()
    assert index_is_current(first.now.catalogue, settings)
    assert [restarted.search_state, restarted.renew(), restarted.search_state] == ["missing", True, "ok"]


def test_an_edition_that_is_damaged_before_it_is_followed_is_made_again(settings: Settings, clock: Clock) -> None:
    live, other = serving(settings), serving(settings)
    rename(settings, NEW)
    assert other.renew()
    truncate(Editions(settings).folder / "00000002" / "catalogue.json")
    assert live.renew()
    assert name(live) == NEW
    assert other.renew()
    assert live.now.edition == other.now.edition == 3


def test_a_search_that_cannot_be_opened_keeps_the_old_one_and_is_tried_again(settings: Settings, clock: Clock) -> None:
    broken = [True]

    def open_search(catalogue: Catalogue, settings: Settings) -> Opened:
        if broken and catalogue.get("1.000001").name == NEW:
            raise MemoryError
        return Opened(catalogue, settings)

    live = Live(settings, open_search)
    live.open()
    live.renew()
    rename(settings, NEW)
    assert not live.renew()
    assert name(live) == NAME
    assert live.problem == "MemoryError"
    broken.clear()
    clock.now += 60
    assert live.renew()
    assert name(live) == NEW


def test_the_watch_goes_on_after_a_look_that_failed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    live = Live(settings.model_copy(update={"reload_every": 0.01}), Opened)
    looks: list[int] = []
    done = threading.Event()

    def look(live: Live[Opened]) -> bool:
        looks.append(len(looks))
        if len(looks) < 5:
            raise (StoreError("the database is locked"), ValueError("odd"))[len(looks) % 2]
        done.set()
        return False

    monkeypatch.setattr(Live, "renew", look)
    live.start()
    assert done.wait(10)
    live.stop()
