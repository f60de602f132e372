from django.db import migrations

from duban.audit.guards import forwards
from duban.audit.renewal import RenewingMigration


class Migration(RenewingMigration):
    """Each chain vouches for its county and for what the installation is; payloads are not deleted."""

    vouched_before = {}
    vouched = {
        "shared_installation": (),
        "shared_jurisdiction": ("directory_version", "rulebook_version"),
    }

    dependencies = [("audit", "0003_access_count"), ("shared", "0002_named_tables")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
