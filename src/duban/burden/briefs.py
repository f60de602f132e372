"""What is to be read beside the forms of 减负."""

from __future__ import annotations

from duban.acts.beside import ToRead, given, reads, when
from duban.burden.models import Complaint
from duban.burden.selectors.complaints import signature
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor


@reads
def _complaint(actor: Actor, act: Act, row: Complaint) -> ToRead:
    about = row.about.name if row.about else "不针对个人"
    told = (("类别", row.sort), ("反映谁", about), ("提出人", signature(row)), ("时间", when(row.created_at)), ("内容", row.text))
    return ToRead("投诉建议", given(*told))
