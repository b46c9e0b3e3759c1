"""The page without JavaScript: each turn is a form that is sent and a whole page that comes back.

The conversation is led by its signed token in a hidden field, never by a cookie: whoever makes a person's browser send
a form from elsewhere has no token of that person, and a conversation begun in such a way is refused. Only while an
answer is awaited a cookie, for that one message and for minutes, lets the page open itself again without a token in
its address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates

from knowledge.checklist.as_text import how_to_bring, say_methods
from knowledge.messages import CaseQuestion, Checklist, Message
from knowledge.settings import Settings
from knowledge.wording import Wording, say_day
from web.channels.channel import converse
from web.channels.page import Page, PageRequest
from web.chat.exchange import Reply, question_key, question_of
from web.chat.sender import Sender
from web.chat.sessions import Session
from web.errors import ApiError
from web.pages.assets import Assets
from web.pages.plain_form import PlainForm, new_turn, read_form
from web.state import Services
from web.wording import script_words

PATH = "/khong-js"
WAITING = f"{PATH}/cho"
COOKIE = "dimotlan_cho"
WAIT_FOR = 600
"""Seconds for which a page that waits may be opened again."""
CACHE = "private, no-cache"
"""For this browser's way back alone: with `no-store` it would ask whether to send the form once more."""
_PAGE = Page()


class PlainPages:
    """The routes and what their pages are made of."""

    def __init__(self, settings: Settings, wording: Wording, assets: Assets, templates: Jinja2Templates) -> None:
        self._wording = wording
        self._templates = templates
        self._values = {
            "asset": assets.url,
            "t": {**wording.group("page"), **wording.group("plain")},
            "fill": _filler(script_words(wording)),
            "hotline": settings.hotline,
            "max_text": settings.max_text,
            "path": PATH,
            "how_to_bring": how_to_bring,
            "say_day": say_day,
            "say_methods": say_methods,
            "query_of": _query_of,
        }

    def routes(self) -> APIRouter:
        """GET and POST /khong-js, and where a page waits for its answer."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.start, methods=["GET"], response_class=HTMLResponse)
        router.add_api_route(PATH, self.turn, methods=["POST"], response_class=HTMLResponse)
        router.add_api_route(f"{WAITING}/{{message_id}}", self.wait, methods=["GET"], response_class=HTMLResponse)
        return router

    async def start(self, request: Request) -> Response:
        """A box and nothing else: a conversation begins with what is sent."""
        services: Services = request.app.state.services
        # the token comes with the first page, so that the first message sent twice is one message too
        return self._show(request, {"hidden": {"session": services.issuer.new().token, "turn": new_turn()}})

    async def turn(self, request: Request) -> Response:
        """One message, and the page with its answer."""
        services: Services = request.app.state.services
        form: PlainForm | None = None
        try:
            await services.by_address.take(_address(request))
            if request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
                raise ApiError(403, "sent_from_elsewhere")
            form = read_form(await request.body())
            session = services.issuer.resolve(form.body.session)
            request.state.session_hash = session.hash
            reply = await self._reply(services, form, session, _address(request))
        except ApiError as error:
            return self._refuse(request, error, form)
        return self._answer(request, form, session, reply)

    async def wait(self, request: Request, message_id: str) -> Response:
        """The answer to a message that was sent already."""
        services: Services = request.app.state.services
        session = services.issuer.resolve(request.cookies.get(COOKIE))
        if session.fresh:
            return RedirectResponse(PATH, 303)
        request.state.session_hash = session.hash
        try:
            await services.by_address.take(_address(request))
            reply = await services.conversation.again(Sender(_PAGE.name, session.id, _address(request)), message_id)
        except ApiError as error:
            return self._refuse(request, error, None)
        return self._answer(request, None, session, reply) if reply else RedirectResponse(PATH, 303)

    @staticmethod
    async def _reply(services: Services, form: PlainForm, session: Session, address: str) -> Reply:
        if form.body.session and session.fresh and services.conversation.is_lost(form.body.text):
            return services.conversation.lost()
        incoming = _PAGE.receive(PageRequest(form.body, session, address))
        return await converse(_PAGE.name, incoming, services.conversation, services.by_sender)

    def _answer(self, request: Request, form: PlainForm | None, session: Session, reply: Reply) -> Response:
        again = {**form.fields, "session": session.token} if form and reply.status != 200 else None
        question = question_of(reply.messages)
        context = {
            "messages": reply.messages,
            "said": form.body.text if form else None,
            "again": again,
            "waits": bool(reply.again_after),
            "hidden": {
                "session": session.token,
                "turn": new_turn(),
                "seen": "" if reply.number is None else str(reply.number),
                "answers": question_key(question) if question else "",
            },
            "heading": _heading(reply.messages),
        }
        headers: dict[str, str] = {}
        where = request.url.path
        if reply.again_after:
            if form:
                where = f"{WAITING}/{form.body.message_id}"
            headers = {"Retry-After": str(reply.again_after), "Refresh": f"{reply.again_after}; url={where}"}
        page = self._show(request, context, reply.status, headers)
        if reply.again_after and form:
            page.set_cookie(
                COOKIE,
                session.token,
                max_age=WAIT_FOR,
                path=where,
                secure=request.url.scheme == "https",
                httponly=True,
                samesite="strict",
            )
        return page

    def _refuse(self, request: Request, error: ApiError, form: PlainForm | None) -> Response:
        sentence = self._wording.say(f"api.{error.code}", **error.values)
        # what was sent comes back in the page: nothing has to be typed again
        context = {"refusal": sentence, "again": form.fields if form and error.status in (429, 503) else None}
        if form and error.status not in (429, 503):
            context |= {"hidden": {"session": form.body.session or "", "turn": new_turn()}, "typed": form.body.text}
        return self._show(request, context, error.status, error.headers)

    def _show(
        self,
        request: Request,
        context: Mapping[str, object],
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        values = {**self._values, "hidden": {"turn": new_turn()}, **context}
        return self._templates.TemplateResponse(
            request, "plain.html", values, status_code=status, headers={"Cache-Control": CACHE, **(headers or {})}
        )


def _filler(words: Mapping[str, str | list[str]]) -> Callable[..., str]:
    """The words of the chat page by key, with their blanks filled in."""

    def fill(key: str, **values: object) -> str:
        return str(words[key]).format(**values)

    return fill


def _query_of(checklist: Checklist) -> str:
    """The answers of a list, as the addresses of its PDF and its calendar file take them."""
    facts = urlencode([(fact.question_id, fact.value) for fact in checklist.facts])
    return f"?{facts}" if facts else ""


def _heading(messages: list[Message]) -> str:
    """What the page's title begins with: the question that is asked, else the list that is shown."""
    for message in reversed(messages):
        if isinstance(message.custom, CaseQuestion):
            return message.custom.text
        if isinstance(message.custom, Checklist):
            return message.custom.short_name or message.custom.name
    return ""


def _address(request: Request) -> str:
    return request.client.host if request.client else "?"
