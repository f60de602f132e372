from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("measures", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="final_digest",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
