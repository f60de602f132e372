"""The sealed copy of a document is filed in its case, after it was held against the text that was issued."""

from __future__ import annotations

from typing import Any

from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, act
from duban.documents.files.kept import keep_uploads
from duban.documents.official import copies
from duban.documents.official.kinds import KINDS
from duban.documents.official.models import IssuedCopy
from duban.documents.official.sealed import differences, readable_text
from duban.matters.actions.shared import done
from duban.mechanism.clauses import clause
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

LABEL = "正式件（用印）"
_TOLD = 4


@clause("3.1.3")
@performs("matter.file_sealed")
@worded("读得出文字的，文号、标题和各段与印发的文本一致")
def file_sealed(
    *, actor: Actor, ref: str, expect: int | None = None, paper: str, file: Any, once: str | None = None
) -> Done:
    """Keep the sealed copy beside its document; one whose text is another's is refused with what differs."""
    with act(actor, "matter.file_sealed", ref, expect=expect, once=once) as a:
        copy = IssuedCopy.objects.filter(case=a.case, ref=paper).exclude(issued_on=None).first()
        if copy is None:
            raise Invalid({"paper": "本件没有这份已印发的公文。"})
        keep_uploads(a, file, internal=False, label=LABEL, represents=copy.ref)
        text = readable_text(file.name, file.content)
        missing = differences(copies.paper_of(copy), text) if text.strip() else []
        if missing:
            a.refuse_input(file=f"与印发的文本不一致，读不到：{'、'.join(missing[:_TOLD])}。请核对是不是这件公文。")
        a.say(
            title=f"{KINDS[copy.kind].label}{copy.number}",
            outcome="文号、标题和各段与印发的文本一致" if text.strip() else "是图像，读不出文字，未比对",
        )
    return done(a)
