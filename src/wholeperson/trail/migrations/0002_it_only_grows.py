"""The database itself keeps the trail append-only, whatever a program tries."""

from django.db import migrations

GUARD = {
    "sqlite": "CREATE TRIGGER trail_line_keeps_{name} BEFORE {verb} ON trail_line "
    "BEGIN SELECT RAISE(ABORT, 'The trail only grows.'); END",
    "postgresql": "CREATE TRIGGER trail_line_keeps_{name} BEFORE {verb} ON trail_line "
    "FOR EACH STATEMENT EXECUTE FUNCTION trail_only_grows()",
}
VERBS = {"sqlite": ("UPDATE", "DELETE"), "postgresql": ("UPDATE", "DELETE", "TRUNCATE")}
REFUSE = (
    "CREATE FUNCTION trail_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'The trail only grows.' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def put_up(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(REFUSE)
    for verb in VERBS[vendor]:
        schema_editor.execute(GUARD[vendor].format(name=verb.lower(), verb=verb))


def take_down(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for verb in VERBS[vendor]:
        on = " ON trail_line" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER trail_line_keeps_{verb.lower()}{on}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION trail_only_grows()")


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_the_line")]

    operations = [migrations.RunPython(put_up, take_down)]
