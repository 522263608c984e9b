"""
All settings, top to bottom; what varies comes from the environment (`.env.example` lists every name).

No secret has a default, DEBUG is off unless set, and cookies want HTTPS unless DEBUG or HTTPS=false.
"""

from datetime import timedelta

from config.database import database_settings, is_embedded
from config.env import BASE_DIR as BASE_DIR  # others read it off the settings
from config.env import env_bool, env_int, env_list, env_str
from config.localpg import DATA_DIR
from config.secret import local_secret

# -- where and how we run -----------------------------------------------------------------------------------------

DEBUG = env_bool("DEBUG", False)
# The embedded database means one machine and one person: its key is made on the spot. A real server wants a real one.
SECRET_KEY = env_str("SECRET_KEY", "") or (local_secret() if is_embedded() else env_str("SECRET_KEY"))
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", "")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",  # before staticfiles: runserver serves files as the real server does
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.admin",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "axes",
    "csp",
    "sources",
    "claims",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.unreadable.refuse_nul",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.signed_out.SignedInOnly",
    "config.astray.explain_not_allowed",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",  # after authentication: it notes who
    "axes.middleware.AxesMiddleware",  # last: it turns a lockout into the 429 page
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials"],  # part of Django from 6.0 on
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.context.navigation",
            ],
        },
    },
]

# -- data ---------------------------------------------------------------------------------------------------------

DATABASES = {"default": database_settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PGHISTORY_APPEND_ONLY = True  # event rows are deletable by default
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

# -- files --------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # names with a hash of the content, cached for ever; while developing the plain files
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# -- people -------------------------------------------------------------------------------------------------------

LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "questions"
LOGOUT_REDIRECT_URL = "sign_in"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # the address alone would lock out a whole office
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "config.errors.locked_out"
AXES_VERBOSE = False

# -- what a browser may do ----------------------------------------------------------------------------------------

HTTPS = env_bool("HTTPS", not DEBUG)  # false only where the pages are read over plain http on this machine
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by the machine beside it, without a certificate
SECURE_HSTS_SECONDS = env_int("HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("BEHIND_PROXY", False) else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# -- reading articles ---------------------------------------------------------------------------------------------

COUNTERCLAIM_SPACY_MODEL = env_str("COUNTERCLAIM_SPACY_MODEL", "")  # "" = the shipped one; "blank" = none
ON_VERSION_STORED = (
    "claims.services.recording.read_version"  # called as f(version, by=…); sources knows no claims
)
IMPORT_MAX_BYTES = env_int("IMPORT_MAX_BYTES", 50_000_000)  # one upload, all its files together
IMPORT_MAX_ITEMS = env_int("IMPORT_MAX_ITEMS", 5_000)  # articles in one batch
IMPORT_MAX_ITEM_BYTES = env_int("IMPORT_MAX_ITEM_BYTES", 5_000_000)  # one article, unpacked
IMPORT_MAX_ZIP_RATIO = env_int("IMPORT_MAX_ZIP_RATIO", 100)  # unpacked to packed; text packs 3 to 10 times
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a decision says two things of each claim under its question
DATA_UPLOAD_MAX_MEMORY_SIZE = IMPORT_MAX_BYTES + 1_000_000  # pasted text is a form field, not a file

# -- background work ----------------------------------------------------------------------------------------------

PROCRASTINATE_IMPORT_PATHS = ["config.tasks"]  # beside the `tasks` of every app
PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": 1,  # reading text is Python at work: more workers, not more threads
    "delete_jobs": "successful",  # what they did is recorded where it was done
    "update_heartbeat_interval": 5,  # seconds
    "stalled_worker_timeout": 20,  # seconds; config/tasks.py takes up the jobs of such a worker
}

# -- what is said about it ----------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env_str("LOG_LEVEL", "INFO")},
    "loggers": {
        "axes": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
        "django.server": {"propagate": True},
    },
}
