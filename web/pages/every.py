"""All pages, put into the application."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.templating import Jinja2Templates

from knowledge.settings import Settings
from knowledge.wording import Wording
from web.operations.notice import NoticeBoard
from web.pages.assets import Assets
from web.pages.chat import chat_page
from web.pages.plain import PlainPages
from web.pages.procedure.routes import procedure_pages
from web.pages.widget import widget_pages
from web.pages.worker import worker_routes

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


def add_pages(
    app: FastAPI, settings: Settings, wording: Wording, notices: NoticeBoard
) -> tuple[Assets, Jinja2Templates]:
    """Serve the pages and the files they need; the files and templates, for the counter's pages."""
    assets = Assets()
    templates = Jinja2Templates(directory=TEMPLATES)
    # every page may say what the office announces: {% include "_notice.html" %}
    templates.env.globals |= {"announced": notices.now, "say": wording.say}
    for routes in (
        assets.routes(),
        chat_page(settings, wording, assets, templates),
        PlainPages(settings, wording, assets, templates).routes(),
        worker_routes(wording, assets),
        procedure_pages(settings, wording, assets, templates),
        widget_pages(settings, wording, assets, templates),
    ):
        app.include_router(routes)
    return assets, templates
