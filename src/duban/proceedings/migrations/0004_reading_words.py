from django.db import migrations, models


class Migration(migrations.Migration):
    """The word for what is laid before a leader; no column changes."""

    dependencies = [
        ('proceedings', '0003_reached_values'),
    ]

    operations = [
        migrations.AlterField(
            model_name='receipt',
            name='what',
            field=models.CharField(
                choices=[('original', '主送'), ('copy', '抄送'), ('circulation', '通报'), ('reading', '呈领导阅')], max_length=12
            ),
        ),
    ]
