"""What the chain keeps of an act that was done, and of one that was refused."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import transaction

from duban.acts import terms
from duban.acts.kinds import kind_of
from duban.audit import chain
from duban.audit.models import Entry
from duban.mechanism.decision import as_data
from duban.mechanism.words.wording import one_mark
from duban.shared import clock
from duban.shared.errors import ActError, Unmet

if TYPE_CHECKING:
    from duban.acts.work import Work


def sentence_of(work: Work) -> str:
    """The sentence of the history: that of the act's row, with the names that the act supplied."""
    title = kind_of(work.kind).title(work.object) if work.object is not None else ""
    names = defaultdict(str, {"who": work.actor.name, "object": title, **work.said})
    return one_mark(work.words.say(work.spec.sentence.format_map(names)))


def done(work: Work, sentence: str) -> chain.Record:
    """What the chain keeps of an act that is done."""
    clauses = [work.spec.clause, *(clause for decision in work.decisions for clause in decision.clauses)]
    told = {
        "posts": [post.title for post in work.actor.posts],
        "behalf": [post.behalf_name for post in work.actor.posts if post.behalf_id],
        "clauses": list(dict.fromkeys(clause for clause in clauses if clause)),
        "changes": work.changes,
        "decisions": [as_data(decision) for decision in work.decisions],
        "milestone": work.spec.milestone,
        "internal": work.internal,
        **work.extra,
    }
    return _record(work, Entry.Outcome.DONE, sentence, told, behalf_id=work.behalf_id, digests=work.digests)


def refuse(work: Work, error: ActError) -> None:
    """Put a refusal on the chain in a transaction of its own."""
    decision = error.decision if isinstance(error, Unmet) else None
    told = {
        "clauses": list(decision.clauses) if decision else [error.clause] if error.clause else [],
        "reason": type(error).__name__,
        "decisions": [as_data(decision)] if decision else [],
    }
    sentence = f"{work.actor.name}办理“{work.spec.label}”未受理：{error.message}"
    with transaction.atomic():
        chain.append(_record(work, Entry.Outcome.REFUSED, sentence, told))


def _record(work: Work, outcome: str, sentence: str, told: dict[str, Any], **more: Any) -> chain.Record:
    payload = {
        "who": work.actor.name,
        "post": work.actor.title,
        "via": work.actor.via,
        "act": work.spec.key,
        "label": work.spec.label,
        "sentence": sentence,
        "pack": terms.version_of(work),
        **told,
    }
    return chain.Record(
        jurisdiction_id=work.jurisdiction_id,
        act=work.spec.key,
        outcome=outcome,
        actor_id=work.actor.person_id,
        occurred_at=work.at,
        recorded_at=clock.now(),
        payload=work.words.say_all(payload),
        case_id=work.case.pk if work.case else None,
        object_kind=work.kind,
        object_id=work.object.pk if work.object is not None else None,
        object_version=getattr(work.object, "version", None),
        **more,
    )
