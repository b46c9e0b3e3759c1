"""A record that could not be used, and why."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError


@dataclass(frozen=True)
class Fault:
    """A record that could not be used.

    `line` counts from 1 (in a document: the record's number; in the portal's list: the item's), `code` is empty when it
    is not known.
    """

    line: int
    code: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.code or 'no code'}: {self.reason}"


def reason_of(error: Exception) -> str:
    """Why a record cannot be used: one line of at most 300 characters."""
    if isinstance(error, ValidationError):
        parts = [
            f"{'.'.join(map(str, detail['loc'])) or 'record'}: {detail['msg'].removeprefix('Value error, ')}"
            for detail in error.errors(include_url=False, include_input=False, include_context=False)[:3]
        ]
        return "; ".join(parts)[:300]
    return " ".join(str(error).split())[:300]
