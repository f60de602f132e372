"""A used key names its county by key."""

from __future__ import annotations

from django.db import migrations

from duban.shared.models import Key
from duban.shared.database.operations import BecomeKeys


class Migration(migrations.Migration):
    dependencies = [("acts", "0004_typed_messages"), ("shared", "0001_initial")]

    operations = [BecomeKeys({"usedkey": {"jurisdiction_id": ("jurisdiction", Key("shared.jurisdiction"))}})]
