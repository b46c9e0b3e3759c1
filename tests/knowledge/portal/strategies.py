"""What may stand in a file or a response: any text, number and JSON, near to what the portal writes."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

FUZZ = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


WORDS = [
    "nếu ",
    "a) ",
    "bản sao ",
    "bản chính ",
    "không ",
    "miễn ",
    "phí ",
    "lệ phí ",
    "HĐND ",
    "theo mẫu ",
    "trường hợp ",
    "xuất trình ",
    "nộp ",
    "giấy ",
    "đơn ",
    "1.000",
    "20.000 đồng ",
    "1,5 triệu đồng ",
    "3 ngày làm việc ",
    "(01) ",
    "&#",
    "&lt;",
    "<p ",
    "thông tư số 1/2020/TT-BTC ",
    "UBND ",
    "tỉnh ",
    "huyện Châu Thành ",
    "Bến Tre ",
    "\u200b",
    "\u0301",
    "\n",
    "   ",
    "; ",
    ": ",
    "- ",
    "lưu ý ",
    "uỷ quyền ",
    "thủ tục ",
    "đồng ",
]


TEXT = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=30).map("".join),
)


NUMBER = st.one_of(st.integers(), st.floats(), st.integers(0, 2_000_000), st.sampled_from([0, 140, 10**400, "3", "x"]))


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBER, TEXT, st.text(st.characters(), max_size=20)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)
