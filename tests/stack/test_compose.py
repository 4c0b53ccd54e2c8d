"""docker-compose.yml and the Dockerfile, read where no Docker is: what they name exists in the project."""

import ast
import importlib.util
import re
import runpy
import shlex

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from incubator import urls
from incubator.devstack.place import PROJECT

COMPOSE = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "incubator"}
DOCKERFILE = (PROJECT / "Dockerfile").read_text().replace("\\\n", " ")
SETTINGS = (PROJECT / "incubator" / "settings.py").read_text()
PROGRAMS = {"gunicorn": "gunicorn", "celery": "celery"}
CONTRACT = {
    *("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "EMAIL_TIMEOUT"),
    *("MEDIA_ROOT", "SWEEP_SECONDS", "DEBUG"),
}


def words(command):
    return shlex.split(command) if isinstance(command, str) else [str(word) for word in command]


def requires_project(argv):
    """Fail unless what a command line starts is part of the project or of its requirements."""
    program, *rest = argv
    if program == "python" and rest[0] == "manage.py":
        assert rest[1] in get_commands()
    elif program == "python":
        assert rest[0] == "-c"
        ast.parse(rest[1])
    else:
        assert importlib.util.find_spec(PROGRAMS[program])
        for module in re.findall(r"incubator(?:\.\w+)?", " ".join(word for word in rest if "/" not in word)):
            assert importlib.util.find_spec(module)


def image_command():
    return ast.literal_eval(re.search(r"^CMD (.*)$", DOCKERFILE, re.MULTILINE).group(1))


def test_the_services_are_those_of_real_use():
    assert set(SERVICES) == {"postgres", "valkey", "migrate", "web", "worker", "beat", "mail"}
    assert set(OURS) == {"migrate", "web", "worker", "beat"}
    assert [name for name, service in SERVICES.items() if service.get("profiles")] == ["mail"]


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_command_exists(name):
    requires_project(words(OURS[name].get("command", image_command())))


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_every_service_that_lasts_has_a_health_check_and_starts_again(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_every_health_check_of_ours_asks_something_that_exists(name):
    kind, *test = SERVICES[name]["healthcheck"]["test"]

    requires_project(words(test[0]) if kind == "CMD-SHELL" else test)


def test_web_serves_others_while_one_request_takes_long():
    served = runpy.run_path(str(PROJECT / "gunicorn.conf.py"))

    assert (served["worker_class"], served["workers"], served["threads"], served["timeout"]) == ("gthread", 4, 4, 60)
    assert [option for option in image_command() if option in {"--workers", "--threads", "--timeout"}] == []


def test_proxy_of_the_readme_lets_pass_what_web_takes_and_holds_it_back_till_it_is_whole():
    example = (PROJECT / "README.md").read_text().partition("location / {")[2].partition("}")[0]

    assert f"client_max_body_size {settings.REQUEST_MAX_SIZE // 1024**2}m;" in example
    assert "proxy_request_buffering on;" in example
    assert f"proxy_read_timeout {runpy.run_path(str(PROJECT / 'gunicorn.conf.py'))['timeout']}s;" in example


def test_the_web_health_check_asks_a_page_of_ours():
    code = SERVICES["web"]["healthcheck"]["test"][-1]
    port = re.search(r"--bind 0\.0\.0\.0:(\d+)", " ".join(image_command())).group(1)

    (path,) = re.findall(rf"http://127\.0\.0\.1:{port}(/\w+)", code)

    assert urls.urlpatterns
    assert importlib.import_module("django.urls").resolve(path)


def test_the_beat_health_check_looks_where_beat_writes():
    command, code = SERVICES["beat"]["command"], SERVICES["beat"]["healthcheck"]["test"][-1]
    folder = command[command.index("--schedule") + 1].rpartition("/")[0]

    assert f'"{folder}"' in code
    assert f"beat:{folder}" in SERVICES["beat"]["volumes"]


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_variable_is_read_by_the_settings_and_none_of_the_contract_is_missing(name):
    variables = set(OURS[name]["environment"])

    assert variables >= CONTRACT
    assert {variable for variable in variables if f'"{variable}"' not in SETTINGS} == set()


@pytest.mark.parametrize("name", ["SECRET_KEY", "POSTGRES_PASSWORD", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL"])
def test_what_differs_between_places_has_no_default(name):
    used = re.findall(rf"\$\{{{name}[^}}]*\}}", (PROJECT / "docker-compose.yml").read_text())

    assert used
    assert [use for use in used if not use.startswith(f"${{{name}:?")] == []


def test_the_product_waits_for_the_migration():
    conditions = {
        name: {other: how["condition"] for other, how in OURS[name]["depends_on"].items()}
        for name in ("web", "worker", "beat")
    }
    after = {
        "migrate": "service_completed_successfully",
        "postgres": "service_healthy",
        "valkey": "service_healthy",
    }

    assert conditions == {"web": after, "worker": after, "beat": after}
    assert OURS["migrate"]["restart"] == "no"
    assert "web" not in OURS["migrate"]["depends_on"]


def test_workers_can_be_many():
    assert {"container_name", "ports", "hostname"} & set(OURS["worker"]) == set()


def test_only_this_machine_reaches_the_ports():
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]

    assert len(ports) == 2
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_volumes_are_named_and_the_image_owns_the_folders_of_ours():
    mounted = {name: service.get("volumes", []) for name, service in SERVICES.items()}
    sources = {volume.split(":")[0] for volumes in mounted.values() for volume in volumes}
    ours = {volume.split(":")[1] for name in OURS for volume in mounted[name]}

    assert sources == set(COMPOSE["volumes"])
    assert [folder for folder in ours if folder not in DOCKERFILE] == []


def test_the_image_copies_what_exists_and_runs_as_an_ordinary_user():
    copied = [
        source for sources in re.findall(r"^COPY (.*) \S+$", DOCKERFILE, re.MULTILINE) for source in sources.split()
    ]
    ignored = (PROJECT / ".dockerignore").read_text().splitlines()
    users = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)

    assert [source for source in copied if not (PROJECT / source).exists()] == []
    assert [source for source in copied if f"!{source}" not in ignored] == []
    assert {"manage.py", "incubator", "applications", "templates", "static"} <= set(copied)
    assert users[-1] not in {"root", "0"}


def test_the_image_holds_nothing_for_developers_and_no_secret():
    assert re.findall(r"requirements\S*\.txt", DOCKERFILE) == ["requirements.txt"] * 2
    assert re.findall(r"^(?:ENV|ARG) .*(?:SECRET|PASSWORD)", DOCKERFILE, re.MULTILINE) == []


def test_the_image_is_built_with_all_that_the_settings_need():
    given = re.findall(r"([A-Z_]+)=", re.search(r"^RUN (.*)collectstatic", DOCKERFILE, re.MULTILINE).group(1))

    assert set(given) == set(re.findall(r'needed\("([A-Z_]+)"', SETTINGS))
