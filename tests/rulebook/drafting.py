"""Steps with a drafted version of the rules: opened, changed, tried, submitted, confirmed by two persons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from duban.demo.papers import scanned
from duban.rulebook.actions.checking import check_draft, go_through
from duban.rulebook.actions.confirming import agree_to_draft, confirm_draft, submit_draft
from duban.rulebook.actions.drafting import draft_pack_version, set_parameter
from duban.rulebook.actions.notices import confirm_extension, extend_notice
from duban.rulebook.models import Notice, PackDraft
from duban.shared.errors import Unmet
from tests.personas import County

SINCE = date(2026, 4, 1)
PAPER = scanned("依据的文件", "经研究，同意印发。")
SOURCE, REASON = "《关于修订督查联动机制的通知》（X委办字〔2026〕14号）", "常委会会议议定"


def opened(county: County, who: str = "inspector", **given: Any) -> str:
    values = {"title": "第二次调整", "effective_on": SINCE, "reason": "反馈周期太密", **given}
    return draft_pack_version(actor=county.actor(who), **values).ref


def put(county: County, ref: str, key: str, value: Any, who: str = "inspector", **given: Any) -> None:
    set_parameter(
        actor=county.actor(who),
        ref=ref,
        parameter=key,
        value=value,
        **{"source": SOURCE, "reason": REASON, "file": PAPER, **given},
    )


def tried(county: County, ref: str, who: str = "inspector") -> None:
    check_draft(actor=county.actor(who), ref=ref)
    go_through(jurisdiction_id=county.jurisdiction_id, ref=ref)


def submitted(county: County, values: dict[str, Any], **given: Any) -> str:
    ref = opened(county, **given)
    for key, value in values.items():
        put(county, ref, key, value)
    tried(county, ref)
    submit_draft(actor=county.inspector, ref=ref)
    return ref


def confirmed(county: County, values: dict[str, Any], **given: Any) -> str:
    ref = submitted(county, values, **given)
    agree_to_draft(actor=county.office_head, ref=ref)
    confirm_draft(actor=county.magistrate, ref=ref)
    return ref


def extended(county: County, until: date, dated_on: date, number: str = "X委办字〔2027〕1号") -> None:
    """The trial is extended: registered by 县长, confirmed by the head of the other office."""
    ref = Notice.objects.latest("pk").ref
    extend_notice(
        actor=county.magistrate, ref=ref, number=number, title="关于延长试行期的通知", dated_on=dated_on, until=until,
        file=PAPER,
    )  # fmt: skip
    confirm_extension(actor=county.gov_head, ref=ref)


@contextmanager
def unmet(words: str) -> Iterator[None]:
    """The block is refused, and one of the conditions that are missing says these words."""
    with pytest.raises(Unmet) as refused:
        yield
    told = [f"{reason.condition}：{reason.finding}" for reason in refused.value.decision.missing]
    assert any(words in text for text in told), told


def row(ref: str) -> PackDraft:
    return PackDraft.objects.get(ref=ref)
