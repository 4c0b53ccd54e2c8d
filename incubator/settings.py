"""The settings: one file, everything that differs between places from the environment."""

import re
from pathlib import Path

import environ
import structlog
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def needed(name: str, meaning: str) -> str:
    """Return a variable that nothing can do without.

    :raises ImproperlyConfigured: naming it, if it is not set.
    """
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {meaning}.")
    return value


# The place -----------------------------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = needed("SECRET_KEY", "a long random text that signs sessions and links")
SITE_URL = needed("SITE_URL", "where people reach the site, e.g. https://incubator.example").rstrip("/")
ALLOWED_HOSTS = [host.strip() for host in needed("ALLOWED_HOSTS", "the host names served, with commas").split(",")]
EMBEDDED = env.bool("INCUBATOR_EMBEDDED", default=False)
VAR = Path(env.str("INCUBATOR_VAR", default=str(BASE_DIR / "var")))
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR / "media"))
DISTRICT_NAME = env.str("DISTRICT_NAME", default="")
DISTRICT_PHONE = env.str("DISTRICT_PHONE", default="")
DISTRICT_EMAIL = env.str("DISTRICT_EMAIL", default="")
HTTPS = SITE_URL.startswith("https://")

# The app -------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "applications.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "incubator.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "django_structlog",
    "applications",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "incubator.middleware.PersonsLanguageMiddleware",
    "incubator.middleware.not_too_large",
    "incubator.middleware.nobody_keeps",
    "incubator.middleware.session_rolls",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "incubator.urls"
WSGI_APPLICATION = "incubator.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "applications.views.context.district",
                "applications.views.context.session",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "govuk"
CRISPY_TEMPLATE_PACK = "govuk"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The database --------------------------------------------------------------------------------------------------------
needed("DATABASE_URL", "e.g. postgresql://user:password@host:5432/incubator")
DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"].update(ATOMIC_REQUESTS=False, CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
# Statements are prepared on the server after the second use: 15-20 % less work for the same pages.
DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=2)
# Sign-in limits must count across web processes and must not wait for the broker, so they count in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "incubator_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # fewer, and counted tries are forgotten
    },
}

# The broker and the workers ------------------------------------------------------------------------------------------
REDIS_URL = needed("REDIS_URL", "e.g. redis://host:6379/0 or unix:///run/redis.sock?db=0")
SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=60)
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "socket_timeout": 5, "socket_connect_timeout": 5}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 150  # below ledger.delivery.RETRY_AFTER: nobody takes a mail that a live worker holds
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE = {
    # Level-triggered: a sweep that nobody could run in time is worth nothing, the next one finds all of it.
    "sweep": {"task": "applications.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}},
}

# Mail ----------------------------------------------------------------------------------------------------------------
MAIL_FOLDER = VAR / "mail"
if env.str("EMAIL_URL", default=""):
    vars().update(env.email("EMAIL_URL"))
elif env.str("EMAIL_HOST", default=""):
    EMAIL_HOST = env.str("EMAIL_HOST")
    EMAIL_PORT = env.int("EMAIL_PORT", default=25)
else:
    EMAIL_BACKEND = "incubator.mail.MailFiles"
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Incubator <incubator@district.example>")

# People --------------------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "incubator.passwords.NotLikeTheAddress"},
    {"NAME": "incubator.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "incubator.passwords.NotCommon"},
]
# Whose address counts against the limits of signing in: with TLS a proxy of ours stands before the web server.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if HTTPS else 0)
ACCOUNT_ADAPTER = "applications.views.accounts.AccountAdapter"
ACCOUNT_RATE_LIMITS = {"typed_in_vain": "30/h/ip"}  # beside the library's own limits
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {"login": "applications.forms.accounts.LoginForm", "signup": "applications.forms.accounts.SignupForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "start"
SESSION_COOKIE_AGE = 8 * 60 * 60

# Languages and time --------------------------------------------------------------------------------------------------
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "incubator.formats"  # of the desk; founders read days in words (templatetags/words)
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Static files --------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Safety --------------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by the host itself, without TLS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "applications.views.errors.open_for_too_long"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
REQUEST_MAX_SIZE = 60 * 1024 * 1024  # with its files; the largest document may have 50 MB
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "incubator.uploads.Spool"]
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700

# Logs: one JSON object a line, with the ids of request and task ------------------------------------------------------
DJANGO_STRUCTLOG_CELERY_ENABLED = True
LINKS_THAT_LET_IN = re.compile(r"(/confirm-email/|/reset/key/)[^/\s\"']+")
ANSWERS_BEFORE_AN_ACCOUNT = re.compile(r"(\s/check/\?)[^\s\"']+")


def without_keys(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Keep out of the logs what lets somebody into an account, and what the eligibility check promises not to keep."""
    texts = {name: said for name, said in event.items() if isinstance(said, str)}
    for secret in (LINKS_THAT_LET_IN, ANSWERS_BEFORE_AN_ACCOUNT):
        texts = {name: secret.sub(r"\1***", said) for name, said in texts.items()}
    return {**event, **texts}


_STEPS: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    without_keys,
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            "foreign_pre_chain": _STEPS,
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
structlog.configure(
    processors=[*_STEPS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
