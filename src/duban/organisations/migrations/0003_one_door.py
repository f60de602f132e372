"""One spelling for the name of an account, a password for one sign-in, and the table in which tries are counted."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, ClassVar

from django.db import migrations, models
from django.db.models.functions import Lower

from duban.audit.renewal import RenewingMigration, Tables
from duban.organisations.models import one_spelling


def one_spelling_each(apps: Any, schema_editor: Any) -> None:
    """Write every name in its one spelling; names that then are the same are named, and nothing is changed."""
    accounts = list(apps.get_model("organisations", "Account")._base_manager.all())
    same: dict[str, list[str]] = defaultdict(list)
    for account in accounts:
        same[one_spelling(account.username)].append(account.username)
    collisions = ["、".join(sorted(names)) for names in same.values() if len(names) > 1]
    if collisions:
        told = "；".join(sorted(collisions))
        raise ValueError(f"这些账号只是写法不同，升级以后会成为同一个：{told}。请先在旧版本里停用、改名，再升级。")
    for account in accounts:
        if account.username != one_spelling(account.username):
            account.username = one_spelling(account.username)
            account.save(update_fields=["username"])


class Migration(RenewingMigration):
    # From here on the record vouches for accounts: name, person, password, and whether they are open.
    vouched_before: ClassVar[Tables] = {}
    vouched: ClassVar[Tables] = {"organisations_account": ("last_login", "spent")}
    dependencies = [("organisations", "0002_signatories"), ("shared", "0001_initial")]

    operations = [
        migrations.CreateModel(
            "Counted",
            [
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "organisations_counted"},
        ),
        migrations.AddField("account", "for_one_sign_in", models.BooleanField(default=False)),
        migrations.AddField("account", "notice", models.CharField(blank=True, max_length=200)),
        migrations.AddField("account", "notice_until", models.DateTimeField(null=True)),
        migrations.AddField("account", "spent", models.BooleanField(default=False)),
        migrations.AlterModelTable("account", "organisations_account"),
        migrations.RunPython(one_spelling_each, migrations.RunPython.noop),
        migrations.AddConstraint(
            "account",
            models.CheckConstraint(
                condition=models.Q(username=Lower("username")), name="organisations_account_spelling"
            ),
        ),
    ]
