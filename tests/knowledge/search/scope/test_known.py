from __future__ import annotations

from knowledge.search.scope.known import load_known


def test_every_procedure_of_the_list_has_a_name_and_a_page() -> None:
    known = load_known()
    assert len(known) > 5_000
    assert len({one.code for one in known}) == len(known)
    assert all(one.name and one.link.startswith("https://") for one in known)
