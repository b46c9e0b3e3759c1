from __future__ import annotations

import hashlib

from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.hooks.signature import Style, signature

ACCOUNT = Account(app_id="1", oa_id="2", oa_secret="s")


def test_it_is_the_plain_digest_of_the_facts() -> None:
    expected = hashlib.sha256(b'1{"a":"\xc3\xa1"}' + b"170s").hexdigest()
    assert signature(ACCOUNT, '{"a":"á"}'.encode(), "170") == f"mac={expected}"
    assert signature(ACCOUNT, '{"a":"á"}'.encode(), 170) == f"mac={expected}"
    assert signature(ACCOUNT, '{"a":"á"}'.encode(), "170", "bare") == expected


def test_the_wrong_ones_are_wrong_and_all_different() -> None:
    styles: tuple[Style, ...] = ("good", "bad", "oa_id", "hmac")
    made = [signature(ACCOUNT, b"{}", "1", style) for style in styles]
    assert len(set(made)) == 4
    assert all(value and len(value) == 68 for value in made)
    assert signature(ACCOUNT, b"{}", "1", "none") is None
