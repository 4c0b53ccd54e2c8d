"""Which documents a case must hand in (README "Documents", R17)."""

import pytest

from applications.rules import documents
from applications.rules.conditions import Facts
from applications.rules.documents import KINDS
from tests.rules.data import STARTUPS, facts_of

ALWAYS = {"DOC-BP"}


def answers(*, registered=True, shared=False, deficient=False, **sections):
    """Return what the conditions of documents read, for a company that has nothing special."""
    return {
        "package_parts": ["workspace"],
        "company": {"has_registration": registered},
        "team": {"founders": [{"university_post": False}]},
        "technology": {
            "trl": 3,
            "university_source": "none",
            "inventions_granted": 0,
            "inventions_pending": 0,
            "ic_layouts": 0,
            "utility_models": 0,
            "software_copyrights": 0,
        },
        "rd": {"years": []},
        "market": {"orders_signed_yuan": 0, "equity_raised_24m_yuan": 0},
        "funding": None,
        "declarations": {"data_sharing": shared, "deficient_mode": deficient},
        **sections,
    }


def needs_of(known, handed_in=(), *, complete=True):
    found = documents.needs(Facts(answers=known, complete=complete), set(handed_in))
    return {need.document.code: need for need in found}


def needed(known, *, complete=True):
    return {code for code, need in needs_of(known, complete=complete).items() if need.needed}


def unknown(known):
    return {code for code, need in needs_of(known, complete=False).items() if need.needed is None}


def test_document_of_weight_without_condition_is_always_needed():
    assert needed(answers(registered=False)) == ALWAYS
    assert needed({}, complete=False) == ALWAYS


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("DOC-FIN-STATEMENTS", {"rd": {"years": [{"year": 2025}]}}),
        ("DOC-IP-CERTS", {"technology": {"trl": 3, "university_source": "none", "ic_layouts": 1}}),
        ("DOC-TRL-EVIDENCE", {"technology": {"trl": 4, "university_source": "none"}}),
        ("DOC-ORDERS", {"market": {"orders_signed_yuan": 1}}),
        ("DOC-INVESTMENT", {"market": {"equity_raised_24m_yuan": 1}}),
        ("DOC-UNIV-CONSENT", {"team": {"founders": [{"university_post": False}, {"university_post": True}]}}),
        ("DOC-LOAN", {"package_parts": ["funding"], "funding": {"requests": [{"fund": "SEED"}, {"fund": "INT"}]}}),
    ],
)
def test_answer_asks_for_its_document(code, changes):
    assert needed(answers(registered=False, **changes)) == {*ALWAYS, code}


def test_result_of_a_university_without_any_right_needs_the_consent():
    technology = answers()["technology"] | {"university_source": "tsinghua_sigs"}

    assert "DOC-UNIV-CONSENT" in needed(answers(technology=technology))
    assert "DOC-UNIV-CONSENT" not in needed(answers(technology=technology | {"inventions_pending": 1}))


def test_registry_is_asked_instead_of_the_founder_who_lets_it_be_asked():
    of_registries = {"DOC-LICENCE", "DOC-SOCIAL-INS"}

    assert needed(answers()) == ALWAYS | of_registries
    assert needed(answers(shared=True)) == ALWAYS


def test_rd_ledger_is_needed_for_a_grant_on_rd_of_the_past():
    known = answers(rd={"years": [{"year": 2025}]}, package_parts=["funding"])

    assert "DOC-RD-AUDIT" in needed(known | {"funding": {"requests": [{"fund": "RDG"}]}})
    assert "DOC-RD-AUDIT" not in needed(known | {"funding": {"requests": [{"fund": "SEED"}]}})


def test_document_is_not_asked_for_before_its_answers_are_known():
    draft = {"package_parts": ["workspace"], "company": {"has_registration": True}}

    found = needs_of(draft, complete=False)

    assert unknown(draft) == {
        "DOC-LICENCE",
        "DOC-FIN-STATEMENTS",
        "DOC-IP-CERTS",
        "DOC-TRL-EVIDENCE",
        "DOC-ORDERS",
        "DOC-INVESTMENT",
        "DOC-SOCIAL-INS",
        "DOC-UNIV-CONSENT",
    }
    assert not any(found[code].asked or found[code].missing for code in unknown(draft))


def test_answer_that_rules_a_document_out_needs_no_other():
    """Not registered: no licence, whatever will be declared."""
    draft = {"package_parts": ["workspace"], "company": {"has_registration": False}}

    assert "DOC-LICENCE" not in unknown(draft)


def test_only_documents_of_the_stage_are_asked_for():
    assert set(needs_of(answers())) == {code for code, kind in KINDS.items() if kind.asked_at == "application"}


def test_what_is_handed_in_is_not_missing():
    found = needs_of(answers(), {"DOC-BP", "DOC-PASSPORT"})

    assert not found["DOC-BP"].missing
    assert found["DOC-LICENCE"].missing


@pytest.mark.parametrize(
    ("deficient", "handed_in", "promised", "stops"),
    [
        (True, set(), True, False),
        (False, set(), False, True),
        (True, {"DOC-SOCIAL-INS"}, False, False),
        (None, set(), False, True),
        ("yes", set(), False, True),
    ],
)
def test_document_of_less_weight_may_be_promised(deficient, handed_in, promised, stops):
    """R17."""
    need = needs_of(answers(deficient=deficient), handed_in)["DOC-SOCIAL-INS"]

    assert (need.promised, need.stops) == (promised, stops)


def test_document_of_weight_cannot_be_promised():
    """R17."""
    need = needs_of(answers(deficient=True))["DOC-LICENCE"]

    assert (need.promised, need.stops) == (False, True)


@pytest.mark.parametrize("declarations", [None, [], "yes", {}])
def test_nothing_is_promised_without_a_declaration(declarations):
    found = needs_of(answers(registered=False) | {"declarations": declarations})

    assert [code for code, need in found.items() if need.promised] == []


def test_missing_names_what_stops_in_the_order_of_the_form():
    known = Facts(answers=answers(deficient=True), complete=True)

    assert [document.code for document in documents.missing(known, set())] == ["DOC-LICENCE", "DOC-BP"]


@pytest.mark.parametrize("startup", STARTUPS.values(), ids=STARTUPS)
def test_start_up_hands_in_all_that_it_needs(startup):
    assert documents.missing(facts_of(startup["id"]), set(startup["documents"])) == []
    assert set(startup["documents"]) <= set(KINDS)


@pytest.mark.parametrize(
    ("code", "paths"),
    [
        ("DOC-BP", {"technology.summary", "funding.requests"}),
        ("DOC-TRL-EVIDENCE", {"technology.trl"}),
        ("DOC-LOAN", {"funding.requests"}),
        ("DOC-FIN-STATEMENTS", {"rd.years"}),
        ("DOC-LICENCE", set()),  # who is registered and what is declared tells of no reader
        ("DOC-SOCIAL-INS", set()),
        ("DOC-LEASE", set()),
        ("DOC-PASSPORT", set()),  # with its permit alone
    ],
)
def test_document_is_read_with_the_answers_that_it_proves(code, paths):
    assert documents.read_with(KINDS[code]) == paths
