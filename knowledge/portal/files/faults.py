"""A record that could not be used, and why."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError


@dataclass(frozen=True)
class Fault:
    """A record that could not be used: where it stood, its code as far as known, and why."""

    line: int
    code: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.code or 'no code'}: {self.reason}"


def reason_of(error: Exception) -> str:
    """Why a record is none, on one line."""
    if isinstance(error, ValidationError):
        parts = [
            f"{'.'.join(map(str, one['loc'])) or 'record'}: {one['msg'].removeprefix('Value error, ')}"
            for one in error.errors(include_url=False, include_input=False, include_context=False)[:3]
        ]
        return "; ".join(parts)[:300]
    return " ".join(str(error).split())[:300]
