"""The tokens of what papers that were issued say, and of the names of files."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from duban.audit.renewal import RenewingMigration
from duban.documents.official.plain import plain_text
from duban.mechanism.tokens import tokens
from duban.shared.database import bulk

_COLUMNS = ("jurisdiction_id", "gram", "case_id")
_PORTION = 5000
_ON = ("letter", "interview", "listing")
_READ = (
    "supervision_letter", "interview_notice", "interview_change", "listing_notice", "listing_circular", "release_notice",
    "pause_notice", "extension_reply", "conclusion",
)  # fmt: skip


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write the tokens of every text, some thousand rows at a time."""
    token, waiting = apps.get_model("acts", "Token"), set[tuple[int, int, int]]()
    for county, case, text in _texts(apps):
        waiting.update((county, gram, case) for gram in tokens(text))
        if len(waiting) > _PORTION:
            bulk.insert_values(token, _COLUMNS, sorted(waiting), known="left")
            waiting.clear()
    bulk.insert_values(token, _COLUMNS, sorted(waiting), known="left")
    editor.connection.check_constraints()


def _texts(apps: Apps) -> Iterator[tuple[int, int, str]]:
    copies = apps.get_model("documents", "IssuedCopy")._base_manager.filter(object_kind__in=_ON, kind__in=_READ)
    rows = copies.exclude(state="frozen").filter(case__isnull=False).order_by("pk")
    for county, case, number, content in rows.values_list("jurisdiction_id", "case_id", "number", "content").iterator(500):
        yield county, case, number
        yield county, case, plain_text(content)
    files = apps.get_model("documents", "Attachment")._base_manager.filter(object_kind__in=("matter", *_ON), level="clean")
    named = files.filter(state__in=("kept", "superseded"), case__isnull=False).order_by("pk")
    yield from named.values_list("jurisdiction_id", "case_id", "name").iterator(2000)


class Migration(RenewingMigration):
    """No vouched row changes."""

    dependencies = [("documents", "0009_bounds"), ("measures", "0017_tokens_in_one_form")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
