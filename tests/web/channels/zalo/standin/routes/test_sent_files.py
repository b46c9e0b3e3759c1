from __future__ import annotations

import pytest

from tests.web.channels.zalo.standin.helpers import Office, encoded


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.png", "image/png"), ("a.pdf", "application/pdf"), ("a.unheard", "application/octet-stream")],
)
def test_a_file_is_given_with_its_type(office: Office, name: str, kind: str) -> None:
    sent = office.act("file", name=name, base64=encoded(b"123"))
    response = office.http.get(sent["attachment"]["url"])
    assert (response.content, response.headers["content-type"]) == (b"123", kind)


def test_a_page_that_somebody_sent_runs_nothing(office: Office) -> None:
    sent = office.act("file", name="a.html", base64=encoded(b"<script>alert(1)</script>"))
    response = office.http.get(sent["attachment"]["url"])
    assert response.headers["content-security-policy"] == "default-src 'none'"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_no_such_file(office: Office) -> None:
    assert office.http.get("/standin/files/x").status_code == 404
