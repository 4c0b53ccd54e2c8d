"""The Celery app, with our logs instead of Celery's own."""

import logging.config
import os

from celery import Celery
from celery.signals import beat_init, setup_logging
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "incubator.settings")

app = Celery("incubator")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


@setup_logging.connect
def log_as_the_web_does(**_kwargs: object) -> None:
    """Keep Celery from laying its own handlers over ours."""
    logging.config.dictConfig(settings.LOGGING)


@beat_init.connect
def sweep_at_once(**_kwargs: object) -> None:
    """Ask for the first sweep when beat starts, not a minute later."""
    app.send_task("applications.sweep", expires=settings.SWEEP_SECONDS)
