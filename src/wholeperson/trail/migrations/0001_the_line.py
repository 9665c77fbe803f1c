from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=64)),
                ("deed", models.CharField(max_length=100)),
                ("about_kind", models.CharField(max_length=64)),
                ("about_id", models.CharField(max_length=64)),
                ("sentence", models.CharField(max_length=200)),
            ],
            options={"indexes": [models.Index(fields=["about_id", "at"], name="trail_about_at")]},
        ),
    ]
