"""The app and the Official Account that the stand-in plays, and the settings that connect the assistant to them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Account:
    """The defaults are invented, and the same at every start: the assistant's settings need not change.

    Args:
        app_secret: proves who asks for tokens (header `secret_key`).
        oa_secret: signs the webhook's events.
    """

    app_id: str = "3100000000000000001"
    oa_id: str = "4100000000000000001"
    app_secret: str = "standin-app-secret"
    oa_secret: str = "standin-oa-secret"

    def environment(self, base: str) -> tuple[str, ...]:
        """The lines `NAME=value` with which the assistant speaks to the stand-in at `base`."""
        return (
            f"DIMOTLAN_ZALO_APP_ID={self.app_id}",
            f"DIMOTLAN_ZALO_OA_ID={self.oa_id}",
            f"DIMOTLAN_ZALO_APP_SECRET={self.app_secret}",
            f"DIMOTLAN_ZALO_OA_SECRET={self.oa_secret}",
            f"DIMOTLAN_ZALO_API={base}",
            f"DIMOTLAN_ZALO_OAUTH={base}",
        )
