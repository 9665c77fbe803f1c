from django.db import migrations

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

    operations = [migrations.RunPython(make, take_away)]
