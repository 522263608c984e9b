"""The settings of a test run: the real ones, cheaper where nothing is lost."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-and-so-no-secret-at-all-0123456789")
os.environ["DEBUG"] = "false"
os.environ["HTTPS"] = "false"
os.environ.setdefault("LOG_LEVEL", "WARNING")

from config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes 0.2 s on purpose
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STATIC_ROOT = DATA_DIR / "test-static"  # stays empty: whitenoise warns when it is missing
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
