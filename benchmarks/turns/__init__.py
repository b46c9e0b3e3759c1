"""Times of turns over HTTP."""

from __future__ import annotations

TURNS = (
    "dang ky tam tru o phuong {number} can j z",
    "1",
    "nhà thuê",
    "lệ phí bao nhiêu",
    "không",
    "không biết",
    "thế còn đăng ký khai tử ở phường {number} thì sao",
    "có giấy báo tử rồi",
)
"""Messages of a conversation; a number in them makes each conversation another one."""
