"""Slots for turns: never too many, fair between addresses, none lost, and refusals that say how long."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.virtual_time import now, run
from web.chat import admission as module
from web.chat.admission import HALF_LIFE, MUCH, Addresses, Admission, Busy, Usage

SOON = 1e9


@dataclass
class Desk:
    """An admission that is watched."""

    most: int = 4
    share: int = 2
    longest: float = SOON
    most_running: int = 0
    running: Counter[str] = field(default_factory=Counter)
    served: list[tuple[str, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.admission = Admission(self.most, self.share, self.longest, clock=now)

    async def turn(self, address: str, seconds: float) -> float:
        """Have a turn; returns the seconds it had to wait for."""
        came = now()
        async with self.admission.slot(address):
            waited = now() - came
            self.served.append((address, now()))
            self.running[address] += 1
            self.most_running = max(self.most_running, self.running.total())
            assert self.running.total() <= self.admission.running <= self.most
            try:
                await asyncio.sleep(seconds)
            finally:
                self.running[address] -= 1
        return waited

    def waits(self, address: str) -> int:
        """What somebody from this address is told who comes now; 0 when nobody has to wait."""
        try:
            self.admission.check(address)
        except Busy as busy:
            return busy.seconds
        return 0


@settings(max_examples=150, deadline=None)
@given(
    people=st.lists(
        st.tuples(
            st.sampled_from("abcd"),
            st.floats(0, 3),  # arrives
            st.floats(0, 1),  # its turn takes
            st.none() | st.floats(0, 4),  # is cancelled after
        ),
        max_size=30,
    ),
    most=st.integers(1, 5),
)
def test_whoever_comes_and_goes_no_slot_is_lost(
    people: list[tuple[str, float, float, float | None]], most: int
) -> None:
    async def main() -> None:
        desk = Desk(most=most, share=max(1, most * 2 // 3))

        async def come(address: str, arrives: float, seconds: float, patience: float | None) -> bool:
            await asyncio.sleep(arrives)
            try:
                async with asyncio.timeout(patience):
                    await desk.turn(address, seconds)
            except TimeoutError:
                return False
            return True

        came = await asyncio.gather(*(come(*person) for person in people))
        assert all(done for done, (*_, patience) in zip(came, people, strict=True) if patience is None)
        assert (desk.admission.running, desk.admission.waiting) == (0, 0)
        free = [asyncio.create_task(desk.turn(str(number), 1)) for number in range(most)]
        await asyncio.sleep(0)
        assert desk.admission.running == most
        await asyncio.gather(*free)

    run(main())


def test_one_address_alone_has_all_slots() -> None:
    async def main() -> None:
        desk = Desk()
        await asyncio.gather(*(desk.turn("a", 0.1) for _ in range(12)))
        assert desk.most_running == 4
        assert now() == pytest.approx(0.3)

    run(main())


def test_a_long_line_delays_only_its_own_address() -> None:
    async def main() -> None:
        desk = Desk()
        long = [asyncio.create_task(desk.turn("a", 0.1)) for _ in range(100)]
        await asyncio.sleep(0.05)
        came = now()
        await asyncio.gather(*(desk.turn(address, 0.1) for address in "bcd"))
        waited = [at - came for address, at in desk.served if address != "a"]
        assert max(waited) <= 0.15
        assert desk.admission.waiting > 80
        await asyncio.gather(*long)

    run(main())


def test_while_others_are_there_an_address_has_its_share() -> None:
    async def main() -> None:
        desk = Desk()
        several = [asyncio.create_task(desk.turn(address, 0.1)) for address in "ab" for _ in range(10)]
        while any(not task.done() for task in several):
            await asyncio.sleep(0.02)
            if desk.running["a"] and desk.running["b"]:
                assert max(desk.running.values()) <= 2
        assert now() == pytest.approx(0.6, abs=0.05)  # 20 turns: the last ones of b alone keep to the share

    run(main())


def test_addresses_that_wait_are_served_in_turn() -> None:
    async def main() -> None:
        desk = Desk(most=1, share=1)
        tasks = [asyncio.create_task(desk.turn(address, 0.1)) for address in "xaaabbc"]
        await asyncio.gather(*tasks)
        assert "".join(address for address, _ in desk.served) == "xabcaba"

    run(main())


def test_an_address_that_used_much_lately_has_one_slot_until_that_is_past() -> None:
    async def main() -> None:
        desk = Desk()
        await asyncio.gather(*(desk.turn("a", MUCH) for _ in range(4)))
        await desk.turn("b", 0.1)
        tasks = [asyncio.create_task(desk.turn("a", 0.5)) for _ in range(3)]
        await asyncio.sleep(0.1)
        assert (desk.running["a"], desk.admission.waiting) == (1, 2)
        await asyncio.gather(*tasks)
        await asyncio.sleep(6 * HALF_LIFE)
        await desk.turn("b", 0.1)
        tasks = [asyncio.create_task(desk.turn("a", 0.1)) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert desk.running["a"] == 2
        await asyncio.gather(*tasks)

    run(main())


@settings(max_examples=60, deadline=None)
@given(lines=st.lists(st.integers(1, 40), min_size=1, max_size=4), most=st.integers(1, 6))
def test_who_is_refused_is_told_about_how_long_it_takes(lines: list[int], most: int) -> None:
    """Within two turns, nobody is told less or more than twice what it takes, as long as nobody uses too much."""
    turn = 1.0

    async def main() -> None:
        desk = Desk(most=most, share=max(1, most * 2 // 3), longest=0.0)
        for number in range(60):  # it has to measure first what a turn takes
            await desk.turn(f"early {number}", turn)
        people = [address for number, line in enumerate(lines) for address in [str(number)] * line]
        tasks = [asyncio.create_task(desk.turn(address, turn)) for address in people]
        await asyncio.sleep(0)
        told = desk.waits("0")
        waited = await desk.turn("0", turn)
        assert waited <= told + 2 * turn
        assert told <= 2 * waited + 2 * turn
        await asyncio.gather(*tasks)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MUCH", 1e9)
        run(main())


def test_nobody_is_refused_who_would_not_wait_long() -> None:
    async def main() -> None:
        desk = Desk(most=2, share=1, longest=5.0)
        for number in range(60):
            await desk.turn(str(number), 1.0)
        tasks = [asyncio.create_task(desk.turn("a", 1.0)) for _ in range(30)]
        await asyncio.sleep(0)
        assert desk.waits("a") > 5
        assert desk.waits("b") == 0  # the line of another address is not theirs
        await asyncio.gather(*tasks)
        assert desk.waits("a") == 0

    run(main())


def test_a_turn_that_fails_gives_its_slot_back() -> None:
    async def main() -> None:
        desk = Desk(most=1, share=1)

        async def fail() -> None:
            async with desk.admission.slot("a"):
                raise ZeroDivisionError

        for _ in range(3):
            with contextlib.suppress(ZeroDivisionError):
                await fail()
        assert desk.admission.running == 0

    run(main())


def test_who_is_cancelled_in_the_moment_of_being_served_loses_no_slot() -> None:
    async def main() -> None:
        desk = Desk(most=1, share=1)
        first = asyncio.create_task(desk.turn("a", 1.0))
        await asyncio.sleep(0)
        second = asyncio.create_task(desk.turn("b", 1.0))
        await asyncio.sleep(0)
        await first  # its slot has just been given to the second
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        assert (desk.admission.running, desk.admission.waiting) == (0, 0)
        await desk.turn("c", 0.1)

    run(main())


def test_what_was_used_fades() -> None:
    clock = [0.0]
    usage = Usage(lambda: clock[0], most=2)
    usage.add("a", 4.0)
    clock[0] = HALF_LIFE
    assert usage.of("a") == pytest.approx(2.0)
    assert not usage.others("a")
    usage.add("b", 1.0)
    assert usage.others("a")
    usage.add("c", 1.0)
    assert usage.of("a") == 0.0  # only so many are remembered
    clock[0] = 3 * HALF_LIFE
    assert not usage.others("a")


def test_addresses_are_those_last_heard_from() -> None:
    addresses = Addresses(most=2)
    assert addresses.of("web:a") == "web:a"
    for sender, address in (("web:a", "1"), ("web:b", "2"), ("web:a", "3"), ("web:c", "")):
        addresses.note(sender, address)
    assert [addresses.of(f"web:{name}") for name in "abc"] == ["3", "web:b", "web:c"]
