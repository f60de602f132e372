import django.db.models.deletion
import duban.shared.refs
from django.db import migrations, models

from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """An entry says who held the document in hand; a change of a ruling is a row of its own until both bodies agree."""

    vouched = {"accountability_appeal": (), "accountability_ruling": (), "accountability_rulingkind": ()}

    dependencies = [
        ('accountability', '0003_findings_per_subject'),
        ('acts', '0002_owed_bearer'),
        ('shared', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='appeal',
            name='filed_proof',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='appeal',
            name='late_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='ruling',
            name='original_checked',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='ruling',
            name='original_seen',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='ruling',
            name='withheld',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name='rulingkind',
            name='corrected',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='ruling',
            name='attachment_ref',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=duban.shared.refs.new_ref, editable=False, max_length=12, unique=True)),
                ('state', models.CharField(default='active', max_length=24)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('office', models.CharField(max_length=16)),
                ('what', models.CharField(max_length=12)),
                ('organ', models.CharField(blank=True, max_length=80)),
                ('level', models.CharField(blank=True, max_length=4)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('dated_on', models.DateField(null=True)),
                ('text', models.TextField()),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('attachment_ref', models.CharField(blank=True, max_length=12)),
                ('original_seen', models.BooleanField(default=False)),
                ('original_checked', models.BooleanField(default=False)),
                ('proposed_by', models.CharField(max_length=40)),
                ('proposer_id', models.BigIntegerField(null=True)),
                ('proposed_organ', models.CharField(max_length=16)),
                ('confirmed_by', models.CharField(blank=True, max_length=40)),
                ('confirmer_id', models.BigIntegerField(null=True)),
                ('confirmed_organ', models.CharField(blank=True, max_length=16)),
                ('confirmed_on', models.DateField(null=True)),
                ('withheld', models.CharField(blank=True, max_length=12)),
                ('note', models.TextField(blank=True)),
                ('appeal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='accountability.appeal')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='acts.case')),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shared.jurisdiction')),
                ('ruling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='accountability.ruling')),
            ],
            options={
                'db_table': 'accountability_revision',
                'indexes': [models.Index(fields=['ruling', 'state'], name='accountability_revision_of')],
            },
        ),
    ]
