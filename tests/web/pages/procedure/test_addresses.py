"""Whole addresses and names in addresses."""

from __future__ import annotations

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from knowledge.settings import Settings
from web.pages.procedure.addresses import base_of, path_of, slug


def request(host: str, scheme: str = "http") -> Request:
    headers = [(b"host", host.encode("latin-1"))]
    return Request({"type": "http", "scheme": scheme, "path": "/", "query_string": b"", "headers": headers})


@pytest.mark.parametrize("host", ["mot-cua.example", "mot-cua.example:8080", "[::1]:8080", "10.0.0.7"])
def test_the_host_of_the_request_is_taken(host: str) -> None:
    assert base_of(request(host, "https"), Settings(public_url="")) == f"https://{host}"


def test_the_setting_goes_before_the_request() -> None:
    settings = Settings(public_url="https://mot-cua.example/")
    assert base_of(request("evil.example"), settings) == "https://mot-cua.example"


@pytest.mark.parametrize("host", ['a"><script>', "a b", "", "a/b", "a@b"])
def test_what_is_no_host_leaves_links_relative(host: str) -> None:
    assert base_of(request(host), Settings(public_url="")) == ""


def test_the_page_of_a_case() -> None:
    assert path_of("1.001193") == "/thu-tuc/1.001193"
    assert path_of("1.001193", {"a": "yes", "b": "no"}) == "/thu-tuc/1.001193?a=yes&b=no"


def test_a_name_in_an_address() -> None:
    assert slug("Đăng ký khai sinh (có yếu tố nước ngoài)") == "dang-ky-khai-sinh-co-yeu-to-nuoc-ngoai"


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
