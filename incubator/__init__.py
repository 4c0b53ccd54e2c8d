"""The project: settings, URLs, the Celery app, the officials' desk, the embedded servers."""

from incubator.celery import app as celery_app

__all__ = ["celery_app"]
