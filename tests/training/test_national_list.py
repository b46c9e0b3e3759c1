from __future__ import annotations

import gzip
from pathlib import Path

from knowledge.search.scope.known import load_known
from training.national_list import rows_of, write

LINES = (
    "Mã số,Tên,Cơ quan ban hành,URL\n"
    '2.000002,"Đăng ký  hai ",Bộ,https://example.org/thu-tuc-hanh-chinh/b-2\n'
    "1.000001,Đăng ký một,Bộ,https://example.org/thu-tuc-hanh-chinh/a-1\n"
    "1.000001,Đăng ký một lần nữa,Bộ,https://example.org/thu-tuc-hanh-chinh/c-3\n"
)


def test_a_list_is_kept_by_code_with_names_and_pages(tmp_path: Path) -> None:
    source, out = tmp_path / "list.csv.gz", tmp_path / "out.csv.gz"
    source.write_bytes(gzip.compress(LINES.encode()))
    rows = rows_of(source)
    assert rows == [("1.000001", "Đăng ký một", "a-1"), ("2.000002", "Đăng ký hai", "b-2")]
    write(rows, out)
    before = out.read_bytes()
    write(rows, out)
    assert out.read_bytes() == before
    assert [one.code for one in load_known(out)] == ["1.000001", "2.000002"]
    assert load_known(out)[0].link.endswith("/a-1")
