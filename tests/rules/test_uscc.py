import json
from pathlib import Path

import pytest

from applications.rules import uscc
from tests.rules.data import STARTUPS

VECTORS = json.loads(Path(__file__).with_name("uscc_vectors.json").read_text(encoding="utf-8"))
DEMO_CODES = [startup["company"]["uscc"] for startup in STARTUPS.values() if startup["company"]["has_registration"]]


def codes(kind):
    return [vector["code"] for vector in VECTORS[kind]]


@pytest.mark.parametrize("code", codes("valid") + DEMO_CODES)
def test_code_with_its_check_sign_is_valid(code):
    assert uscc.is_valid(code) is True


@pytest.mark.parametrize("code", codes("invalid"))
def test_code_with_a_wrong_sign_or_length_is_not_valid(code):
    assert uscc.is_valid(code) is False


@pytest.mark.parametrize("code", codes("normalised_then_valid"))
def test_code_in_full_width_is_valid_once_it_is_normalised(code):
    assert uscc.is_valid(uscc.normalise(code)) is True
    assert uscc.is_valid(code) is False


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  91440305YXDEM02310\n", "91440305YXDEM02310"),
        ("9144 0305-yxdem 0231-0", "91440305YXDEM02310"),
        ("91440305\u2013YXDEM\u301002310", "91440305YXDEM\u301002310"),
        ("91440305\u3000YXDEM\uff0d02310", "91440305YXDEM02310"),
        ("", ""),
    ],
)
def test_typed_code_is_kept_in_one_spelling(typed, kept):
    assert uscc.normalise(typed) == kept


@pytest.mark.parametrize("code", ["91440305yxdem02310", "91440305-YXDEM02310", "91440305YXDEM02310 "])
def test_code_in_another_spelling_is_not_valid_as_it_stands(code):
    assert uscc.is_valid(code) is False


def test_demo_district_has_eleven_registered_companies():
    assert len(set(DEMO_CODES)) == 11
