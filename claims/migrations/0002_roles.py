"""One group per role, so that a person can be given a role before anybody opened the people page."""

from django.db import migrations

from config.migrating import QuickMigration

ROLES = ["analyst", "reviewer", "adjudicator", "admin"]


def add_groups(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(QuickMigration):
    dependencies = [("claims", "0001_claims_and_decisions"), ("auth", "0012_alter_user_first_name_max_length")]

    # groups stay when the migration is undone: people may hold them
    operations = [migrations.RunPython(add_groups, migrations.RunPython.noop)]
