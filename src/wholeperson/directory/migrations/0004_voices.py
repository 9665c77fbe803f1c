from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("directory", "0002_words_to_find_by"),)

    operations = (
        migrations.AddField(model_name="review", name="looked_by", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="review", name="second_asked_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="review", name="second_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="offer", name="stopped_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="offer", name="worries", field=models.JSONField(default=list)),
    )
