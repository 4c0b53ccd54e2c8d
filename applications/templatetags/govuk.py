"""Draws a form field the govuk way: label, hint, error, remark and control, each tied to the others by id.

The template pack in ``templates/govuk`` asks ``govuk_field`` for one :class:`Drawing` per field and lays it out.
Pages ask for ``error_summary`` and, in the title, ``error_prefix``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext

register = template.Library()

SEVERAL_BOXES = {"govuk/widgets/date.html": "date", "govuk/widgets/boxes.html": "boxes"}
DJANGO_TEXTAREA = ("40", "10")
BASE_CLASS = {"select": "govuk-select", "textarea": "govuk-textarea", "file": "incubator-file"}
GROUPS = ("radios", "checkboxes", "date", "boxes")
NOT_DRAWN = ("id", "placeholder", "required")
TAKEN = ("class", "aria-describedby", "data-prefix", "data-suffix", "data-inline")

Some: TypeAlias = "forms.BaseForm | BaseFormSet[Any] | Sequence[Some] | None"  # a name that a page does not know is ""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One radio button or tick box of a group."""

    group: str
    label: str
    hint: str
    hint_id: str
    id: str
    attrs: SafeString


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Everything the templates of the pack need to know about one field."""

    kind: str
    id: str
    label: str
    hint: str
    errors: list[str]
    warnings: list[str]
    optional: bool
    css_class: str = ""
    described_elsewhere: str = ""
    inline: bool = False
    prefix: str = ""
    suffix: str = ""
    control: str = ""
    group_attrs: str = ""
    options: list[Option] = field(default_factory=list)
    widget: Mapping[str, Any] | None = None
    count: Mapping[str, str] | None = None
    current_file: Any = None

    @property
    def hint_id(self) -> str:
        return f"{self.id}_helptext"

    @property
    def count_id(self) -> str:
        return f"{self.id}-info"

    @property
    def error_id(self) -> str:
        return f"{self.id}_error"

    @property
    def warning_id(self) -> str:
        return f"{self.id}_warning"

    @property
    def described_by(self) -> str:
        """Return the ids of all that is said about the field, in the order of the page."""
        said = [
            (self.described_elsewhere, True),
            (self.hint_id, self.hint),
            (self.count_id, self.count),
            (self.error_id, self.errors),
            (self.warning_id, self.warnings),
        ]
        return " ".join(id_ for id_, there in said if id_ and there)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the error summary: the words, and the id of the control that they are about."""

    text: str
    target: str


@register.simple_tag
def govuk_field(bound: BoundField) -> Drawing:
    """Return the drawing of one field: ``{% govuk_field form.name as drawn %}``."""
    kind = kind_of(bound)
    attrs = {name: value for name, value in bound.field.widget.attrs.items() if name not in NOT_DRAWN}
    taken = {name: str(attrs.pop(name, "")) for name in TAKEN}
    if bound.field.disabled:
        attrs["disabled"] = True
    drawing = Drawing(
        kind=kind,
        id=_id(bound),
        label=str(bound.label),
        hint=str(bound.help_text).strip(),
        errors=[str(error) for error in bound.errors],
        warnings=[str(text) for text in getattr(bound.form, "warnings", {}).get(bound.name, ())],
        optional=getattr(bound.field, "optional", not bound.field.required) and kind != "checkbox",
        css_class=taken["class"],
        described_elsewhere=taken["aria-describedby"],
        inline=bool(taken["data-inline"]),
        prefix=taken["data-prefix"],
        suffix=taken["data-suffix"],
        count=_count(kind, attrs),
    )
    if kind in GROUPS:
        return replace(drawing, **_group(bound, drawing, attrs))
    return replace(drawing, control=_control(bound, drawing, attrs), current_file=_current_file(bound))


@register.simple_tag
def error_summary(*some: Some) -> SafeString:
    """Draw the summary of all errors of forms and formsets: ``{% error_summary form formset %}``; else nothing."""
    lines = list(error_lines(*some))
    return render_to_string("govuk/error_summary.html", {"lines": lines}) if lines else SafeString("")


@register.simple_tag
def error_prefix(*some: Some) -> str:
    """Return "Error: " for the title of a page whose forms have errors."""
    return f"{gettext('Error:')} " if any(error_lines(*some)) else ""


@register.filter
def as_read(boxes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the three boxes of a date in the order of the language, each with its label."""
    labels = (
        pgettext("part of a date", "Year"),
        pgettext("part of a date", "Month"),
        pgettext("part of a date", "Day"),
    )
    return [boxes[n] | {"label": labels[n]} for n in _date_order()]


@register.filter
def html_lang(language_code: str) -> str:
    """Return the language tag for ``lang=``: ``zh-hans`` becomes ``zh-Hans``."""
    language, _, script = language_code.partition("-")
    return f"{language}-{script.title()}" if len(script) == len("Hans") else language_code


def error_lines(*some: Some) -> Iterator[Line]:
    """Yield the lines of the summary in the order of the page. A form with rows names them all in ``all_forms``."""
    for one in some:
        if isinstance(one, list | tuple):
            yield from error_lines(*one)
        elif isinstance(one, BaseFormSet):
            if one.is_bound:
                yield from (Line(text=str(error), target="") for error in one.non_form_errors())
                yield from error_lines(*one.forms)
        elif isinstance(one, forms.BaseForm):
            for form in one.all_forms() if hasattr(one, "all_forms") else [one]:
                yield from _lines_of(form)


def _lines_of(form: forms.BaseForm) -> Iterator[Line]:
    if not form.errors:
        return
    yield from (Line(text=str(error), target="") for error in form.non_field_errors())
    for bound in form:
        target = "" if bound.is_hidden else first_id(bound)
        yield from (Line(text=str(error), target=target) for error in bound.errors)


def first_id(bound: BoundField) -> str:
    """Return the id of the first control of a field as drawn: where a line of the summary leads."""
    kind = kind_of(bound)
    if kind == "date":
        return f"{_id(bound)}_{_date_order()[0]}"
    if kind == "boxes":
        return f"{_id(bound)}_0"
    if kind in GROUPS and bound.subwidgets:
        return str(bound.subwidgets[0].id_for_label)
    return _id(bound)


def kind_of(bound: BoundField) -> str:
    """Name the template of the pack that lays this field out."""
    widget = bound.field.widget
    if kind := SEVERAL_BOXES.get(getattr(widget, "template_name", "")):
        return kind
    for classes, kind in (
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.Select, "select"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
        (forms.PasswordInput, "password"),
    ):
        if isinstance(widget, classes):
            return kind
    return "input"


def _id(bound: BoundField) -> str:
    return str(bound.field.widget.attrs.get("id") or bound.auto_id)


def _date_order() -> tuple[int, ...]:
    """Return the numbers of the three boxes (year 0, month 1, day 2) as the language of the page reads them."""
    return (0, 1, 2) if (get_language() or "").startswith("zh") else (2, 1, 0)


def _tied(drawing: Drawing) -> dict[str, str]:
    """Return the ARIA attributes, each at most once: the pack does not use what Django adds by itself."""
    tied = {"aria-describedby": drawing.described_by} if drawing.described_by else {}
    return tied | ({"aria-invalid": "true"} if drawing.errors else {})


def _css(drawing: Drawing) -> str:
    if drawing.kind == "checkbox":
        return f"govuk-checkboxes__input {drawing.css_class}".strip()
    base = BASE_CLASS.get(drawing.kind, "govuk-input")
    words = [base, drawing.css_class]
    if drawing.kind == "password":
        words.append("govuk-password-input__input govuk-js-password-input-input")
    if drawing.count:
        words.append("govuk-js-character-count")
    if drawing.errors:
        words.append(f"{base}--error")
    return " ".join(word for word in words if word)


def _control(bound: BoundField, drawing: Drawing, given: dict[str, Any]) -> SafeString:
    """Draw the one control of a field that is no group."""
    widget, kind, name = bound.field.widget, drawing.kind, bound.html_name
    attrs = {"id": drawing.id, **given, **_tied(drawing), "class": _css(drawing)}
    if kind in ("select", "checkbox") or isinstance(widget, forms.MultiWidget):
        html: SafeString = widget.render(name, bound.value(), attrs, bound.form.renderer)
        return html
    if kind == "file":
        return _input("file", name, None, attrs)
    value = widget.format_value(bound.value())
    if kind == "textarea":
        return _textarea(name, value, attrs)
    if kind == "password":
        attrs = {"spellcheck": "false", "autocapitalize": "none"} | attrs
        value = value if getattr(widget, "render_value", False) else None
    type_ = str(getattr(widget, "input_type", None) or "text")
    return _number(name, value, attrs) if type_ == "number" else _input(type_, name, value, attrs)


def _textarea(name: str, value: object, attrs: dict[str, Any]) -> SafeString:
    if (str(attrs.get("cols", "")), str(attrs.get("rows", ""))) == DJANGO_TEXTAREA:
        attrs["rows"] = "5"
    drawn = {key: text for key, text in attrs.items() if key not in ("cols", "maxlength")}
    return format_html('<textarea name="{}"{}>\n{}</textarea>', name, flatatt(drawn), "" if value is None else value)


def _number(name: str, value: object, attrs: dict[str, Any]) -> SafeString:
    """Draw digits as text: a number field scrolls away what was typed, and refuses full-width digits."""
    step = str(attrs.get("step", "1"))
    mode = "decimal" if "." in step or step == "any" else "numeric"
    drawn = {key: text for key, text in attrs.items() if key not in ("min", "max", "step")}
    return _input("text", name, value, {"inputmode": mode} | drawn)


def _input(type_: str, name: str, value: object, attrs: dict[str, Any]) -> SafeString:
    shown = {} if value is None else {"value": value}
    return format_html('<input type="{}" name="{}"{}>', type_, name, flatatt(shown | attrs))


def _group(bound: BoundField, drawing: Drawing, attrs: dict[str, Any]) -> dict[str, Any]:
    """Return what a fieldset of several controls needs."""
    widget, on_group, on_each = bound.field.widget, _tied(drawing), {}
    disabled = {"disabled": True} if attrs.get("disabled") else {}
    context = widget.get_context(bound.html_name, bound.value(), {"id": drawing.id, **disabled})["widget"]
    if drawing.kind == "radios":
        on_group["role"] = "radiogroup"
    elif "aria-invalid" in on_group:  # a group cannot be invalid, its controls can
        on_each = {"aria-invalid": on_group.pop("aria-invalid")}
    if drawing.kind in SEVERAL_BOXES.values():
        return {"group_attrs": flatatt(on_group), "widget": context | {"invalid": bool(on_each)}}
    hints = getattr(widget, "hints", {})
    options = [
        _option(
            option, str(group or "") if number == 0 else "", str(hints.get(option["value"], "")), on_each | disabled
        )
        for group, members, _ in context["optgroups"]
        for number, option in enumerate(members)
    ]
    return {"group_attrs": flatatt(on_group), "options": options}


def _option(option: dict[str, Any], group: str, hint: str, on_each: dict[str, Any]) -> Option:
    id_ = str(option["attrs"].get("id", ""))
    attrs = {
        "type": option["type"],
        "name": option["name"],
        "value": option["value"],
        "id": id_,
        "checked": bool(option["selected"]),
        **on_each,
    }
    if hint:
        attrs["aria-describedby"] = f"{id_}_hint"
    return Option(
        group=group, label=str(option["label"]), hint=hint, hint_id=f"{id_}_hint", id=id_, attrs=flatatt(attrs)
    )


def _current_file(bound: BoundField) -> object:
    """Return the file that is kept already, so that the page can name it."""
    if isinstance(bound.field.widget, forms.ClearableFileInput):
        kept = bound.initial
        return kept if kept and getattr(kept, "name", "") else None
    return None


def _count(kind: str, attrs: Mapping[str, Any]) -> dict[str, str] | None:
    """Return the words of the character count of a long answer with a limit, in the language of the page."""
    if kind != "textarea" or not attrs.get("maxlength"):
        return None
    limit = int(attrs["maxlength"])
    left = {"count": "%{count}"}
    return {
        "limit": str(limit),
        "hint": ngettext("You can enter up to %(count)d character", "You can enter up to %(count)d characters", limit)
        % {"count": limit},
        "under_one": gettext("You have %(count)s character left") % left,
        "under_other": gettext("You have %(count)s characters left") % left,
        "at": gettext("You have 0 characters left"),
        "over_one": gettext("You have %(count)s character too many") % left,
        "over_other": gettext("You have %(count)s characters too many") % left,
    }
