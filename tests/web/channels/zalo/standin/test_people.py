from __future__ import annotations

from web.channels.zalo.standin.people import Entry, People, Person


def test_the_same_people_have_the_same_ids_at_every_start() -> None:
    first, second = People(["Lan", "Tuấn"]), People(["Lan", "Tuấn"])
    ids = [person.id for person in first.all()]
    assert ids == [person.id for person in second.all()] == ["7100000000000000001", "7100000000000000002"]
    added = first.add("Mai", follows=False)
    assert first.find(added.id) is added
    assert added.id not in ids
    assert first.find("1") is None


def test_a_message_opens_the_free_window_anew() -> None:
    person = Person(id="1", name="Lan", free_used=8)
    person.heard(5.0)
    assert (person.wrote, person.interacted, person.free_used) == (5.0, 5.0, 0)


def test_entries_are_found_and_seen() -> None:
    person = Person(id="1", name="Lan")
    mine = Entry(author="person", kind="text", at=1)
    theirs = [Entry(author="oa", kind="text", at=2), Entry(author="clerk", kind="text", at=3)]
    person.entries += [mine, *theirs, Entry(author="notice", kind="follow", at=4)]
    assert person.unseen() == theirs
    theirs[0].seen = True
    assert person.unseen() == theirs[1:]
    assert person.entry(mine.msg_id) is mine
    assert person.entry("x") is None
    assert len({entry.msg_id for entry in person.entries}) == 4
