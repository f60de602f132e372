"""A text that was edited in Word or WPS: handed in before approval, and then what is approved and issued."""

from __future__ import annotations

from collections.abc import Iterator

from duban.acts.beside import Answer, guards, lacking, worded
from duban.acts.gate.asked import Asked
from duban.acts.work import Done, act
from duban.documents.files.uploads import Upload
from duban.documents.final_text.content import Reckoned
from duban.documents.final_text.handed_in import give_up, standing, take
from duban.measures.actions.shared import done, spine
from duban.measures.models import Measure
from duban.measures.papers import drafted_paper
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles.measures import SPINES
from duban.organisations.selectors import directory
from duban.proceedings.actions.sign import sign
from duban.shared.actor import Actor


@clause("3.1.6", "3.2.3", "3.3.4")
@spine("upload_final")
@worded("必备内容仍然齐全，时限与登记的一致")
def upload_final(
    *,
    actor: Actor,
    kind: str,
    ref: str,
    expect: int | None = None,
    file: Upload | None,
    once: str | None = None,
) -> Done:
    """Take an edited .docx in place of the draft; refused where mandatory content is gone or a limit differs."""
    with act(actor, f"{kind}.upload_final", ref, expect=expect, once=once) as a:
        measure: Measure = a.object
        own = SPINES[kind]
        reckoned = Reckoned(
            directory(a.jurisdiction_id).unit(measure.unit_id).name,
            measure.deadline,
            measure.feedback_days,
            (own.addressed, own.limited, own.feedback),
        )
        taken = take(a, "document", drafted_paper(measure, "document"), file, reckoned)
        a.change(measure, final_digest=taken.row.sha256)
        a.internal = True
        sign(a, verdict="draft", opinion=taken.comparison.summary, label="上传定稿")
        a.say(changes=taken.comparison.summary)
    return done(a)


@guards("有上传的定稿")
def _final_there(asked: Asked) -> Iterator[Answer]:
    if standing(asked, "document") is None:
        yield lacking(asked.spec, "有上传的定稿", "没有上传的定稿。")


@spine("drop_final")
def drop_final(
    *, actor: Actor, kind: str, ref: str, expect: int | None = None, once: str | None = None
) -> Done:
    """Let the draft stand again; the text that was handed in stays on record."""
    with act(actor, f"{kind}.drop_final", ref, expect=expect, once=once) as a:
        give_up(a, "document")
        a.change(a.object, final_digest="")
        a.internal = True
        sign(a, verdict="draft", opinion="不用上传的定稿", label="不用定稿")
    return done(a)
