from __future__ import annotations

from web.channels.zalo.standin.account import Account


def test_the_environment_names_everything_the_assistant_needs() -> None:
    lines = dict(line.split("=", 1) for line in Account(oa_secret="x=y").environment("http://127.0.0.1:1"))
    assert lines == {
        "DIMOTLAN_ZALO_APP_ID": Account().app_id,
        "DIMOTLAN_ZALO_OA_ID": Account().oa_id,
        "DIMOTLAN_ZALO_APP_SECRET": Account().app_secret,
        "DIMOTLAN_ZALO_OA_SECRET": "x=y",
        "DIMOTLAN_ZALO_API": "http://127.0.0.1:1",
        "DIMOTLAN_ZALO_OAUTH": "http://127.0.0.1:1",
    }
    assert len({Account().app_id, Account().oa_id, Account().app_secret, Account().oa_secret}) == 4
