"""How procedures stand to each other and to people: which one took another's place, and whom one is for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from knowledge.schema.conditions import CODE, Frozen, Text

PUBLIC = "public"
"""The audience of a procedure that anybody may need."""


def a_code(value: str) -> str:
    """The value, when it is a procedure's code.

    Raises:
        ValueError: it is not of the form 1.001193.
    """
    if not CODE.match(value):
        raise ValueError(f"code {value!r} is not of the form 1.001193")
    return value


class Replaces(Frozen):
    """An older procedure that this one took the place of; `why` says how that is known (a decision, the record)."""

    code: str
    why: Text

    _code = field_validator("code")(a_code)


class Replaced(Frozen):
    """A procedure that another took the place of: a line of replaces.yml, or of an authored procedure's `replaces`.

    Attributes:
        by: the code that counts now.
        kind: `level` for no older procedure, but the same work at another office or by another way.
        name: the official title of the old one, for the reader of the file.
        why: how that is known (a decision, the record).
    """

    by: str
    kind: Literal["older", "level"] = "older"
    name: str = ""
    why: Text

    _by = field_validator("by")(a_code)


class ClosedGroup(Frozen):
    """Procedures that only a closed group of people needs, such as the police: an entry of audience.yml.

    Attributes:
        name: the group, as it stands in a sentence.
        ask: asks somebody whether they belong to it.
        hears: words of a message that say so.
        fields: names of the record's fields that are for this group alone.
        titles: pieces of an official title that say so.
        codes: procedures that neither shows of.
        not_codes: procedures of these fields or titles that anybody may need (`except` in the file).
    """

    name: Text
    ask: Text
    hears: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    not_codes: tuple[str, ...] = Field(default=(), alias="except")

    def includes(self, code: str, name: str, field: str) -> bool:
        """Whether a procedure of this title and field is for this group alone."""
        if code in self.not_codes:
            return False
        title = name.lower()
        return code in self.codes or field in self.fields or any(piece.lower() in title for piece in self.titles)
