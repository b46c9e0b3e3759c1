"""What people call a procedure that is not authored: a line of short_names.<field>.yml."""

from __future__ import annotations

from pydantic import Field

from knowledge.schema.conditions import Frozen, Text


class Named(Frozen):
    """The name that an imported procedure is spoken of by; written by hand beside its official title.

    Attributes:
        name: the official title, for the reader of the file and for the check.
        short: what people call it, unlike any other procedure's short name.
    """

    name: Text
    short: str = Field(min_length=1, max_length=60)
