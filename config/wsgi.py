"""The web application for gunicorn: `gunicorn config.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# Everything that stays is loaded now, and garbage is no longer looked for in it: that held a page up by some 80 ms.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
