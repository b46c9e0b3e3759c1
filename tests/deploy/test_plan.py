"""The plan of the house: counted from the imports, drawn into the documents, within its goals."""

from __future__ import annotations

from deploy import made_parts
from deploy.plan import MOST_ARROWS, MOST_ROOMS, Plan, drawing, parts, read_plan, room_of


def test_the_goals_hold() -> None:
    plan = read_plan()
    assert len(plan.rooms) <= MOST_ROOMS
    assert len(plan.arrows) <= MOST_ARROWS
    assert plan.circles == ()
    assert plan.crowded == ()


def test_the_rooms_of_modules() -> None:
    assert room_of("knowledge") is None
    assert room_of("knowledge.search.steps.rank") == "knowledge.search"
    assert room_of("web.api.chat") == "web"


def test_the_real_arrows_are_seen() -> None:
    plan = read_plan()
    assert ("actions", "knowledge.checklist") in plan.arrows
    assert not any(importing == "knowledge.schema" and imported == "web" for importing, imported in plan.arrows)


def test_what_other_ways_imply_is_not_drawn() -> None:
    plan = Plan(("a", "b", "c"), (("a", "b"), ("a", "c"), ("b", "c")), (), ())
    assert plan.essential() == [("a", "b"), ("b", "c")]


def test_the_drawing_names_every_room() -> None:
    text = drawing()
    assert all(f"[{room.removeprefix('knowledge.')}]" in text for room in read_plan().rooms)


def test_every_made_part_is_current() -> None:
    """Run `make plan` when this fails."""
    for path in made_parts.documents():
        text = path.read_text(encoding="utf-8")
        assert set(made_parts.names_in(text)) <= parts().keys(), path.name
        assert made_parts.with_parts(text, parts()) == text, path.name
