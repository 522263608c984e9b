from django.db import migrations, models

from config.migrating import QuickMigration


class Migration(QuickMigration):
    dependencies = [("claims", "0023_task_stream")]

    operations = [
        migrations.AddIndex(
            model_name="claim", index=models.Index(fields=["figure", "id"], name="claim_same_figure")
        ),
        migrations.AddIndex(
            model_name="population",
            index=models.Index(fields=["-suggested", "name", "id"], name="population_as_listed"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["-suggested", "name", "id"], name="place_as_listed"),
        ),
    ]
