"""Steps of an act that take an edited text in place of the draft, or give it up again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from duban.acts.gate.asked import Asked
from duban.acts.work import Work
from duban.documents.files.kept import keep_upload
from duban.documents.files.uploads import Upload
from duban.documents.final_text.changes import DraftComparison, compare
from duban.documents.final_text.content import Reckoned, stated
from duban.documents.final_text.models import FinalText
from duban.documents.inspection.verdicts import Refused
from duban.documents.intake import apart
from duban.documents.intake.limits import limits
from duban.documents.papers.model import Paper
from duban.shared.errors import Invalid

if TYPE_CHECKING:
    from duban.documents.final_text.edited import Edited

LABEL = "定稿"


@dataclass(frozen=True)
class TakenText:
    """What was taken in, and how it differs from the draft."""

    row: FinalText
    comparison: DraftComparison


def take(work: Work, part: str, draft: Paper, file: Upload | None, reckoned: Reckoned) -> TakenText:
    """Keep an edited .docx as the final text of the object of this act; refused where something mandatory is gone."""
    # What reads and sets texts takes its time to load.
    from duban.documents.papers import word
    from duban.documents.reading.word.text import paragraphs

    if file is None:
        raise Invalid({"file": "请选择改好的 Word 文件。"})
    edited = _read(file, draft)
    reading = edited.reading
    attachment = keep_upload(work, file, internal=True, label=LABEL)
    work.require(stated(reading, reckoned, work.words))
    comparison = compare(paragraphs("拟稿.docx", word.render(draft)), edited.paragraphs)
    give_up(work, part)
    row = work.create(
        FinalText(
            case=work.case,
            object_kind=work.kind,
            object_id=work.object.pk,
            part=part,
            attachment=attachment,
            sha256=hashlib.sha256(file.content).hexdigest(),
            content=reading.paper.to_json(),
            text_sha256=reading.paper.text_sha256(),
            changes=comparison.as_data(),
            by=work.actor.name,
            by_id=work.actor.person_id,
            at=work.at,
        )
    )
    return TakenText(row, comparison)


def _read(file: Upload, draft: Paper) -> Edited:
    """The edited .docx as the guarded process reads it; Invalid with the reason, and where a place is gone."""
    from duban.documents.final_text.edited import unpacked

    if not file.name.lower().endswith(".docx"):
        raise Invalid({"file": f"“{file.name}”不是 .docx 文件。请在 Word 或 WPS 里另存为 .docx。"})
    shape = limits().shape((".docx",))
    try:
        edited = unpacked(apart.read_apart("edited", file.name, file.content, shape, draft.to_json()))
    except Refused as error:
        raise Invalid({"file": error.message}) from error
    if edited.lacking:
        places = "、".join(edited.lacking)
        raise Invalid(
            {"file": f"定稿里没有填{places}的地方。请从下载的拟稿改起，保留这一行，印发时由系统填写。"}
        )
    return edited


def current(kind: str, obj: Any, part: str) -> FinalText | None:
    """The final text of a document of an object; None where the draft stands."""
    rows = FinalText.objects.filter(object_kind=kind, object_id=obj.pk, part=part, current=True)
    return rows.select_related("attachment").order_by("-pk").first()


def standing(asked: Asked, part: str) -> FinalText | None:
    """The same for an act, read once."""
    return asked.once_read(f"final:{part}", lambda: current(asked.kind, asked.object, part))


def give_up(work: Work, part: str) -> FinalText | None:
    """Let the draft stand again; the text that was handed in stays on record."""
    before = standing(work, part)
    if before is not None:
        work.change(before, current=False)
    return before
