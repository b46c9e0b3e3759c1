"""What lets the page be opened without the network: the service worker and the manifest."""

from __future__ import annotations

import hashlib
import json

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from knowledge.wording import Wording
from web.pages.assets import Asset, Assets, answer, asset_of
from web.wording import script_words

SHELL = ("built/chat.js", "built/chat.css", "icon.svg", "icon-192.png")
"""What the chat page loads."""
MANIFEST = "/manifest.webmanifest"


def worker_routes(wording: Wording, assets: Assets) -> APIRouter:
    """GET /worker.js and GET /manifest.webmanifest. Both are asked for anew each time: they name the newest files."""
    router = APIRouter(include_in_schema=False)
    words = {**wording.group("page"), **script_words(wording)}
    worker, manifest = worker_script(assets, json.dumps(words)), _manifest(wording, assets)

    @router.get("/worker.js")
    async def service_worker(request: Request) -> Response:
        return answer(worker, request, cache="no-cache")

    @router.get(MANIFEST)
    async def app_manifest() -> JSONResponse:
        return JSONResponse(
            manifest, media_type="application/manifest+json", headers={"Cache-Control": "public, max-age=3600"}
        )

    return router


def worker_script(assets: Assets, words: str) -> Asset:
    """The worker with the addresses of the files it keeps: another release is another script, which browsers notice.

    Args:
        assets: the files.
        words: the page's own words, which stand in the page itself; changed ones are another version too.
    """
    files = ["/", MANIFEST, *(assets.url(name) for name in SHELL)]
    version = hashlib.sha256("\n".join([*files, words]).encode()).hexdigest()[:12]
    shell = f"self.shell = {json.dumps({'version': version, 'files': files})};\n"
    return asset_of("worker.js", shell.encode() + assets.files["built/worker.js"].content)


def _manifest(wording: Wording, assets: Assets) -> dict[str, object]:
    say = wording.say
    drawn = {"src": assets.url("icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    painted = [
        {
            "src": assets.url(f"icon-{side}.png"),
            "sizes": f"{side}x{side}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for side in (192, 512)
    ]
    return {
        "id": "/",
        "name": say("page.title"),
        "short_name": say("page.name"),
        "description": say("page.description"),
        "lang": "vi",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f8f2e6",
        "theme_color": "#0f4c45",
        "icons": [*painted, drawn],
    }
