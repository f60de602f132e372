import django.db.models.deletion
import duban.shared.refs
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0001_initial'),
        ('measures', '0002_measure_final_digest'),
        ('shared', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PastMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=duban.shared.refs.new_ref, editable=False, max_length=12, unique=True)),
                ('state', models.CharField(default='active', max_length=24)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('kind', models.CharField(max_length=12)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('issued_on', models.DateField()),
                ('title', models.CharField(max_length=120)),
                ('unit_id', models.BigIntegerField()),
                ('principals', models.CharField(blank=True, max_length=120)),
                ('deputies', models.CharField(blank=True, max_length=120)),
                ('handlers', models.CharField(blank=True, max_length=120)),
                ('basis', models.TextField(blank=True)),
                ('deadline', models.DateField(null=True)),
                ('approver', models.CharField(blank=True, max_length=60)),
                ('office', models.CharField(max_length=16)),
                ('result', models.CharField(max_length=12)),
                ('ended_on', models.DateField(null=True)),
                ('source_class', models.CharField(blank=True, max_length=4)),
                ('entered_by', models.CharField(max_length=40)),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shared.jurisdiction')),
                ('matter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='past_measures', to='matters.matter')),
            ],
            options={
                'db_table': 'measures_pastmeasure',
                'abstract': False,
            },
        ),
        migrations.AlterField(
            model_name='registryrow',
            name='measure',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registry_rows', to='measures.measure'),
        ),
        migrations.AddField(
            model_name='registryrow',
            name='past',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registry_rows', to='measures.pastmeasure'),
        ),
    ]
