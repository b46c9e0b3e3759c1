"""How large a request may be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("path", ["/api/chat", "/api/procedures/1.001193/checklist"])
def test_a_large_body_is_refused(make_client: Callable[..., TestClient], path: str) -> None:
    client = make_client(max_body=1000)
    announced = client.post(path, content=b"x" * 1001)
    streamed = client.post(path, content=iter([b"x" * 600, b"x" * 600]))
    for refused in (announced, streamed):
        assert refused.status_code == 413
        assert refused.json()["error"]["code"] == "too_large"
        assert "1000" in refused.json()["error"]["message"]
