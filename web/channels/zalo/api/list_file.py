"""A list as a file of Zalo's: set as a PDF when it is sent, brought to Zalo, and named in the message by its token."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from knowledge.checklist.paper.sheet import checklist_sheet
from knowledge.messages import Checklist
from web.channels.zalo.api.client import Client, UploadRefused
from web.channels.zalo.api.reactions import Reaction, reaction_to
from web.channels.zalo.api.tokens import Tokens

LIST = "list"
"""The key of a body that stands for a file still to be made: {"list": {"name", "address", "checklist"}}."""


def list_body(checklist: Checklist, public_url: str, name: str) -> dict[str, Any]:
    """The body of a parcel that sends a list as a file.

    Args:
        checklist: the list.
        public_url: where people reach the gateway; the sheet names the address of the same case there.
        name: of the file, with ".pdf".
    """
    query = urlencode([(fact.question_id, fact.value) for fact in checklist.facts])
    address = f"{public_url}/thu-tuc/{quote(checklist.code, safe='')}" + (f"?{query}" if query else "")
    return {LIST: {"name": name, "address": address, "checklist": checklist.model_dump(mode="json")}}


class ListFiles:
    """
    Args:
        client: brings files to Zalo.
        tokens: what it needs for that.
    """

    def __init__(self, client: Client, tokens: Tokens) -> None:
        self._client = client
        self._tokens = tokens

    async def message(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The message that sends the file of a `list_body`.

        Raises:
            UploadRefused: Zalo does not take it.
            Unreachable: there is no answer.
            NoToken: there is nothing to ask with.
        """
        about = body[LIST]
        checklist = Checklist.model_validate(about["checklist"])
        content = await asyncio.to_thread(checklist_sheet, checklist, about["address"])
        token = await self._tokens.access()
        try:
            file = await self._client.upload_file(token, content, about["name"])
        except UploadRefused as error:
            if reaction_to(error.code) is not Reaction.REFRESH:
                raise
            file = await self._client.upload_file(await self._tokens.instead_of(token), content, about["name"])
        return {"attachment": {"type": "file", "payload": {"token": file}}}
