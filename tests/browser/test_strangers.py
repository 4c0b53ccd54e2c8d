"""What is not one's own does not exist: neither a case, nor the desk, nor what the desk would complete."""

import pytest

from tests.browser import walk

TASKS, CASES = "/desk/applications/reviewtask/", "/desk/applications/application/"
OWN = ["", "sent/", "answers/", "answers.pdf", "withdraw/"]
DRAFT = ["", "steps/package/", "documents/", "check/", "answers/", "withdraw/"]
ACTS = ["change", "take", "first-answer", "opinion"]
DESK = ["/desk/", TASKS, CASES, "/desk/applications/auditevent/", "/desk/applications/user/", "/desk/jsi18n/"]
COMPLETING = "/desk/autocomplete/?app_label=applications&model_name=reviewtask&field_name=application&term=NS"


@pytest.fixture
def case(comes):
    """The pages of S01 for its founder."""
    return comes("founder-a").links("h2 a")[-1]


@pytest.fixture
def at_the_desk(comes, case):
    """The pages of S01 at the desk, of a task and of the case, that its officials see."""
    reference = case.strip("/").rpartition("/")[2]
    reviewer, lead = comes("reviewer-sti"), comes("lead")
    task = reviewer.goes_to(f"{TASKS}?q={reference}").links("#result_list tbody a")[0]
    whole = lead.goes_to(f"{CASES}?q={reference}").links("#result_list tbody a")[0].partition("?")[0]
    of_task = [task.replace("change", act) for act in ACTS]
    of_case = [whole, whole.replace("change", "decide")]
    assert {reviewer.answer_to(page) for page in [TASKS, CASES, *of_task, whole]} == {200}
    assert {lead.answer_to(page) for page in of_case} == {200}
    return of_task + of_case


def test_another_founder_finds_nothing_of_a_case(comes, case, at_the_desk):
    founder, other = comes("founder-a"), comes("founder-b")
    file = founder.goes_to(case).links('a[href^="/files/"]')[0]
    pages = [file, *(f"{case}{page}" for page in OWN)]

    assert {founder.answer_to(page) for page in pages} == {200}
    assert {page: other.answer_to(page) for page in pages} == dict.fromkeys(pages, 404)
    assert other.answer_to(f"{case}withdraw/", posting={"why": ""}) == 404
    assert {page: other.answer_to(page) for page in at_the_desk} == dict.fromkeys(at_the_desk, 404)
    assert founder.answer_to(f"{case}withdraw/") == 200


def test_another_founder_finds_nothing_of_a_draft(comes):
    founder, other = comes("founder-07"), comes("founder-b")
    draft = walk.begins(founder)
    founder.goes_to(f"{draft}documents/").hands_in("DOC-BP", "plan.pdf")
    file = founder.links('a[href^="/files/"]')[0]
    key = file.strip("/").rpartition("/")[2]
    posts = {
        f"{draft}steps/package/": {"case_summary": "We write into what is not ours."},
        f"{draft}documents/remove/": {"key": key},
        f"{draft}take-over/": {},
    }
    pages = [file, *(f"{draft}{page}" for page in DRAFT)]

    assert {founder.answer_to(page) for page in pages} == {200}
    assert {page: other.answer_to(page) for page in pages} == dict.fromkeys(pages, 404)
    assert {path: other.answer_to(path, posting=post) for path, post in posts.items()} == dict.fromkeys(posts, 404)
    assert founder.goes_to(f"{draft}documents/").links("#DOC-BP .incubator-files__name a") == [file]


def test_for_a_founder_there_is_no_desk(comes):
    founder = comes("founder-a")

    pages = [*DESK, COMPLETING]

    assert {page: founder.answer_to(page) for page in pages} == dict.fromkeys(pages, 404)


def test_a_reviewer_whom_no_rule_asked_finds_nothing_of_a_case(comes, case, at_the_desk):
    unrouted = comes("reviewer-emb")
    reference = case.strip("/").rpartition("/")[2]
    file = comes("founder-a").goes_to(case).links('a[href^="/files/"]')[0]
    pages = [*at_the_desk, case, file, COMPLETING]

    assert {page: unrouted.answer_to(page) for page in pages} == dict.fromkeys(pages, 404)
    assert unrouted.answer_to(at_the_desk[3], posting={"verdict": "object", "reasons": "Not ours."}) == 404
    for searched in (TASKS, CASES):
        assert unrouted.goes_to(f"{searched}?q={reference}").links("tbody a") == []


def test_who_has_not_signed_in_is_asked_to(comes, case):
    anybody = comes()

    assert {anybody.answer_to(page) for page in [case, *DESK]} == {302}
    anybody.goes_to(case)
    assert anybody.path == f"/accounts/login/?next={case}"
