"""What the office may send how often, as set when the stand-in starts or while it runs."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

PaidQuota = Literal["sub_quota", "reward_quota", "purchase_quota"]
PAID: tuple[PaidQuota, ...] = ("sub_quota", "reward_quota", "purchase_quota")
"""In the order in which they are used up (B)."""


class Limits(BaseModel):
    """Facts: the defaults of the text's length, the rate and the free messages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text_limit: int = Field(default=2_000, ge=1, description="characters; one source says 500")
    rate_per_minute: int = Field(default=4_000, ge=0, description="calls of the API, of all kinds together")
    free_messages: int = Field(default=8, ge=0, description="within 48 h of a person's message")
    sub_quota: int = Field(default=0, ge=0, description="messages that the package holds; setting it fills it up")
    reward_quota: int = Field(default=0, ge=0)
    purchase_quota: int = Field(default=0, ge=0, description="messages that may be charged")
    without_quota: Literal[-211, -218] = Field(default=-211, description="the refusal when no paid message is left")
