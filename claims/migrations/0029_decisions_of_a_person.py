import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F

from config.migrating import QuickMigration


class Migration(QuickMigration):
    dependencies = [("claims", "0028_parking_is_undone")]

    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(F("by"), F("id").desc(), name="decision_of_person_newest"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(F("by"), F("at").desc(), name="decision_of_person_since"),
        ),
        migrations.AlterField(
            model_name="decision",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RemoveIndex(model_name="decision", name="decision_to_undo"),
    ]
