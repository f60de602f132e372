import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='attachment', name='documents_attachment_case'),
        migrations.RenameField(model_name='attachment', old_name='at', new_name='created_at'),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['case', '-created_at'], name='documents_attachment_case'),
        ),
        migrations.AddField(model_name='attachment', name='state', field=models.CharField(default='kept', max_length=24)),
        migrations.AlterField(model_name='attachment', name='state', field=models.CharField(default='active', max_length=24)),
        migrations.AddField(model_name='attachment', name='version', field=models.PositiveIntegerField(default=1)),
        migrations.AddField(model_name='attachment', name='received_sha256', field=models.CharField(blank=True, default='', max_length=64), preserve_default=False),
        migrations.AddField(model_name='attachment', name='by_id', field=models.BigIntegerField(null=True)),
        migrations.AddField(model_name='attachment', name='level', field=models.CharField(default='clean', max_length=8)),
        migrations.AddField(model_name='attachment', name='why', field=models.CharField(blank=True, default='', max_length=400), preserve_default=False),
        migrations.AddField(model_name='attachment', name='rules', field=models.JSONField(default=list)),
        migrations.AddField(model_name='attachment', name='declared', field=models.BooleanField(default=False)),
        migrations.AddField(model_name='attachment', name='looked_by', field=models.CharField(blank=True, default='', max_length=40), preserve_default=False),
        migrations.AddField(model_name='attachment', name='looked_at', field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name='attachment',
            name='replaces',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment'),
        ),
        migrations.AddField(model_name='attachment', name='edition', field=models.PositiveSmallIntegerField(default=1)),
        migrations.AddField(model_name='attachment', name='represents', field=models.CharField(blank=True, default='', max_length=40), preserve_default=False),
    ]
