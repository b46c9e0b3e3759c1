"""The permission page that the office opens in a browser, and the call for tokens.

Facts: PKCE, `code` and `oa_id` in the address that the page leads back to, a form-encoded call with the header
`secret_key`, errors with HTTP 200. Beliefs: any web address may be led back to; `state` comes back as it was.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from web.channels.zalo.standin.forms import fields
from web.channels.zalo.standin.platform import Platform
from web.channels.zalo.standin.refusals import INVALID_APP, INVALID_REDIRECT, INVALID_VERIFIER, TokenRefusal
from web.channels.zalo.standin.routes.here import Here
from web.channels.zalo.standin.routes.templates import page
from web.channels.zalo.standin.tokens import CHALLENGE
from web.channels.zalo.standin.words import words

router = APIRouter(prefix="/v4/oa")


@router.get("/permission", response_class=HTMLResponse)
async def permission(request: Request, platform: Here) -> Response:
    """A page with one button, which gives the permission."""
    asked = dict(request.query_params)
    try:
        _check(platform, asked)
    except TokenRefusal as refusal:
        return JSONResponse(refusal.body())
    ours = words()
    values = {
        "asked": asked,
        "t": ours.group("permission"),
        "asks": ours.say("permission.asks", app_id=platform.account.app_id, oa_id=platform.account.oa_id),
        "not_zalo": ours.say("page.not_zalo"),
    }
    return page(request, "permission.html", values)


@router.post("/permission")
async def allow(request: Request, platform: Here) -> Response:
    """The button was pressed: lead back with a code."""
    asked = fields(await request.body())
    try:
        _check(platform, asked)
    except TokenRefusal as refusal:
        return JSONResponse(refusal.body())
    more = {"oa_id": platform.account.oa_id, "code": platform.tokens.code(asked["code_challenge"])}
    if "state" in asked:
        more["state"] = asked["state"]
    back = urlsplit(asked["redirect_uri"])
    query = "&".join(part for part in (back.query, urlencode(more)) if part)
    return RedirectResponse(urlunsplit(back._replace(query=query)), status_code=303)


@router.post("/access_token")
async def access_token(request: Request, platform: Here) -> JSONResponse:
    """A pair of tokens for a code or for a refresh token."""
    form = fields(await request.body())
    try:
        return JSONResponse(platform.tokens.respond(form, request.headers.get("secret_key")).body())
    except TokenRefusal as refusal:
        return JSONResponse(refusal.body())


def _check(platform: Platform, asked: dict[str, str]) -> None:
    if asked.get("app_id") != platform.account.app_id:
        raise TokenRefusal(INVALID_APP, "Invalid app_id")
    try:
        back = urlsplit(asked.get("redirect_uri", ""))
    except ValueError:
        raise TokenRefusal(INVALID_REDIRECT, "Invalid redirect_uri") from None
    if back.scheme not in ("http", "https") or not back.netloc:
        raise TokenRefusal(INVALID_REDIRECT, "Invalid redirect_uri")
    if not CHALLENGE.fullmatch(asked.get("code_challenge", "")):
        raise TokenRefusal(INVALID_VERIFIER, "Invalid code_challenge")
