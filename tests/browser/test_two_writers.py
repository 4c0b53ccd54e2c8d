"""One step, two writers: nobody overwrites the other without having seen it."""

import pytest

from tests.browser import answers, walk
from tests.browser.people import Person

THEIRS, OURS = "Our rooms are too small, said on the phone.", "We need a clean room before the winter."


@pytest.fixture
def both(comes):
    """An official and a founder, each with the first step of one draft before him, and each with a text of his own."""
    clerk, founder = comes("intake"), comes("founder-10")
    draft = walk.assists(clerk, name="Founder 10", email="founder-10@demo.example")
    typed = answers.typed("package")
    for person, text in ((clerk, THEIRS), (founder, OURS)):
        person.goes_to(f"{draft}steps/package/").fills(typed | {"case_summary": text})
    return clerk, founder


def summary_on(person, page):
    return person.goes_to(page).typed("case_summary")


def test_the_second_writer_sees_both_texts_and_saves_his_own(both):
    clerk, founder = both
    page = founder.path
    walk.goes_on(clerk, "package")

    founder.submits().reads_title("Two people wrote here at the same time").reads("Intake GSD", THEIRS, OURS)

    founder.finds_the_page_sound()
    assert summary_on(clerk, page) == THEIRS
    walk.goes_on(founder, "package")
    assert summary_on(founder, page) == OURS


def test_the_second_writer_changes_his_text_before_he_saves_it(both):
    clerk, founder = both
    page = founder.path
    walk.goes_on(clerk, "package")
    founder.submits().main.locator("summary").click()

    founder.fills({"case_summary": f"{OURS} {THEIRS}"})

    walk.goes_on(founder, "package")
    assert summary_on(founder, page) == f"{OURS} {THEIRS}"


def test_the_second_writer_keeps_what_the_first_one_saved(both):
    clerk, founder = both
    page = founder.path
    walk.goes_on(clerk, "package")

    founder.submits().follows("/steps/package/")

    assert (founder.path, founder.typed("case_summary")) == (page, THEIRS)


def test_a_founder_with_two_windows_is_told_that_it_was_himself(comes):
    founder = comes("founder-10")
    page = f"{walk.begins(founder)}steps/package/"
    elsewhere = Person(founder.page.context.new_page(), "en", founder.complaints).goes_to(page)
    founder.page.bring_to_front()
    founder.goes_to(page).fills(answers.typed("package", case_summary=OURS))
    walk.goes_on(founder, "package")

    elsewhere.page.bring_to_front()
    elsewhere.fills(answers.typed("package", case_summary=THEIRS)).submits()

    elsewhere.reads_title("You changed this step in another window").reads(OURS, THEIRS).finds_the_page_sound()
    assert summary_on(founder, page) == OURS
