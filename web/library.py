"""The knowledge library as the gateway uses it: opened once, CPU work in threads."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.build import build_checklist
from knowledge.errors import FactError, IndexMissing, UnknownProcedure
from knowledge.library.reload import Live
from knowledge.messages import Checklist
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Procedure
from knowledge.settings import Settings, now_in_vietnam
from web.errors import ApiError
from web.logs import event

if TYPE_CHECKING:
    from knowledge.search.types import SearchResult


class Search(Protocol):
    """What the gateway needs of the search."""

    def search(self, question: str, limit: int = 4) -> SearchResult: ...


OpenSearch = Callable[[Catalogue, Settings], Search]


def open_searcher(catalogue: Catalogue, settings: Settings) -> Search:
    """The real search. Imported here, so that the gateway imports fast and runs without the models.

    Raises:
        IndexMissing: the index is not built.
    """
    from knowledge.search.pipeline import Pipeline

    return Pipeline.open(catalogue, settings)


class Library:
    """Procedures, checklists and the search, reloaded while the gateway runs.

    Args:
        settings: where the catalogue and the index lie.
        open_search: opens the search; tests bring their own.
    """

    def __init__(self, settings: Settings, open_search: OpenSearch = open_searcher) -> None:
        self._province = settings.province
        self.live: Live[Search] = Live(settings, open_search)
        self.index_state = "starting"
        _ = self.live.now

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that serves now; a request takes it once."""
        return self.live.now.catalogue

    async def open_index(self, first_question: str) -> bool:
        """Open the search and ask it once: the first question loads the models. False while there is no index."""
        try:
            search = await asyncio.to_thread(lambda: self.live.now.search)
            await asyncio.to_thread(search.search, first_question, 1)
        except IndexMissing:
            if self.index_state != "missing":
                event("index_missing", logging.WARNING)
            self.index_state = "missing"
            return False
        self.index_state = "ok"
        self.live.start()
        return True

    def procedure(self, code: str) -> Procedure:
        """The procedure with this code.

        Raises:
            ApiError: 404, when there is none.
        """
        try:
            return self.catalogue.get(code)
        except UnknownProcedure:
            raise ApiError(404, "unknown_procedure") from None

    async def search(self, question: str, limit: int) -> SearchResult:
        """The procedures that answer the question.

        Raises:
            ApiError: 503, while the search is not ready.
        """
        if self.index_state != "ok":
            raise ApiError(503, "search_not_ready", headers={"Retry-After": "5"})
        return await asyncio.to_thread(self.live.now.search.search, question, limit)

    async def checklist(self, code: str, facts: Mapping[str, str]) -> Checklist:
        """The checklist of one case, as of now in Việt Nam.

        Raises:
            ApiError: 404 for an unknown code; 422 for a fact that does not fit, naming the allowed values.
        """
        procedure = self.procedure(code)
        check_facts(procedure, facts)
        try:
            now = now_in_vietnam()
            return await asyncio.to_thread(build_checklist, self.catalogue, procedure.code, facts, now, self._province)
        except FactError:
            raise ApiError(422, "bad_facts") from None


def check_facts(procedure: Procedure, facts: Mapping[str, str]) -> None:
    """Refuse a fact that names no question or no value, naming what is allowed.

    Raises:
        ApiError: 422.
    """
    for question_id, value in facts.items():
        question = procedure.question(question_id)
        if question is None:
            allowed = ", ".join(question.id for question in procedure.questions) or "–"
            raise ApiError(422, "unknown_question", procedure=procedure.code, allowed=allowed)
        if value not in (*question.values, UNKNOWN):
            raise ApiError(422, "unknown_value", question=question.id, allowed=", ".join((*question.values, UNKNOWN)))
