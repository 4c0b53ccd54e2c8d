"""The Chinese catalogue holds the texts of the source, all of them, and no page of ours speaks English in Chinese."""

import ast
import enum
import gettext
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db.models import TextChoices
from django.utils import translation

from applications import states
from applications.admin._acts import ActsAdmin
from applications.forms.accounts import SignupForm
from applications.forms.acts import ActForm
from applications.forms.intake import WithdrawForm
from applications.forms.steps import STEPS
from applications.ledger import delivery
from applications.models import Application, AuditEvent, Department, ReviewTask, RoutingRule, User
from applications.reading import cases, needs, string, timeline
from tests.servers import do_without

ROOT = Path(settings.BASE_DIR)
CATALOGUE = ROOT / "locale/zh_Hans/LC_MESSAGES/django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
SOURCES = ("applications", "incubator", "templates")
# As `make messages` calls it; the rest of its options keep out what is not copied here.
COLLECT = ("makemessages", "--locale", "zh_Hans", "--no-obsolete", "--no-wrap", "--add-location", "file")

CHINESE = re.compile("[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%\{\w+\}|\{\w*\}|<[^>]+>")
# Punctuation of the other script at a Chinese sign; a hyphen, a full stop in a number and brackets of codes are not.
HALF_WIDTH = re.compile("(?<=[\u4e00-\u9fff])[,;:?!()]|[,;:?!()](?=[\u4e00-\u9fff])|[\u4e00-\u9fff][.](?:\\s|$)")
SPACED = re.compile("[\u4e00-\u9fff] +[\u4e00-\u9fff]")
SAME_IN_BOTH = {"SHA-256", "%(label)s: %(words)s"}
SIGNS_ONLY = {"date format", "between names", "between the items of a list"}
ABBREVIATIONS = {"prov."}
NAMES = {"Incubator", "English"}  # of the product, and of the language in itself
# What Django takes out of a template, and blocks that hold the names of CSS classes.
UNSPOKEN = (
    r"{#.*?#}",
    r"{% (comment|blocktranslate)\b.*?{% end\1 %}",
    r"{% block (?:\w+_class|coltype) %}.*?{% endblock %}",
    r"{%.*?%}",
    r"{{.*?}}",
)
SAID_IN_ENGLISH = {*NAMES, "(change the language to English)"}
PAGES = sorted(path for path in (ROOT / "templates").rglob("*.html"))
MAILS = sorted(path.stem for path in (ROOT / "templates/email").glob("[!_]*.txt"))
WORDLESS = {TextChoices, states.FileType}
WORDY_CLASSES = [
    choices
    for choices in vars(states).values()
    if isinstance(choices, enum.EnumType) and issubclass(choices, TextChoices) and choices not in WORDLESS
]
MODELS = list(apps.get_app_config("applications").get_models())
DESKS = [desk for desk in admin.site._registry.values() if isinstance(desk, ActsAdmin)]
ACT_FORMS = sorted(
    {act.form for desk in DESKS for act in desk.acts if act.form.base_fields}, key=lambda form: form.__name__
)


class Text(NamedTuple):
    """One entry of a catalogue."""

    context: str
    one: str
    many: str
    translations: tuple[str, ...]
    marks: str

    @property
    def key(self):
        return self.context, self.one, self.many

    @property
    def compiled(self):
        """Return what Python's gettext makes of it."""
        one = f"{self.context}\x04{self.one}" if self.context else self.one
        if not self.many:
            return {one: self.translations[0]}
        return {(one, number): text for number, text in enumerate(self.translations)}


def read(path):
    """Return the entries of a .po file and its header."""
    header, *entries = map(_entry, path.read_text(encoding="utf-8").strip().split("\n\n"))
    return header, [entry for entry in entries if entry]


def _entry(block):
    said, last, marks = {}, "", ""
    for line in block.splitlines():
        if line.startswith("#"):
            marks += line[:2] if line[1:2] == "~" else line if line[1:2] == "," else ""
            continue
        keyword, _, rest = line.partition(" ") if not line.startswith('"') else (last, "", line)
        said[keyword] = said.get(keyword, "") + ast.literal_eval(rest)
        last = keyword
    translations = tuple(text for keyword, text in said.items() if keyword.startswith("msgstr"))
    return Text(said.get("msgctxt", ""), said.get("msgid", ""), said.get("msgid_plural", ""), translations, marks)


HEADER, TEXTS = read(CATALOGUE)


def lacks_chinese(*texts):
    """Return those that are not empty and not Chinese, read in Chinese."""
    with translation.override("zh-hans"):
        return [str(text) for text in texts if str(text) and not CHINESE.search(str(text))]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The texts of a copy of the source, collected into an empty catalogue."""
    if not shutil.which("xgettext"):
        do_without("No xgettext found: apt-get install gettext")
    copy = tmp_path_factory.mktemp("source")
    for source in SOURCES:
        shutil.copytree(ROOT / source, copy / source, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", copy)
    (copy / "locale").mkdir()
    subprocess.run([sys.executable, "manage.py", *COLLECT], cwd=copy, check=True, capture_output=True)  # noqa: S603
    return read(copy / CATALOGUE.relative_to(ROOT))[1]


# The catalogue -------------------------------------------------------------------------------------------------------


def test_every_text_of_the_source_stands_in_the_catalogue(collected):
    assert {text.key for text in collected} - {text.key for text in TEXTS} == set(), "run `make messages`, translate"


def test_catalogue_holds_nothing_that_the_source_no_longer_says(collected):
    assert {text.key for text in TEXTS} - {text.key for text in collected} == set(), "run `make messages`"


def test_every_text_is_translated():
    assert [text.one for text in TEXTS if not all(text.translations)] == []


def test_no_translation_is_a_guess_or_out_of_use():
    assert [text.one for text in TEXTS if "fuzzy" in text.marks or "#~" in text.marks] == []


def test_a_text_stands_once_in_the_catalogue():
    assert len({(text.context, text.one) for text in TEXTS}) == len(TEXTS)


def test_translations_fill_in_what_the_texts_fill_in():
    wrong = [
        (text.one, translated)
        for text in TEXTS
        for translated in text.translations
        if sorted(PLACEHOLDER.findall(translated)) != sorted(PLACEHOLDER.findall(text.many or text.one))
    ]

    assert wrong == []


def test_catalogue_is_compiled():
    """Production has no gettext: the compiled catalogue is committed with the texts."""
    with COMPILED.open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    expected = {key: translated for text in TEXTS for key, translated in text.compiled.items()}

    assert {key: text for key, text in compiled.items() if key} == expected, "run `make messages`"


def test_catalogue_tells_nothing_of_the_machine_and_the_minute():
    assert "POT-Creation-Date" not in HEADER.translations[0]
    assert str(ROOT) not in CATALOGUE.read_text(encoding="utf-8")


# The Chinese ---------------------------------------------------------------------------------------------------------


def test_translations_are_chinese():
    signs = {text.one for text in TEXTS if text.context in SIGNS_ONLY}
    left = {text.one for text in TEXTS for said in text.translations if not CHINESE.search(said)}

    assert left - SAME_IN_BOTH - signs == set()


def test_chinese_sentences_have_chinese_punctuation():
    assert [said for text in TEXTS for said in text.translations if HALF_WIDTH.search(said)] == []


def test_chinese_signs_stand_close_together():
    assert [said for text in TEXTS for said in text.translations if SPACED.search(said)] == []


def test_chinese_addresses_people_politely():
    assert [said for text in TEXTS for said in text.translations if "你" in said] == []


def test_sentence_ends_in_chinese_where_it_ends_in_english():
    """A text without a full stop stands in a list, on a button or beside a field."""
    wrong = [
        said
        for text in TEXTS
        for said in text.translations
        if text.one.endswith(".") != said.endswith("。") and text.one not in ABBREVIATIONS
    ]

    assert wrong == []


# The pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("choices", WORDY_CLASSES, ids=lambda choices: choices.__name__)
def test_choice_has_chinese_words(choices):
    assert lacks_chinese(*choices.labels) == []


@pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.slug)
def test_step_has_chinese_words(step):
    lists = [words for rows in step.lists for words in _words_of_rows(rows)]

    assert lacks_chinese(step.title, step.intro, *(group.legend for group in step.groups), *lists) == []
    assert lacks_chinese(*_words_of_fields(step.base_fields)) == []


@pytest.mark.parametrize("form", [SignupForm, WithdrawForm, *ACT_FORMS], ids=lambda form: form.__name__)
def test_form_has_chinese_words(form):
    assert lacks_chinese(*_words_of_fields(form.base_fields)) == []


def test_act_has_chinese_words():
    acts = [act for desk in DESKS for act in desk.acts]

    assert all(issubclass(act.form, ActForm) for act in acts)
    assert lacks_chinese(*(words for act in acts for words in (act.label, act.done))) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_has_chinese_words(model):
    named = [field._verbose_name for field in model._meta.fields if field._verbose_name]

    assert set(lacks_chinese(model._meta.verbose_name, model._meta.verbose_name_plural, *named)) <= {"ID", "SHA-256"}


def test_story_of_a_case_has_chinese_words():
    told = [timeline.CASE_WORDS, timeline.TASK_WORDS, timeline.ACT_WORDS, states.ENDED_WORDS, needs.WORDS]
    shown = [cases.NOW, cases.ASKED, string.LABELS]
    progress = [words for three in cases.PROGRESS.values() for words in three]

    assert lacks_chinese(timeline.BEGUN, timeline.ANSWERED, cases.NOTHING, cases.ASSISTED, *progress) == []
    assert lacks_chinese(*(words for of in told + shown for words in of.values())) == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", MAILS)
def test_mail_speaks_chinese(kind):
    bureau = Department(code="FIN", name_zh="区财政局", name_en="Finance Bureau")
    rule = RoutingRule(code="FU-FIN", department=bureau, title_zh="预算核查", title_en="Budget check")
    application = Application(pk=1, reference="NS-2345", company_name_zh="示例公司", company_name_en="Example")
    task = ReviewTask(application=application, department=bureau, rule=rule)
    application.received_on = task.promised_due_on = task.statutory_due_on = date(2026, 3, 9)
    event = AuditEvent(application=application, task=task)

    said = "\n".join(delivery.words(kind, event, User(language="zh-hans")))

    assert _english(re.sub(r"http\S+|NS-2345", "", said)) == []
    assert "March" not in said


@pytest.mark.parametrize("template", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_page_says_nothing_that_cannot_be_translated(template):
    text = template.read_text(encoding="utf-8")
    for unspoken in UNSPOKEN:
        text = re.sub(unspoken, "", text, flags=re.DOTALL)
    attributes = re.findall(r'\b(?:alt|title|placeholder|aria-label|data-label)="([^"]*)"', text)
    text = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", "\n", text, flags=re.DOTALL)

    spoken = [part for part in (line.strip() for line in text.splitlines()) if part not in SAID_IN_ENGLISH]

    assert _english("\n".join(spoken)) == []
    assert _english("\n".join(attributes)) == []


def _english(text):
    return [word for word in re.findall("[A-Za-z][A-Za-z']+", text) if word not in NAMES]


def _words_of_rows(rows):
    yield from (rows.legend, rows.row_legend, rows.add_label, rows.remove_label, rows.too_many)
    yield from _words_of_fields(rows.form.base_fields)


def _words_of_fields(fields):
    """Yield label, hint, suffix, errors and choices of our fields."""
    for field in fields.values():
        yield from (field.label, field.help_text or "", getattr(field, "missing", ""))
        yield from (words for name in ("too_low", "too_high", "wrong") if (words := getattr(field, name, "")))
        yield from field.error_messages.values()
        yield from (getattr(field, "unit", ""), *getattr(field, "labels", ()))
        yield from getattr(field.widget, "hints", {}).values()
        if isinstance(field, forms.ChoiceField):
            with translation.override("zh-hans"):  # the names of countries come from a library, when they are asked for
                yield from [label for _value, label in field.choices]
