"""The short check before an account: seven questions, and what the departments will ask about.

Nothing is stored and nobody is refused (R19). The answers travel in the address of the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms._fields import Words
from applications.forms.steps import Floors

CHANGE = "change"  # the name of a question that is asked once more
ASKED = "asked"  # the name of the question on the page that was just sent


@dataclass(frozen=True, kw_only=True)
class Question:
    """One page of the check. ``points`` says, by answer, what will be asked about; the other answers need no word."""

    name: str
    gate: str
    words: Words
    hint: Words
    missing: Words
    choices: tuple[tuple[str, Words], ...]
    points: Mapping[str, Words]

    def words_of(self, answer: str) -> Words:
        return dict(self.choices)[answer]


YES_OR_NO = (("yes", _("Yes")), ("no", _("No")))
QUESTIONS: Final = (
    Question(
        name="company",
        gate="G8",
        words=_("How old is your company?"),
        hint=_("Counted from the date of establishment on the business licence."),
        missing=_("Select how old your company is"),
        choices=(
            ("planned", _("It is not registered yet")),
            ("young", _("8 years or less")),
            ("old", _("More than 8 years")),
        ),
        points={
            "old": _(
                "Age: the package is for companies of at most 8 years, counted to the day on which we receive the "
                "application."
            ),
        },
    ),
    Question(
        name="technology",
        gate="G1",
        words=_("Is your product a hard technology that you have developed yourselves?"),
        hint=_(
            "Hard technology is something built: a sensor, a robot, a chip, a battery, a drone, a medical device and "
            "so on. A product that you buy and sell on is not your own development."
        ),
        missing=_("Select yes if you have developed the technology yourselves"),
        choices=YES_OR_NO,
        points={
            "no": _(
                "Own technology: the package is for teams that develop a hard technology themselves. You will be asked "
                "which part of the product is your own work."
            ),
        },
    ),
    Question(
        name="rights",
        gate="G4",
        words=_("Do you hold a right to this technology?"),
        hint=_(
            "An invention patent, granted or pending, an integrated circuit layout, a utility model or a software "
            "copyright is enough. So is a licence from a university."
        ),
        missing=_("Select which right to the technology you hold"),
        choices=(
            ("own", _("Yes, at least one of these rights")),
            ("licence", _("Yes, a licence from a university")),
            ("none", _("No, none so far")),
        ),
        points={
            "none": _(
                "Rights: the package asks for at least one right to the technology, or a university's licence. An "
                "invention patent that is only pending counts."
            ),
        },
    ),
    Question(
        name="research",
        gate="G3",
        words=_("Do you spend enough on research and development?"),
        hint=_(
            "At least %(revenue_pct)s%% of your revenue or at least %(cost_pct)s%% of all your costs, whichever is "
            "better for you. Without a full year behind you, your budget for the next 12 months counts."
        ),
        missing=_("Select yes if you spend that much on research and development"),
        choices=(*YES_OR_NO, ("unsure", _("I do not know yet"))),
        points={
            "no": _(
                "Research and development: the package asks for at least %(revenue_pct)s%% of the revenue or "
                "%(cost_pct)s%% of all costs."
            ),
            "unsure": _(
                "Research and development: have your spending on it, your revenue and all your costs at hand, for each "
                "of the last three years. The package asks for at least %(revenue_pct)s%% of the revenue or "
                "%(cost_pct)s%% of all costs."
            ),
        },
    ),
    Question(
        name="sector",
        gate="G6",
        words=_("Is your business finance or real estate?"),
        hint=_("The industry code of your business licence counts: 66 to 69 is finance, 70 is real estate."),
        missing=_("Select yes if your business is finance or real estate"),
        choices=YES_OR_NO,
        points={"yes": _("Sector: the package does not cover finance and real estate.")},
    ),
    Question(
        name="place",
        gate="G5",
        words=_("Will you work in this district?"),
        hint=_("It does not matter where the company is registered now."),
        missing=_("Select yes if you will work in this district"),
        choices=YES_OR_NO,
        points={
            "no": _(
                "Place: the package is for companies whose people and work are in this district. You will be asked "
                "what you plan to do here."
            ),
        },
    ),
    Question(
        name="credit",
        gate="G2",
        words=_("Is the company on a credit list?"),
        hint=_(
            "The list of abnormal operations or the list of serious dishonesty. If there is no company yet: is "
            "somebody of your team on one?"
        ),
        missing=_("Select whether the company is on a credit list"),
        choices=(
            ("clear", _("No")),
            ("repair", _("It was; the credit repair is under way")),
            ("listed", _("Yes")),
        ),
        points={
            "repair": _(
                "Credit repair: you can apply while it is under way. Until it is finished, you can neither be accepted "
                "with documents missing nor be approved on a commitment."
            ),
            "listed": _(
                "Credit: the package asks for a company that is on no such list. Start the credit repair; you will be "
                "asked how far it is."
            ),
        },
    ),
)
BY_NAME: Final = MappingProxyType({question.name: question for question in QUESTIONS})


class QuestionForm(forms.Form):
    """The page of one question."""

    use_required_attribute = False

    def __init__(self, question: Question, *args: object, floors: Floors, **rest: object) -> None:
        super().__init__(*args, **rest)  # type: ignore[arg-type]
        messages = {"required": question.missing, "invalid_choice": question.missing}
        self.fields[question.name] = forms.ChoiceField(
            label=question.words,
            help_text=filled(question.hint, floors),
            choices=question.choices,
            widget=forms.RadioSelect,
            error_messages=messages,
        )


def filled(words: Words, floors: Floors) -> str:
    return str(words) % {"revenue_pct": floors.revenue_pct, "cost_pct": floors.cost_pct}


@dataclass(frozen=True, kw_only=True)
class Check:
    """Where somebody is in the check. ``answers`` holds only answers that a question offers, in its order."""

    answers: Mapping[str, str]
    question: Question | None  # to be asked now; nothing when all are answered
    form: QuestionForm | None

    @property
    def number(self) -> int:
        return 1 + QUESTIONS.index(self.question) if self.question else len(QUESTIONS)

    @property
    def before(self) -> Question | None:
        """Return the question that Back leads to."""
        return QUESTIONS[self.number - 2] if self.number > 1 else None

    @property
    def carried(self) -> dict[str, str]:
        """Return the answers that the page must hand on."""
        return {name: answer for name, answer in self.answers.items() if name != getattr(self.question, "name", "")}

    @property
    def lines(self) -> list[tuple[Question, Words]]:
        """Return the questions that are answered, with the words of the answers."""
        return [(BY_NAME[name], BY_NAME[name].words_of(answer)) for name, answer in self.answers.items()]

    def points(self, floors: Floors) -> list[str]:
        """Return what the departments will ask about, in the order of the questions."""
        said = [(BY_NAME[name].points, answer) for name, answer in self.answers.items()]
        return [filled(points[answer], floors) for points, answer in said if answer in points]


def read(data: Mapping[str, str], *, floors: Floors) -> Check:
    """Read the address of the page. What no question offers is not an answer, and is asked for."""
    offered = {question.name: dict(question.choices) for question in QUESTIONS}
    answers = {name: data[name] for name in offered if data.get(name) in offered[name]}
    missing = next((question for question in QUESTIONS if question.name not in answers), None)
    question = BY_NAME.get(data.get(CHANGE, ""), missing)
    if question is None:
        return Check(answers=answers, question=None, form=None)
    sent = question.name not in answers and (data.get(ASKED) == question.name or question.name in data)
    form = QuestionForm(question, data if sent else None, floors=floors, initial=answers)
    return Check(answers=answers, question=question, form=form)
