"""Answers as people read them, for the check page, the desk and the snapshot."""

from django.utils import translation

from applications.forms import _rows
from applications.forms.steps import STEPS, Line, summarise
from tests.forms.data import case_of, posted, said, stored


def by_path(lines):
    return {line.path: line.value for line in lines}


def test_answers_stand_in_words():
    values = by_path(summarise("company", stored("company"), case_of()))

    assert values["company.has_registration"] == "Yes"
    assert values["company.entity_type"] == "Limited liability company"
    assert values["company.established_on"] == "18 May 2023"
    assert values["company.registered_capital_yuan"] == "5,000,000 yuan"
    assert values["company.certifications"] == ["Technology-based small or medium enterprise", "High-tech enterprise"]
    assert values["company.shareholders"][0] == "林示一 · Kind: Natural person · Share: 46.5%"
    assert values["company.subsidies_received"] == ["初创企业研发资助（示例） · Year: 2024 · Amount: 400,000 yuan"]


def test_dates_stand_in_the_language_of_the_page():
    with translation.override("zh-hans"):
        lines = summarise("company", stored("company"), case_of())

    (line,) = (line for line in lines if line.path == "company.established_on")
    assert (line.value, line.anchor) == ("2023年5月18日", "id_established_on_0")


def test_amounts_and_names_have_the_signs_of_the_language():
    with translation.override("zh-hans"):
        amounts = by_path(summarise("market", stored("market"), case_of()))["market.revenue_forecast_yuan"]
        row = _rows._joined(["办公", "研发"])
        signed = said(posted("declarations", signed_by="王示零"))["signed_by"]

    assert amounts == ["第1年：30,000,000元", "第2年：75,000,000元", "第3年：140,000,000元"]
    assert row == "办公、研发"
    assert signed == ["请填写法定代表人或创始人的姓名：林示一、何示二"]


def test_a_line_leads_to_its_field():
    anchors = {line.path: line.anchor for line in summarise("company", stored("company", "S02"), case_of("S02"))}

    assert anchors["company.uscc"] == "id_uscc"
    assert anchors["company.has_registration"] == "id_has_registration_0"
    assert anchors["company.established_on"] == "id_established_on_2"
    assert anchors["company.shareholders"] == "id_shareholders-0-name"
    assert anchors["company.subsidies_received"] == "id_add_subsidies_received"


def test_what_another_answer_made_pointless_is_left_out():
    team = {line.path for line in summarise("company", stored("company", "S10"), case_of("S10"))}
    firm = {line.path for line in summarise("company", stored("company"), case_of())}

    assert firm - team == {f"company.{name}" for name in STEPS["company"].registered_only}
    assert team - firm == {"company.proposed_name_zh"}


def test_credit_that_intake_entered_is_shown():
    entered = stored("company", "S11")

    assert by_path(summarise("company", entered, case_of("S11")))["company.credit_status"] == (
        "On the list of abnormal operations"
    )


def test_a_draft_is_shown_as_far_as_it_can_be_read():
    form = posted("company", established_on_1="13", registered_capital_yuan="a lot", contact_name="")

    values = by_path(summarise("company", form.draft_answers(), case_of()))

    assert values["company.established_on"] == "2023 13 18"
    assert values["company.registered_capital_yuan"] == "a lot"
    assert values["company.contact_name"] == ""
    assert values["company.paid_in_capital_yuan"] == "4,000,000 yuan"


def test_nothing_answered_is_shown_as_nothing():
    lines = summarise("declarations", None, case_of())

    assert lines[0] == Line(
        path="declarations.truth", label="All statements in this application are true", value="No", anchor="id_truth"
    )
    assert by_path(lines)["declarations.signed_by"] == ""


def test_a_permit_that_is_offered_no_more_stands_by_its_code():
    lines = summarise(
        "approvals", {"requests": [{"permit": "GONE", "target_date": "2026-03-09", "note": ""}]}, case_of()
    )

    assert by_path(lines) == {"approvals.requests": ["GONE · When do you need it? 9 March 2026"]}


def test_several_choices_stand_one_to_a_line():
    assert by_path(posted("package").lines())["package_parts"] == [
        "Workspace: rooms to work in",
        "Funding: public money",
        "Approvals: permits and registrations",
    ]
