"""Errors of the API: one shape for all of them, with words from wording.yml."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from knowledge.wording import Wording

_CODES = {404: "not_found", 405: "method_not_allowed"}


class ApiError(Exception):
    """A refusal that a person can understand.

    Args:
        status: the HTTP status.
        code: the stable name of the error; also its key under `api` in wording.yml.
        headers: extra response headers (Retry-After …).
        values: what the sentence names ({limit}, {allowed} …).
    """

    def __init__(self, status: int, code: str, headers: dict[str, str] | None = None, **values: object) -> None:
        self.status = status
        self.code = code
        self.headers = headers or {}
        self.values = values
        super().__init__(code)


def error_response(
    wording: Wording, status: int, code: str, headers: dict[str, str] | None = None, **values: object
) -> JSONResponse:
    """The one error shape: {"error": {"code", "message"}}."""
    body = {"error": {"code": code, "message": wording.say(f"api.{code}", **values)}}
    return JSONResponse(body, status_code=status, headers=headers)


def _places(errors: Iterable[Any]) -> str:
    """The fields that were refused, by name only: what a person sent is never echoed."""
    outer = ("body", "query", "path")
    names = {".".join(str(step) for step in error.get("loc", ()) if step not in outer) for error in errors}
    readable = {"".join(char for char in name if char.isprintable())[:60] for name in names}
    return ", ".join(sorted(name for name in readable if name)) or "JSON"


def add_error_handlers(app: FastAPI, wording: Wording) -> None:
    """Give every refusal of the app the one error shape."""

    async def on_api_error(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ApiError)
        return error_response(wording, error.status, error.code, error.headers, **error.values)

    async def on_invalid(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return error_response(wording, 422, "invalid_request", places=_places(error.errors()))

    async def on_http_error(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        code = _CODES.get(error.status_code, "bad_request")
        return error_response(wording, error.status_code, code, dict(error.headers or {}))

    app.add_exception_handler(ApiError, on_api_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http_error)
