"""The documents on which the county's rules rest, as filed: extensions, superior documents, amended notices (八, 九),
and those on which appointments rest (一)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from duban.acts.sight.visibility import visible_rows
from duban.documents.files.selectors import KeptFile, kept_of
from duban.documents.models import Attachment
from duban.mechanism.clauses import clause
from duban.organisations.models import PostList
from duban.rulebook.models import Notice, PackDraft, SuperiorRule
from duban.shared.actor import Actor

_MODELS: Mapping[str, Any] = {"notice": Notice, "packdraft": PackDraft, "override": SuperiorRule, "postlist": PostList}


@clause("1.2", "8", "9")
def rule_files(*, actor: Actor) -> Mapping[str, tuple[KeptFile, ...]]:
    """The files by the reference of the notice, the version, the superior document or the list on which they hang."""
    rows = visible_rows(actor, "attachment").filter(object_kind__in=_MODELS).exclude(state=Attachment.State.FROZEN)
    filed: dict[str, dict[int, list[KeptFile]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("pk"):
        filed[row.object_kind][row.object_id].append(kept_of(row))
    return {
        ref: tuple(files[key])
        for kind, files in filed.items()
        for key, ref in _MODELS[kind].objects.filter(pk__in=files).values_list("pk", "ref")
    }
