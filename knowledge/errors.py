"""Typed errors; each message says what is wrong and what to do about it."""

from __future__ import annotations


class KnowledgeError(Exception):
    """Base of every error this library raises on purpose."""


class CatalogueError(KnowledgeError):
    """The catalogue on disk is not usable; carries every fault found, not only the first."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        shown = "\n".join(faults[:20])
        more = f"\n… and {len(faults) - 20} more" if len(faults) > 20 else ""
        super().__init__(f"{len(faults)} fault(s) in the catalogue:\n{shown}{more}")


class UnknownProcedure(KnowledgeError):
    """No procedure has this code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"no procedure {code!r} in the catalogue; try `python -m knowledge search`")


class FactError(KnowledgeError):
    """A fact names no question of the procedure, or no value of that question."""


class IndexMissing(KnowledgeError):
    """The search index has not been built, or was built by another version."""


class StoreError(KnowledgeError):
    """The database of imported records cannot be used."""


class ImportRefused(KnowledgeError):
    """A file or a response of the portal cannot be imported; nothing was changed."""


class PortalError(KnowledgeError):
    """The portal did not give what was asked.

    Args:
        message: what is wrong and what to do about it.
        status: the HTTP status of the last response, or None when there was none.
        only_this_record: it concerns the record that was asked for; the portal itself responds.
        come_back: seconds after which the portal asks us to try again, when that is too long to wait.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        only_this_record: bool = False,
        come_back: float | None = None,
    ) -> None:
        self.status = status
        self.only_this_record = only_this_record
        self.come_back = come_back
        super().__init__(message)


class SyncRunning(KnowledgeError):
    """Another sync works in the same data folder."""


class DraftRefused(KnowledgeError):
    """No authored file can be drafted for a code; nothing was written."""
