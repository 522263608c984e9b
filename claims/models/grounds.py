"""
Grounds: why a program read a mention as it did, and what the article around it tells.

Beside the mention, since lists of mentions need none of it.
"""

import pgtrigger
from django.db import models

from claims.models.mention import Mention
from claims.models.rules import refuse_when


class Grounds(models.Model):
    """
    reasons: a list of {"of", "rule", "words": [[role, start, end, exact], …]}, as `explaining.Why` writes it.

    told: what the article tells of the figure beyond the claim, for the comparison, as `comparison.stored` writes it.
    Offsets are code points in the version's text. Written once; a person's correction leaves it as it was.
    """

    mention = models.OneToOneField(
        Mention, on_delete=models.CASCADE, primary_key=True, related_name="grounds"
    )
    reasons = models.JSONField()
    told = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name_plural = "grounds"
        triggers = [
            refuse_when(
                "TRUE",
                name="grounds_never_changed",
                message="What a program relied on is never changed.",
                operation=pgtrigger.Update,
            ),
        ]

    def __str__(self) -> str:
        return f"why mention {self.mention_id} was read so"
