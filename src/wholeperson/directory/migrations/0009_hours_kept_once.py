from django.db import migrations, models


class Migration(migrations.Migration):
    """Open times are kept once for all that keep the same. They are made anew from what is kept, with the rows."""

    dependencies = [("directory", "0008_front_desks")]

    operations = [
        migrations.DeleteModel("OpenSpan"),
        migrations.CreateModel(
            name="Hours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=32, unique=True)),
                ("first", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="OpenSpan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.BigIntegerField()),
                ("end", models.BigIntegerField()),
                (
                    "hours",
                    models.ForeignKey(
                        db_index=False, on_delete=models.deletion.CASCADE, related_name="+", to="directory.hours"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["hours", "start", "end"], name="directory_hours_span")],
            },
        ),
        migrations.AddIndex(
            "resource", models.Index(fields=["merged_into", "id"], name="directory_resource_shown")
        ),
        migrations.AddIndex(
            "resource",
            models.Index(
                condition=models.Q(("kept_safe", True)), fields=["organization"], name="directory_resource_safe"
            ),
        ),
        migrations.AddField("findable", "several", models.BooleanField(default=False)),
        migrations.AddField(
            "findable",
            "hours",
            models.ForeignKey(
                null=True, on_delete=models.deletion.PROTECT, related_name="findables", to="directory.hours"
            ),
        ),
    ]
