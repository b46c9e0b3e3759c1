"""Files of the front end, kept in memory, compressed once, under addresses that change with their content."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

STATIC = Path(__file__).resolve().parent.parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
_WORTH_COMPRESSING = (".html", ".js", ".css", ".svg", ".json", ".webmanifest", ".txt")
_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2"}


@dataclass(frozen=True)
class Asset:
    """One file: its bytes, the same compressed where that is worth it, and its media type."""

    name: str
    content: bytes
    compressed: bytes | None
    media_type: str
    digest: str
    """12 hexadecimal digits of SHA-256 over the content."""

    @property
    def url(self) -> str:
        """Where the file is served, for good."""
        return f"/static/{self.digest}/{self.name}"


class Assets:
    """The files in `web/static/`, by their path below it ("built/chat.js")."""

    def __init__(self, folder: Path = STATIC) -> None:
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        self.files = {path.relative_to(folder).as_posix(): _read(path, folder) for path in paths}

    def url(self, name: str) -> str:
        """The address of a file.

        Raises:
            KeyError: there is none of that name; `make front` makes the joined ones.
        """
        return self.files[name].url

    def routes(self) -> APIRouter:
        """GET /static/{digest}/{name}."""
        router = APIRouter(include_in_schema=False)

        @router.get("/static/{digest}/{name:path}")
        async def static_file(digest: str, name: str, request: Request) -> Response:
            asset = self.files.get(name)
            if asset is None or asset.digest != digest:
                raise HTTPException(404)
            return answer(asset, request)

        return router


def answer(asset: Asset, request: Request, cache: str = FOR_EVER) -> Response:
    """A file as the browser wants it: compressed where it takes that."""
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding", "ETag": f'"{asset.digest}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if asset.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.compressed, media_type=asset.media_type, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


def _read(path: Path, folder: Path) -> Asset:
    return asset_of(path.relative_to(folder).as_posix(), path.read_bytes())


def asset_of(name: str, content: bytes) -> Asset:
    """A file of this content; its media type follows from its name."""
    suffix = Path(name).suffix
    media_type = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    compressed = gzip.compress(content, 9, mtime=0) if suffix in _WORTH_COMPRESSING else None
    return Asset(name, content, compressed, media_type, hashlib.sha256(content).hexdigest()[:12])
