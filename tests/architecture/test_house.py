"""The house rules that a linter cannot say."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = ("applications", "incubator", "bench", "tests", "docs")
FILES = [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]
CODE = [path for path in FILES if path.relative_to(ROOT).parts[0] == "applications"]
MODELS = list(apps.get_app_config("applications").get_models())


def lines_of(function):
    """Return how many lines the function has below its docstring."""
    first = function.body[1:] if ast.get_docstring(function) and function.body[1:] else function.body
    return function.end_lineno - first[0].lineno + 1


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_file_fits_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_function_fits_on_a_page(path):
    long = [
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and lines_of(node) > 25
    ]

    assert long == []


def test_states_are_assigned_in_one_place():
    assigned = re.compile(
        r"\.state\s*=[^=]|\bupdate\([^)]*\bstate=|setattr\([^,]+,\s*[\"']state|bulk_update\([^)]*[\"']state", re.DOTALL
    )

    writers = {name_of(path) for path in CODE if assigned.search(path.read_text(encoding="utf-8"))}

    assert writers == {"applications/workflow/moves.py"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_by_has_its_at_and_the_database_holds_them_together(model):
    names = {field.name for field in model._meta.fields}
    constraints = {constraint.name for constraint in model._meta.constraints}
    for by in (name for name in names if name.endswith("_by") and _is_a_person(model, name)):
        at = f"{by.removesuffix('_by')}_at"
        assert f"{model._meta.app_label}_{model._meta.model_name}_{at}_with_{by}" in constraints


def _is_a_person(model, name):
    return model._meta.get_field(name).is_relation


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_name_of_a_constraint_is_whole_in_the_database(model):
    """PostgreSQL cuts names at 63 signs, and a cut name is not found again."""
    names = [constraint.name for constraint in model._meta.constraints] + [index.name for index in model._meta.indexes]

    assert [name for name in names if len(name) > 63] == []


@pytest.mark.parametrize("model", [m for m in MODELS if "state" in {f.name for f in m._meta.fields}])
def test_every_state_column_knows_its_states(model):
    constraints = {constraint.name for constraint in model._meta.constraints}

    assert f"applications_{model._meta.model_name}_state_known" in constraints


def test_no_file_names_a_path_of_a_machine():
    foreign = re.compile(r"/(?:work|root|farm)/|\.\./shared")
    texts = [path for path in ROOT.rglob("*") if path.suffix in {".md", ".toml", ".yml", ".txt", ".html", ".json"}]
    ours = [
        path
        for path in texts
        if not {".venv", "var", "node_modules", "staticfiles", ".git"} & set(path.relative_to(ROOT).parts)
    ]

    assert [name_of(path) for path in ours if foreign.search(path.read_text(encoding="utf-8"))] == []
