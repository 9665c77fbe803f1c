"""Whose record a line touched, by which tie or membership, and which part. The guard is down only while this runs."""

import importlib

from django.db import migrations, models

from wholeperson.foundation import ids

guard = importlib.import_module("wholeperson.trail.migrations.0002_it_only_grows")


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_it_only_grows")]

    operations = [
        migrations.RunPython(guard.take_down, guard.put_up),
        migrations.AddField("line", "ref", models.UUIDField(default=ids.new_id)),
        migrations.AddField("line", "whose", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("line", "through", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("line", "part", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddIndex("line", models.Index(fields=["whose", "at"], name="trail_whose_at")),
        migrations.RunPython(guard.put_up, guard.take_down),
    ]
