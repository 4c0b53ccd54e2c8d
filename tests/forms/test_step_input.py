"""What people paste is read kindly."""

# ruff: noqa: RUF001 -- full-width signs are what Chinese keyboards type

import pytest

from tests.forms.data import posted

READ = [
    ("uscc", " 9144 0305-yxdem-1015 6 ", "91440305YXDEM10156"),
    ("uscc", "９１440305YXDEM10156", "91440305YXDEM10156"),
    ("name_zh", "  深圳示例（集团）有限公司　", "深圳示例（集团）有限公司"),
    ("name_en", "Ｌｕｍｅｎ ﬁeld", "Lumen field"),
    ("name_en", "\u202eLumen\u200b field\ufeff", "Lumen field"),
    ("uscc", "\u202d91440305YXDEM10156\u202c", "91440305YXDEM10156"),
    ("registered_capital_yuan", "5,000,000", 5000000),
    ("registered_capital_yuan", "５，０００，０００", 5000000),
    ("registered_capital_yuan", "¥ 5 000 000.00", 5000000),
    ("registered_capital_yuan", "5000000元", 5000000),
    ("contact_phone", "199 0000 0101", "19900000101"),
    ("contact_phone", "+86 199-0000-0101", "19900000101"),
    ("contact_phone", "0755 20000102", "0755-20000102"),
    ("contact_phone", "+86 755 20000102", "0755-20000102"),
    ("contact_phone", "010-12345678", "010-12345678"),
    ("contact_phone", "0033 6 00 00 01 12", "+33600000112"),
    ("contact_email", " ｌin@lumenfox.example ", "lin@lumenfox.example"),
    ("industry_code", "４０２３", "4023"),
    ("employees_total", " １０００", 1000),
]
PASTED = ["2025-03-27", "2025/3/27", "2025.03.27", "27/3/2025", "27-03-2025", "2025年3月27日", "２０２５年３月２７日"]


@pytest.mark.parametrize(("field", "text", "read"), READ)
def test_what_people_paste_is_read(field, text, read):
    assert posted("company", **{field: text}).to_answers()[field] == read


@pytest.mark.parametrize("box", [0, 2])
@pytest.mark.parametrize("text", PASTED)
def test_a_date_is_read_whole_from_one_box(text, box):
    boxes = {f"established_on_{n}": text if n == box else "" for n in range(3)}

    assert posted("company", **boxes).to_answers()["established_on"] == "2025-03-27"


def test_percentages_may_miss_100_by_a_hundredth():
    thirds = {f"shareholders-{n}-pct": "33.33%" if n < 3 else "0" for n in range(4)}

    assert [row["pct"] for row in posted("company", **thirds).to_answers()["shareholders"]] == [33.33, 33.33, 33.33, 0]


def test_choices_are_kept_once_and_in_the_order_of_the_page():
    answers = posted("package", package_parts=["approvals", "workspace", "approvals"]).to_answers()

    assert answers["package_parts"] == ["workspace", "approvals"]


def test_a_signature_is_kept_as_the_name_is_known():
    answers = posted("declarations", "S12", signed_by="claire  EXEMPLE").to_answers()

    assert answers["signed_by"] == "Claire Exemple"
