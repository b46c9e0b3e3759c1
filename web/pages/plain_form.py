"""What a page without JavaScript sends: a few fields, from the network, read as strictly as the API reads its body."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from pydantic import ValidationError

from web.channels.page import ChatRequest
from web.errors import ApiError

MOST_FIELDS = 10


def new_turn() -> str:
    """What names one page: whatever is sent from it twice is answered once."""
    return secrets.token_hex(12)


@dataclass(frozen=True)
class PlainForm:
    """One message, as it was sent from one page.

    Args:
        body: the same as the other page sends to POST /api/chat.
        turn: names the page that it was sent from.
    """

    body: ChatRequest
    turn: str = field(default_factory=new_turn)

    @property
    def fields(self) -> dict[str, str]:
        """The same form once more, for hidden fields: sent again it has the same id."""
        known = {**self.body.model_dump(exclude={"message_id"}, exclude_none=True), "turn": self.turn}
        return {name: str(value) for name, value in known.items()}


def read_form(raw: bytes) -> PlainForm:
    """Read the body of a POST.

    The id of the message follows from the page and from what is sent: a double press, a reload and "send again" give
    the same one; another button of the same page, after going back, gives another one.

    Raises:
        ApiError: 422 for a body that no page of ours sends.
    """
    try:
        pairs = parse_qsl(raw.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
        fields = dict(pairs)
        turn = (fields.pop("turn", "") or new_turn())[:64]
        if "payload" not in fields:
            fields.setdefault("text", "")
        known = {name: value for name, value in fields.items() if value or name == "text"}
        body = ChatRequest.model_validate(known)
    except (ValueError, ValidationError):
        raise ApiError(422, "bad_request") from None
    if (body.text is None) == (body.payload is None):
        raise ApiError(422, "text_or_payload")
    told = f"{turn}\n{body.payload is not None}\n{body.payload if body.text is None else body.text}"
    message_id = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return PlainForm(body.model_copy(update={"message_id": message_id}), turn)
