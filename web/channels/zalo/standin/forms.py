"""Bodies of requests that are not JSON: form fields, and a file in a multipart body.

The standard library reads them: FastAPI's own reading needs a package that the project does not have.
"""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from urllib.parse import parse_qs


@dataclass(frozen=True)
class SentFile:
    name: str
    content: bytes


def fields(body: bytes) -> dict[str, str]:
    """The fields of a form-encoded body; of a field that stands twice the last one."""
    return {
        name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()
    }


def sent_file(body: bytes, content_type: str, field: str) -> SentFile | None:
    """The file in a field of a multipart body; None if there is no such field, or no multipart body."""
    if not content_type.lower().startswith("multipart/form-data"):
        return None
    head = b"Content-Type: " + content_type.encode("latin-1", "replace").replace(b"\r", b"").replace(b"\n", b"")
    whole = message_from_bytes(head + b"\r\n\r\n" + body)
    if not whole.is_multipart():
        return None
    for part in whole.get_payload():
        if isinstance(part, Message) and (found := _file_of(part, field)):
            return found
    return None


def _file_of(part: Message, field: str) -> SentFile | None:
    disposition = Message()
    for name, value in part.raw_items():
        if name.lower() == "content-disposition":
            # the name of a file is UTF-8 on the wire; the parser keeps such bytes as surrogates
            disposition[name] = value.encode("ascii", "surrogateescape").decode("utf-8", "replace")
    content = part.get_payload(decode=True)
    file = disposition.get_filename()
    if disposition.get_param("name", header="content-disposition") != field or not file:
        return None
    return SentFile(file, content) if isinstance(content, bytes) else None
