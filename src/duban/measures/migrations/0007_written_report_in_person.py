"""The written report of an interview is handed in by the principal leader: what is still owed moves to the principal."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations

from duban.audit.renewal import RenewingMigration


def to_the_principal(registry: Apps, editor: Any) -> None:
    """Open duties of this kind are the principal's, in person."""
    open_now = registry.get_model("acts", "Obligation").objects.filter(act="interview.hand_report", outcome="open")
    open_now.update(role="PRINCIPAL", in_person=True, label="约谈时提交书面报告（本人）")


def to_the_liaison(registry: Apps, editor: Any) -> None:
    """As it was."""
    open_now = registry.get_model("acts", "Obligation").objects.filter(act="interview.hand_report", outcome="open")
    open_now.update(role="LIAISON", in_person=False, label="约谈时提交书面报告")


class Migration(RenewingMigration):

    vouched = {'acts_obligation': ()}

    dependencies = [
        ('acts', '0002_owed_bearer'),
        ('audit', '0002_guards'),
        ('measures', '0006_series_start'),
    ]

    operations = [migrations.RunPython(to_the_principal, to_the_liaison)]
