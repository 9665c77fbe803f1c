"""Each asking of another directory: a row that waits for the worker, then who has it in hand, then what came of it."""

from django.db import models

from wholeperson.directory.models.notes import LISTED, inner, open_fields
from wholeperson.directory.models.resources import Source
from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import Kind, PrivacyNote


class Asking(Record):
    """One asking of a source. While it is open nobody else begins one; ``claim`` says who has it in hand."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    whole = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)

    privacy = PrivacyNote(
        *open_fields("source", "begun_at", "ended_at", "claimed_until", "whole", "counts", "problems"),
        inner("claim", Kind.OPAQUE, kept=LISTED),
    )

    class Meta:
        indexes = (models.Index(fields=("source", "created_at"), name="directory_asking_last"),)
        constraints = (
            models.UniqueConstraint(
                fields=("source",), condition=models.Q(ended_at__isnull=True), name="directory_one_asking"
            ),
        )

    def __str__(self) -> str:
        return "ended" if self.ended_at else "open"
