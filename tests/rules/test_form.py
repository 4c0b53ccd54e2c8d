import pytest

from applications.rules import form
from applications.rules.conditions import check
from tests.rules.data import PERMITS, STARTUPS

ROWS = "[]."


def paths_of(answers, before=""):
    for key, value in answers.items():
        if isinstance(value, dict):
            yield from paths_of(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"


def test_form_has_its_steps_in_order():
    assert form.STEPS == (
        "1_package",
        "2_company",
        "3_team",
        "4_technology",
        "5_rd",
        "6_market",
        "7_workspace",
        "8_funding",
        "9_approvals",
        "10_declarations",
    )


def test_form_has_114_fields_and_46_documents_each_once():
    assert len(form.FIELDS) == len(form.BY_PATH) == 114
    assert len(form.DOCUMENTS) == len({document.code for document in form.DOCUMENTS}) == 46


def test_every_field_belongs_to_one_step():
    assert tuple(field for step in form.STEPS for field in form.fields_of(step)) == form.FIELDS


def test_fields_of_a_step_keep_their_order():
    paths = [field.path for field in form.fields_of("1_package")]

    assert paths == ["package_parts", "case_summary", "urgency", "urgency_reason"]


def test_step_that_is_not_in_the_form_has_no_fields():
    with pytest.raises(KeyError, match="11_extra"):
        form.fields_of("11_extra")


def test_field_says_all_that_the_data_say():
    assert form.BY_PATH["company.established_on"] == form.Field(
        step="2_company",
        path="company.established_on",
        label_en="Date of establishment",
        label_zh="成立日期",
        type="date",
        required="if has_registration",
        rule="not in the future; age <= 8 years at receipt (gate G8)",
        on_fail="warn",
        prefill_from="market entity register",
        used_by=frozenset({"MSR", "STI"}),
        sensitive=False,
    )


def test_field_blocks_unless_it_says_that_it_warns():
    warns = {field.path for field in form.FIELDS if field.on_fail == "warn"}

    assert warns == {
        "company.established_on",
        "company.commits_to_operate_here",
        "company.industry_code",
        "company.credit_status",
        "technology.field",
        "technology.own_development",
        "technology.inventions_granted",
        "rd.years",
        "rd.plan_next_12m_yuan",
        "funding.requests",
        "funding.own_money_yuan",
    }
    assert {field.on_fail for field in form.FIELDS} == {"block", "warn"}


def test_document_says_all_that_the_data_say():
    (loan,) = [document for document in form.DOCUMENTS if document.code == "DOC-LOAN"]

    assert loan == form.Document(
        code="DOC-LOAN",
        name_en="Loan contract and settlement proof",
        name_zh="借款合同与结清证明",
        importance="primary",
        asked_at="application",
        required_when={"field": "funding.requests[].fund", "eq": "INT"},
        prefill="",
        formats=("pdf", "jpg", "png"),
        max_mb=20,
        checks=("magic bytes match the extension", "not empty", "virus scan", "no password", "sha256 stored"),
    )


@pytest.mark.parametrize(
    ("path", "readers"),
    [
        ("technology.laser_class", {"EMB"}),
        ("team.founders", {"IPE", "STI"}),
        ("team.founders[].name", {"IPE", "STI"}),
        ("company.shareholders[].pct", {"MSR", "SEEDGP"}),
        ("company.nothing", set()),
        ("", set()),
    ],
)
def test_answer_is_read_by_those_who_need_it(path, readers):
    assert form.readers_of(path) == readers


def test_every_field_says_when_it_is_needed():
    assert {field.required for field in form.FIELDS} == set(form.NEEDED_WHEN)


@pytest.mark.parametrize("condition", form.NEEDED_WHEN.values())
def test_need_of_a_field_is_a_condition_that_reads(condition):
    assert check(condition) is None


@pytest.mark.parametrize("startup", STARTUPS.values(), ids=STARTUPS)
def test_every_answer_of_a_start_up_has_its_field(startup):
    about_the_file = {"id", "demo_tags", "fictional", "submitted_at", "documents", *form.PARTS}

    assert set(paths_of(startup)) - about_the_file <= set(form.BY_PATH)


def test_every_document_that_a_permit_asks_for_is_known():
    asked = {code for permit in PERMITS.values() for code in permit["documents"]}

    assert asked <= {document.code for document in form.DOCUMENTS}


def test_every_row_field_has_its_list():
    lists = {field.path.partition(ROWS)[0] for field in form.FIELDS if ROWS in field.path}

    assert {form.BY_PATH[path].type for path in lists} == {"list"}
