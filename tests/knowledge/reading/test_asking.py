"""Whether a message asks, however it is typed."""

from __future__ import annotations

import pytest

from knowledge.reading.asking import asks_openly


@pytest.mark.parametrize(
    "text",
    [
        "lệ phí bao nhiêu",
        "giay ket hon co het han khong con",
        "be duoc 3 thang roi chua lam khai sinh co sao hong",
        "nhờ con đi thay được hông chị",
        "có phải đem hộ khẩu theo",
        "sao lại thế?",
        "lấy liền được hôn",
        "bao tiền vậy",
        "thuế trước bạ đóng chưa",
        "không biết bao giờ có",
        "chưa rõ ai ký",
        "em chưa làm giờ nộp ở đâu",
        "không có hộ khẩu nộp giấy gì",
        "chưa báo ai hết thì có làm được không",
        "không nộp thì bị gì",
        "em có hộ khẩu thì nộp ở đâu",
        "có phải ra đâu",
        "không có hộ khẩu ở đâu xin",
        "không biết làm ở chỗ nào",
    ],
)
def test_it_asks(text: str) -> None:
    assert asks_openly(text)


@pytest.mark.parametrize(
    "text",
    [
        "tôi tự đi nộp",
        "chưa",
        "không",
        "con em sinh tháng trước",
        "ra phuong nop",
        "k",
        "",
        "cưới hỏi rồi",
        "ảnh thì chưa cưới ai bao giờ",
        "hoi gio chua co ho chieu bao gio",
        "không thấy ai nói gì chuyện phòng cháy, chắc không",
        "không còn bản nào",
        "bác sĩ có cho giấy gì đâu",
        "tui nộp chớ ai",
        "đi công chứng đâu ra đó rồi",
        "chưa có giấy gì hết bác à",
        "xã chưa ai duyệt gì cả",
        "có phải đến tuổi đổi đâu, thẻ in sai năm sinh",
        "của nhà tui chớ công ty chi mô",
        "ai mà biết",
        "cháu hay sợ người lạ",
        "tôi không làm ở công ty nào",
        "chưa đăng ký ở chỗ nào",
        "tui có đi mô mô",
    ],
)
def test_it_tells(text: str) -> None:
    assert not asks_openly(text)
