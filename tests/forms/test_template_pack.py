"""The template pack: every link leads somewhere, every remark is tied to its control, nothing is said twice."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from applications.forms._fields import DateField
from applications.forms.steps import STEPS, Offer, PermitChoice, StepCase


class Page(HTMLParser):
    """The tags of a page, with their attributes as written."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.html = [], html
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def all(self, name):
        return [value for _tag, attrs in self.tags for key, value in attrs if key == name]

    def control(self, id_):
        return next(dict(attrs) for _tag, attrs in self.tags if ("id", id_) in attrs)

    def fieldset_of(self, id_):
        before = [attrs for tag, attrs in self.tags[: self.all_ids().index(id_)] if tag == "fieldset"]
        return dict(before[-1])

    def all_ids(self):
        return [dict(attrs).get("id") for _tag, attrs in self.tags]


CHOICES = [("workspace", "Workspace"), ("funding", "Early-stage funding")]


class QuestionForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the register", widget=forms.TextInput({"placeholder": "x"}))
    rent = forms.IntegerField(label="Rent", widget=forms.NumberInput({"data-prefix": "¥", "data-suffix": "a month"}))
    stage = forms.ChoiceField(label="Stage", choices=CHOICES, widget=forms.RadioSelect, help_text="Today")
    needs = forms.MultipleChoiceField(label="Needs", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    sector = forms.ChoiceField(label="Sector", choices=[("", "Choose"), *CHOICES])
    founded = DateField(label="Founded", hint="For example, 27 3 2023", missing="Enter the date")
    product = forms.CharField(label="Product", max_length=500, widget=forms.Textarea, help_text="What it does")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    plan = forms.FileField(label="Plan", required=False)
    agree = forms.BooleanField(label="I agree")

    def clean(self):
        raise forms.ValidationError("The answers do not go together")


class RowForm(forms.Form):
    owner = forms.CharField(label="Owner")


def drawn(form, source="{{ form|crispy }}"):
    html = Template("{% load crispy_forms_tags govuk %}" + source).render(Context({"form": form}))
    return Page(html)


def targets(page):
    return [href[1:] for href in page.all("href")]


@pytest.fixture
def empty():
    return QuestionForm({})


@pytest.mark.parametrize(("language", "first_box"), [("en", "id_founded_2"), ("zh-hans", "id_founded_0")])
def test_every_line_of_the_summary_leads_to_the_first_control_of_its_field(empty, language, first_box):
    with translation.override(language):
        page, fields = drawn(empty, "{% error_summary form %}"), drawn(empty)

    assert targets(page) == [
        "id_name",
        "id_rent",
        "id_stage_0",
        "id_needs_0",
        "id_sector",
        first_box,
        "id_product",
        "id_secret",
        "id_agree",
    ]
    assert set(targets(page)) <= {
        id_ for tag, id_ in zip(fields.tags, fields.all_ids(), strict=True) if is_control(tag)
    }


def is_control(tag):
    return tag[0] in ("input", "select", "textarea")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("slug", STEPS)
def test_the_summary_of_every_step_leads_to_controls_that_are_there(slug, language):
    case = StepCase(
        parts=frozenset({"workspace", "funding", "approvals"}),
        today=date(2026, 3, 2),
        received_on=date(2026, 3, 2),
        offer=Offer(permits=(PermitChoice(code="WORK_PERMIT", label="Work permit", suggested=True),)),
    )
    rows = "{% for group in form.rows %}{% for row in group.forms %}{{ row|crispy }}{% endfor %}{% endfor %}"

    with translation.override(language):
        page = drawn(STEPS[slug]({}, case=case), "{% error_summary form %}{% crispy form %}" + rows)

    controls = {id_ for tag, id_ in zip(page.tags, page.all_ids(), strict=True) if is_control(tag)}
    assert set(targets(page)) <= controls
    assert targets(page) != []


def test_the_summary_names_what_belongs_to_no_field_without_a_link(empty):
    page = drawn(empty, "{% error_summary form %}")

    assert "The answers do not go together" in page.html
    assert page.html.count("<li>") == len(targets(page)) + 1
    assert page.all("role") == ["alert"]


def test_the_summary_takes_several_forms_and_formsets():
    rows = forms.formset_factory(RowForm, min_num=2, validate_min=True)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-owner": ""}
    )
    context = Context({"one": RowForm({}, prefix="one"), "rows": rows, "fresh": RowForm()})

    page = Page(Template("{% load govuk %}{% error_summary one rows fresh unknown %}").render(context))

    assert targets(page) == ["id_one-owner", "id_form-0-owner", "id_form-1-owner"]


def test_a_form_without_errors_has_no_summary_and_no_word_in_the_title():
    page = drawn(QuestionForm(), "{% error_summary form %}{% error_prefix form %}")

    assert page.html == ""


def test_the_title_of_a_page_with_errors_begins_with_the_word(empty):
    page = drawn(empty, "{% error_prefix form %}Your company")

    assert page.html == "Error: Your company"


def test_hint_and_error_describe_a_control_once_each_and_exist(empty):
    page = drawn(empty)

    assert page.control("id_name")["aria-describedby"] == "id_name_helptext id_name_error"
    assert page.control("id_product")["aria-describedby"] == "id_product_helptext id_product-info id_product_error"
    assert page.control("id_agree")["aria-describedby"] == "id_agree_error"
    described = [id_ for value in page.all("aria-describedby") for id_ in value.split()]
    assert len(described) == len(set(described))
    assert set(described) <= set(page.all("id"))


def test_a_group_is_described_at_its_fieldset_alone(empty):
    page = drawn(empty)

    assert page.fieldset_of("id_stage_0")["aria-describedby"] == "id_stage_helptext id_stage_error"
    assert page.fieldset_of("id_needs_0")["aria-describedby"] == "id_needs_error"
    assert page.fieldset_of("id_founded_0")["aria-describedby"] == "id_founded_helptext id_founded_error"
    for id_ in ("id_stage_0", "id_needs_0", "id_founded_0", "id_founded_1", "id_founded_2"):
        assert "aria-describedby" not in page.control(id_)


def test_wrong_controls_are_marked_invalid_and_no_attribute_stands_twice(empty):
    page = drawn(empty)

    assert page.control("id_name")["aria-invalid"] == "true"
    assert page.fieldset_of("id_stage_0")["aria-invalid"] == "true"
    assert page.control("id_needs_0")["aria-invalid"] == "true"
    assert page.control("id_founded_1")["aria-invalid"] == "true"
    assert "aria-invalid" not in page.control("id_plan")
    for _tag, attrs in page.tags:
        assert len(attrs) == len(dict(attrs))


def test_no_id_stands_twice_and_every_label_has_its_control(empty):
    page = drawn(empty)

    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert set(page.all("for")) <= set(ids)


def test_only_what_may_be_left_out_is_marked(empty):
    page = drawn(empty)

    assert page.html.count("(optional)") == 1
    assert "*" not in page.html
    assert "required" not in page.control("id_name")


def test_a_remark_stands_beside_its_field_and_is_no_error():
    form = QuestionForm()
    form.warnings = {"name": ["The register knows another name"]}

    page = drawn(form, "{% error_summary form %}{{ form|crispy }}")

    assert page.control("id_name_warning")["class"] == "incubator-warning"
    assert page.control("id_name")["aria-describedby"] == "id_name_helptext id_name_warning"
    assert "aria-invalid" not in page.control("id_name")
    assert "The register knows another name" in page.html


def test_the_three_boxes_stand_in_the_order_of_the_language_and_keep_their_names():
    form = QuestionForm({"founded_0": "2023", "founded_1": "3", "founded_2": "27"})

    english = drawn(form)
    with translation.override("zh-hans"):
        chinese = drawn(form)

    assert boxes(english) == [("founded_2", "27"), ("founded_1", "3"), ("founded_0", "2023")]
    assert boxes(chinese) == [("founded_0", "2023"), ("founded_1", "3"), ("founded_2", "27")]
    assert english.html.index(">Day<") < english.html.index(">Month<") < english.html.index(">Year<")


def boxes(page):
    inputs = [dict(attrs) for tag, attrs in page.tags if tag == "input"]
    return [(box["name"], box["value"]) for box in inputs if box["name"].startswith("founded_")]


def test_what_was_typed_stays_but_not_the_password(empty):
    form = QuestionForm({"name": "<b>", "stage": "funding", "needs": ["funding"], "secret": "hidden", "agree": "on"})

    page = drawn(form)

    assert page.control("id_name")["value"] == "<b>"
    assert "checked" in page.control("id_stage_1")
    assert "checked" not in page.control("id_needs_0")
    assert "checked" in page.control("id_needs_1")
    assert "checked" in page.control("id_agree")
    assert "hidden" not in page.control("id_secret").values()
    assert "<b>" not in page.html


def test_a_number_is_typed_as_text_between_its_prefix_and_suffix(empty):
    page = drawn(empty)

    rent = page.control("id_rent")
    assert (rent["type"], rent["inputmode"]) == ("text", "numeric")
    assert {"data-prefix", "data-suffix", "placeholder"} & set(rent) == set()
    assert ">¥</div>" in page.html
    assert ">a month</div>" in page.html


def test_the_tag_draws_the_whole_form_and_leaves_the_judging_to_us(empty):
    page = drawn(empty, "{% crispy form %}")

    form = dict(page.tags[0][1])
    assert page.tags[0][0] == "form"
    assert form["method"] == "post"
    assert form["enctype"] == "multipart/form-data"
    assert "novalidate" in form


@pytest.mark.parametrize("source", ["{{ form|crispy }}", "{% crispy form %}", "{% error_summary form %}"])
def test_no_page_needs_inline_style_or_script(empty, source):
    page = drawn(empty, source)

    assert {tag for tag, _attrs in page.tags} & {"style", "script"} == set()
    assert {
        key for _tag, attrs in page.tags for key, _value in attrs if key == "style" or key.startswith("on")
    } == set()
