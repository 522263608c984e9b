"""The app of who publishes and who speaks, and of the exact texts. It knows nothing of claims."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Sources and articles"
