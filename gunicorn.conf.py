"""How gunicorn serves, and how it logs: as everything else does, one JSON object a line."""

from incubator.settings import LOGGING

# Files and papers may take a request a quarter of a minute; meanwhile the other threads answer.
worker_class, workers, threads = "gthread", 4, 4
timeout = 60

logconfig_dict = {
    **LOGGING,
    "loggers": {
        **LOGGING["loggers"],
        "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        "gunicorn.access": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
