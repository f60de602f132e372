"""Settings of an installation; everything that differs between two of them comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from duban.config import env

DATA = env.data_folder()
HTTPS = env.flag("DUBAN_HTTPS")
DEBUG = env.flag("DUBAN_DEBUG")
os.umask(0o077)  # what this system writes is its owner's alone
KEY_MISSING = env.key_missing(DATA)
SECRET_KEY = env.secret_key(DATA)
# Whose word is taken for where a request comes from: the addresses of one's own proxies, where TLS ends.
PROXIES = env.networks("DUBAN_PROXIES", "127.0.0.1,::1" if HTTPS else "")
ALLOWED_HOSTS = env.words("DUBAN_HOSTS", "127.0.0.1,localhost")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "duban.shared",
    "duban.audit",
    "duban.acts",
    "duban.rulebook",
    "duban.organisations",
    "duban.documents",
    "duban.proceedings",
    "duban.matters",
    "duban.measures",
    "duban.burden",
    "duban.accountability",
    "duban.archive",
    "duban.notifications",
    "duban.web",
]

MIDDLEWARE = [
    "duban.config.middleware.FrameMiddleware",
    "duban.config.middleware.ProxyAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "duban.web.middleware.ActorMiddleware",
    "duban.web.middleware.WordsMiddleware",
    "duban.web.middleware.DrillMiddleware",
    "duban.web.gate.SignedInMiddleware",
    "duban.web.gate.RefusalMiddleware",
]

ROOT_URLCONF = "duban.config.urls"
WSGI_APPLICATION = "duban.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["duban.web.template_loader.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "duban.web.context.shell",
            ],
        },
    },
]

DATABASES = {"default": env.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Signing in. All processes count tries together, in a table of the database.
AUTH_USER_MODEL = "organisations.Account"
AUTHENTICATION_BACKENDS = ["duban.web.signing.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "duban.organisations.selectors.signing_in.passwords.EasyToGuessValidator"},
    {"NAME": "duban.organisations.selectors.signing_in.passwords.KindsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "duban.web.signing.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "30/10m/ip,5/30m/key", "change_password": "5/m/user"}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "organisations_counted",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

SESSION_ENGINE = "duban.config.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_SECONDS = env.integer("DUBAN_IDLE_MINUTES", 15, 480) * 60  # GB/T 22239-2019 身份鉴别 b); A90
COOKIE_PREFIX = "__Host-" if HTTPS else ""  # a browser takes such a cookie from this host alone, and only over TLS
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "duban.config.said_once.Messages"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "duban.web.views.system.csrf_failure"

# What a browser is told. TLS ends at a proxy that sets X-Forwarded-Proto and X-Forwarded-For itself.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = DATA / "attachments"
FONT_FOLDERS = [DATA / "fonts", Path(env.text("DUBAN_FONTS", str(Path(__file__).parents[3] / ".fonts")))]
FONT_ROLES = DATA / "fonts" / "roles.toml"

# Issued documents: the kinds that carry a verification code, and the address under which it is checked.
VERIFIED_KINDS = env.words("DUBAN_VERIFIED_KINDS", "")
PUBLIC_ADDRESS = env.text("DUBAN_ADDRESS").rstrip("/")

# PDF out of a Word file that was handed in as the final text: `auto` looks for LibreOffice, `off`, or its path.
OFFICE_PROGRAM = env.text("DUBAN_OFFICE", "auto")
OFFICE_SECONDS = 120
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOADS = env.uploads()
# A virus scanner that reads a file from its standard input and ends with 0 for clean, 1 for found, e.g. `clamdscan -`.
VIRUS_SCANNER = env.text("DUBAN_SCANNER")
VIRUS_SCANNER_SECONDS = env.integer("DUBAN_SCANNER_SECONDS", 60, 3600)
ARCHIVE_CONVERTER = env.text("DUBAN_OFD_CONVERTER")
ARCHIVE_CONVERTER_SECONDS = env.integer("DUBAN_OFD_SECONDS", 60, 3600)
FILE_UPLOAD_HANDLERS = ["duban.documents.files.arrivals.NamelessUploadHandler"]
FILE_UPLOAD_TEMP_DIR = env.scratch_folder()
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(reference)s %(message)s"}},
    "filters": {"request": {"()": "duban.config.logs.RequestFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "duban": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
