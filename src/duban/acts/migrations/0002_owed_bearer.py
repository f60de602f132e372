from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('acts', '0001_initial'),
        ('shared', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='obligation',
            name='acts_owed_unit',
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(fields=['jurisdiction', 'outcome', 'unit_id', 'role', 'person_id'], name='acts_owed_bearer'),
        ),
    ]
