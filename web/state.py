"""What the routes share, made once when the gateway starts."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.settings import Settings
from web.chat.conversation import Conversation
from web.chat.sessions import SessionIssuer
from web.library import Library
from web.operations.health import Health
from web.operations.metrics import Metrics
from web.operations.notice import NoticeBoard
from web.rate_limiter import RateLimiter


@dataclass(frozen=True)
class Services:
    settings: Settings
    issuer: SessionIssuer
    conversation: Conversation
    library: Library
    health: Health
    notices: NoticeBoard
    metrics: Metrics
    by_sender: RateLimiter
    by_address: RateLimiter
