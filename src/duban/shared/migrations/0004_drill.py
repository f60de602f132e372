"""An installation may be a drill, and then it stays one."""

from __future__ import annotations

from django.db import migrations, models

from duban.shared.guards import GUARD

_KINDS = [("live", "正式"), ("demo", "演示"), ("rehearsal", "推演"), ("drill", "演练")]


class Migration(migrations.Migration):
    dependencies = [("shared", "0003_bounds")]

    operations = [
        migrations.RemoveConstraint("installation", "shared_installation_kind_known"),
        migrations.AlterField("installation", "kind", models.CharField(choices=_KINDS, default="live", max_length=12)),
        migrations.AddConstraint(
            "installation",
            models.CheckConstraint(
                condition=models.Q(("kind__in", ["live", "demo", "rehearsal", "drill"])),
                name="shared_installation_kind_known",
            ),
        ),
        migrations.RunPython(GUARD.forwards, GUARD.backwards),
    ]
