from django.db import migrations, models

# The words of each row of Findable, with the same number. Stored beside the index, because rows of an index without
# them cannot be taken out again by the SQLite of Debian 12 (3.40). Tokens are ours: letters, digits, "_" and "-".
SQLITE = """
CREATE VIRTUAL TABLE directory_words USING fts5(
    tokens, detail=none, columnsize=0, tokenize="ascii tokenchars '_-'"
)
"""
POSTGRESQL = (
    "CREATE TABLE directory_words (id bigint PRIMARY KEY, tokens tsvector NOT NULL)",
    "CREATE INDEX directory_words_tokens ON directory_words USING gin (tokens) WITH (fastupdate = off)",
)


def make(apps, schema_editor):
    for step in (SQLITE,) if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(step)


def take_away(apps, schema_editor):
    schema_editor.execute("DROP TABLE directory_words")


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_the_network_map")]

    operations = [
        migrations.AddField(
            "findable",
            "alliance",
            models.ForeignKey(
                db_index=False, null=True, on_delete=models.deletion.PROTECT, related_name="+", to="people.alliance"
            ),
        ),
        migrations.AddField("findable", "kind", models.CharField(default="", max_length=20)),
        migrations.AddField("findable", "terms", models.BigIntegerField(default=0)),
        migrations.AddField("findable", "checked", models.IntegerField(default=0)),
        migrations.AddField("findable", "sorts_as", models.CharField(default="", max_length=60)),
        migrations.AddField("findable", "spans_to", models.DateField(null=True)),
        migrations.AddField("findable", "made_by", models.BigIntegerField(default=0)),
        migrations.AddIndex("somewhere", models.Index(fields=["latitude"], name="directory_name_north")),
        migrations.RunPython(make, take_away),
    ]
