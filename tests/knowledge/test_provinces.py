"""People name their province in many ways: old provinces, old districts, without marks, nicknames."""

from __future__ import annotations

import pytest

from knowledge.files import read_own_yaml
from knowledge.provinces import find_provinces, province_of, provinces
from knowledge.settings import ROOT
from knowledge.text.fold import fold


def test_there_are_34() -> None:
    by_key = provinces()
    assert len(by_key) == 34
    assert list(by_key) == sorted(by_key)
    assert all(province.key == key and province.short in province.name for key, province in by_key.items())
    assert (by_key["dak_lak"].name, by_key["dak_lak"].short) == ("Tỉnh Đắk Lắk", "Đắk Lắk")


def test_nicknames_belong_to_provinces_that_exist() -> None:
    for key, nicknames in read_own_yaml(ROOT / "knowledge" / "provinces.yml")["nicknames"].items():
        assert key in provinces()
        for nickname in nicknames:
            assert isinstance(nickname, str)
            assert find_provinces(nickname) == (key,), nickname


@pytest.mark.parametrize("write", [str, str.upper, fold, lambda name: f"tôi ở {name} ạ"])
def test_every_province_by_its_own_names(write: type[str]) -> None:
    for key, province in provinces().items():
        assert find_provinces(write(province.name)) == (key,)
        assert find_provinces(write(province.short)) == (key,)
        assert province_of(write(f"UBND {province.name}")) == (None if "tôi" in write("") else key)


def test_every_province_of_before_2025_leads_to_a_province_of_today() -> None:
    old = [
        "An Giang",
        "Bà Rịa - Vũng Tàu",
        "Bắc Giang",
        "Bắc Kạn",
        "Bạc Liêu",
        "Bắc Ninh",
        "Bến Tre",
        "Bình Định",
        "Bình Dương",
        "Bình Phước",
        "Bình Thuận",
        "Cà Mau",
        "Cần Thơ",
        "Cao Bằng",
        "Đà Nẵng",
        "Đắk Lắk",
        "Đắk Nông",
        "Điện Biên",
        "Đồng Nai",
        "Đồng Tháp",
        "Gia Lai",
        "Hà Giang",
        "Hà Nam",
        "Hà Nội",
        "Hà Tĩnh",
        "Hải Dương",
        "Hải Phòng",
        "Hậu Giang",
        "Hòa Bình",
        "Hồ Chí Minh",
        "Hưng Yên",
        "Khánh Hòa",
        "Kiên Giang",
        "Kon Tum",
        "Lai Châu",
        "Lâm Đồng",
        "Lạng Sơn",
        "Lào Cai",
        "Long An",
        "Nam Định",
        "Nghệ An",
        "Ninh Bình",
        "Ninh Thuận",
        "Phú Thọ",
        "Phú Yên",
        "Quảng Bình",
        "Quảng Nam",
        "Quảng Ngãi",
        "Quảng Ninh",
        "Quảng Trị",
        "Sóc Trăng",
        "Sơn La",
        "Tây Ninh",
        "Thái Bình",
        "Thái Nguyên",
        "Thanh Hóa",
        "Thừa Thiên Huế",
        "Tiền Giang",
        "Trà Vinh",
        "Tuyên Quang",
        "Vĩnh Long",
        "Vĩnh Phúc",
        "Yên Bái",
    ]
    assert len(old) == 63
    for name in old:
        assert len(find_provinces(name)) == 1, name
        assert find_provinces(fold(name)) == find_provinces(name)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Bình Dương", ["ho_chi_minh"]),
        ("ba ria vung tau", ["ho_chi_minh"]),
        ("Bắc Kạn", ["thai_nguyen"]),
        ("Hoà Bình", ["phu_tho"]),
        ("Hòa Bình", ["phu_tho"]),
        ("kon tum", ["quang_ngai"]),
        ("huyện Đông Anh", ["ha_noi"]),
        ("Đông Anh", ["ha_noi"]),
        ("tp Vinh", ["nghe_an"]),
        ("thành phố Vinh", ["nghe_an"]),
        ("Phú Quốc", ["an_giang"]),
        ("bien hoa", ["dong_nai"]),
        ("Hạ Long", ["quang_ninh"]),
        ("Q.7", ["ho_chi_minh"]),
        ("q1", ["ho_chi_minh"]),
        ("quận 1", ["ho_chi_minh"]),
        ("sài gòn", ["ho_chi_minh"]),
        ("SG", ["ho_chi_minh"]),
        ("đà lạt", ["lam_dong"]),
        ("huyện Châu Thành, Bến Tre", ["vinh_long"]),
        ("châu thành tây ninh", ["tay_ninh"]),
        ("Trà Vinh", ["vinh_long"]),
        ("chuyển từ Bình Định về Gia Lai", ["gia_lai"]),
        ("", []),
        ("không biết", []),
        ("🤷", []),
    ],
)
def test_what_people_say(text: str, keys: list[str]) -> None:
    assert list(find_provinces(text)) == keys


@pytest.mark.parametrize("text", ["Châu Thành", "huyện Châu Thành", "Tân Phú", "Sơn Tây"])
def test_a_district_of_several_provinces_is_asked_back(text: str) -> None:
    found = find_provinces(text)
    assert len(found) > 1
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("issuer", "key"),
    [
        ("UBND tỉnh Đắk Lắk", "dak_lak"),
        ("Ủy ban nhân dân tỉnh Lạng Sơn", "lang_son"),
        ("Uỷ ban nhân dân thành phố Huế", "hue"),
        ("UBND TP. Hồ Chí Minh", "ho_chi_minh"),
        ("UBND TP.HCM", "ho_chi_minh"),
        ("UBND tỉnh Bà Rịa - Vũng Tàu", "ho_chi_minh"),
        ("UBND tỉnh Thừa Thiên - Huế", "hue"),
        ("UBND huyện Châu Thành", None),
        ("Bộ Tư pháp", None),
        ("Sở Tư pháp tỉnh Đắk Lắk", None),
        ("UBND", None),
        ("", None),
    ],
)
def test_the_province_behind_an_office(issuer: str, key: str | None) -> None:
    assert province_of(issuer) == key
