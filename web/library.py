"""The knowledge library as the gateway uses it: opened once, CPU work in threads."""

from __future__ import annotations

import asyncio
import datetime as dt
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
    """The real search; a damaged file of the embedder is made anew. Imported here: the gateway runs without the models.

    Raises:
        IndexMissing: the index is not built, or damaged.
    """
    from knowledge.search.index.embedder_files import mend
    from knowledge.search.pipeline import Pipeline

    mend(settings.embedder_dir)
    return Pipeline.open(catalogue, settings)


class Library:
    """Procedures, checklists and the search, repaired and renewed while the gateway runs.

    Args:
        settings: where the catalogue and the index lie.
        open_search: opens the search; tests bring their own.

    Raises:
        KnowledgeError: no catalogue can serve, neither the one that lies there nor an earlier one.
    """

    def __init__(self, settings: Settings, open_search: OpenSearch = open_searcher) -> None:
        self._province = settings.province
        self.live: Live[Search] = Live(settings, open_search)
        self.index_state = "starting"
        """"starting"; "ok"; "building" or "missing", when there is no index yet; "down", when it cannot be opened."""
        self._watched = False
        self.live.open()

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that serves now; a request takes it once."""
        return self.live.now.catalogue

    @property
    def refused(self) -> str:
        """Why the newest catalogue does not serve (file, line, what); empty when it serves."""
        return self.live.problem

    @property
    def edition(self) -> tuple[int | None, str]:
        """The number of the edition that serves (None: the files themselves), and its catalogue's fingerprint."""
        snapshot = self.live.now
        return snapshot.edition, snapshot.catalogue.fingerprint

    async def open_index(self, first_question: str) -> bool:
        """Open the search and ask it once: the first question loads the models. False while there is no index.

        From the first call on changes are watched for, and a missing index is built in a process beside.
        """
        try:
            search = await asyncio.to_thread(lambda: self.live.now.search)
            await asyncio.to_thread(search.search, first_question, 1)
        except IndexMissing:
            state = self.live.search_state
            if self.index_state != state:
                event("index_missing", logging.WARNING, state=state)
            self.index_state = state
            return False
        finally:
            self._watch()
        self.index_state = "ok"
        return True

    def _watch(self) -> None:
        if not self._watched:
            self._watched = True
            self.live.start()

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

    async def checklist(self, code: str, facts: Mapping[str, str], received: dt.datetime | None = None) -> Checklist:
        """The checklist of one case, as of when it is filed; without that as of now in Việt Nam.

        Raises:
            ApiError: 404 for an unknown code; 422 for a fact that does not fit, naming the allowed values.
        """
        procedure = self.procedure(code)
        check_facts(procedure, facts)
        try:
            now = received or now_in_vietnam()
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
