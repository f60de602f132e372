"""What is recorded of a refused marking: the fact, level, rule and size; never a word of the text or of the name."""

from __future__ import annotations

import logging

from django.db import transaction

from duban.audit import chain
from duban.audit.models import Entry
from duban.documents.inspection.marking import rules
from duban.documents.inspection.verdicts import Noticed
from duban.mechanism.lifecycles import ACTS
from duban.shared import clock
from duban.shared.actor import Actor

logger = logging.getLogger("duban.intake")


def marked_message(finding: Noticed) -> str:
    """What may be kept of a marking that was refused."""
    return f"有国家秘密标志（规则 {finding.rule}，{finding.level.value}），没有接收，不留内容"


def record_marked(actor: Actor, act: str, finding: Noticed, size: int) -> None:
    """Put the refusal on the chain in a transaction of its own."""
    now, label = clock.now(), ACTS[act].label if act in ACTS else "上传"
    payload = {
        "who": actor.name,
        "post": actor.title,
        "via": actor.via,
        "act": act or "upload",
        "label": label,
        "sentence": f"{actor.name}办理“{label}”时交来的内容{marked_message(finding)}。",
        "clauses": [],
        "reason": "Marked",
        "decisions": [],
        "marking": {
            "rule": finding.rule,
            "level": finding.level.value,
            "size": size,
            "rules_version": rules().version,
        },
    }
    logger.warning("a classified marking was refused: rule %s, %d bytes", finding.rule, size)
    with transaction.atomic():
        chain.append(
            chain.Record(
                jurisdiction_id=actor.jurisdiction_id,
                act=act or "upload",
                outcome=Entry.Outcome.REFUSED,
                actor_id=actor.person_id,
                occurred_at=now,
                recorded_at=now,
                payload=payload,
            )
        )
