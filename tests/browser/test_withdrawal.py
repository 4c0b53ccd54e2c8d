"""Taking an application back: a draft, and one that the departments work on."""

from playwright.sync_api import expect


def test_a_founder_withdraws_a_second_draft_and_the_first_case_goes_on(comes, demo):
    founder = comes("founder-08")
    (first,) = founder.links("h2 a")

    founder.submits().page.wait_for_url("**/applications/NS-*/")
    reference = founder.path.strip("/").rpartition("/")[2]
    founder.follows("/withdraw/").reads_title("Withdraw this application?").finds_the_page_sound()
    founder.fills({"why": "We ask for everything in one application."}).submits()
    founder.reads("The application is withdrawn.", "You withdrew this application.").finds_the_page_sound()

    mail = demo.mailbox.the("application_withdrawn", to="founder-08@demo.example", about=reference)
    assert mail["Subject"] == f"{reference}: you withdrew your application"
    assert founder.goes_to("/applications/").links("h2 a") == [f"/applications/{reference}/", first]
    founder.goes_to(first).reads("The departments are working on your application.")


def test_a_founder_withdraws_what_was_sent_and_every_open_task_ends(comes, demo):
    founder, lead = comes("founder-05"), comes("lead")
    case = founder.links("h2 a")[-1]
    reference = case.strip("/").rpartition("/")[2]
    queue = f"/desk/applications/reviewtask/?q={reference}"
    assert len(lead.goes_to(queue).links("#result_list tbody a")) > 0

    founder.goes_to(case).follows("/withdraw/").submits()

    founder.reads("The application is withdrawn.", "You withdrew this application.").finds_the_page_sound()
    expect(founder.main.locator('a[href$="/withdraw/"]')).to_have_count(0)
    assert lead.goes_to(queue).links("#result_list tbody a") == []
    mail = demo.mailbox.the("case_withdrawn", to="lead@demo.example", about=reference)
    assert mail["Subject"] == f"{reference}: the founder withdrew"
