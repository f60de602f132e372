"""A draft held against the scenarios and the past years: asked for by a person, judged by the worker, kept (九)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django_scopes import scope

from duban.acts.background.jobs import start_job
from duban.acts.beside import worded
from duban.acts.registry import action_for, performs
from duban.acts.work import Done, act
from duban.mechanism.clauses import clause
from duban.mechanism.decision import decide
from duban.mechanism.lifecycles import states_of
from duban.mechanism.versions.trying import try_scenarios
from duban.rulebook.actions.shared import done
from duban.rulebook.facts import coherent, has_changes
from duban.rulebook.models import DraftCheck, PackDraft
from duban.rulebook.registry import what_if
from duban.rulebook.selectors.drafts import base_of, candidate_of, had_it_been, open_changes
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.database import memo
from duban.shared.errors import Invalid

JOB = "rulebook.check"
log = logging.getLogger("duban.rulebook")


@clause("9")
@performs("packdraft.check")
@worded("参数之间不矛盾")
def check_draft(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Ask for a draft to be tried. It judges twice and changes no result; the worker keeps what it finds."""
    with act(actor, "packdraft.check", ref, expect=expect, once=once) as a:
        draft: PackDraft = a.object
        rows = open_changes(draft)
        pack = candidate_of(draft, rows)
        a.require(decide("核对参数新版本", [has_changes(len(rows)), coherent(pack, draft.effective_on)]))
        waiting = DraftCheck.objects.filter(draft=draft, pack_hash=pack.hash, finished_at=None, fault="")
        if waiting.exists():
            raise Invalid({"": "现在的内容正在核对，完成以后再看。"})
        base = base_of(a.jurisdiction_id, draft.effective_on)
        a.create(DraftCheck(draft=draft, pack_hash=pack.hash, base_hash=base.hash, by=a.actor.name, at=a.at))
        a.internal = True
        start_job(JOB, jurisdiction_id=a.jurisdiction_id, ref=draft.ref)
    return done(a)


def go_through(*, jurisdiction_id: int, ref: str) -> None:
    """Judge a draft as it stands under both versions and keep what differs; called by the worker."""
    memo.forget()
    with scope(jurisdiction=jurisdiction_id):
        actor = system_actor(jurisdiction_id, clock.today())
        draft = PackDraft.objects.get(ref=ref)
        rows = open_changes(draft)
        pack = candidate_of(draft, rows)
        check = DraftCheck.objects.filter(draft=draft, pack_hash=pack.hash, finished_at=None).last()
        if check is None or draft.state not in states_of("packdraft", "draft"):
            return
        try:
            found = _judged(draft, rows)
        except Exception as error:
            log.exception("check of draft %s failed", ref)
            found = {"fault": f"{type(error).__name__}：{error}"[:400]}
        action_for("packdraft.checked")(actor=actor, ref=ref, check_id=check.pk, **found)


@clause("7.2.1", "7.2.3", "9")
def _judged(draft: PackDraft, rows: list[Any]) -> dict[str, Any]:
    on = draft.effective_on
    base = base_of(draft.jurisdiction_id, on)
    scenarios = [asdict(each) for each in try_scenarios(base, on, candidate_of(draft, rows), on)]
    return {"scenarios": scenarios, "years": list(_years(draft, rows))}


def _years(draft: PackDraft, rows: list[Any]) -> Iterator[dict[str, Any]]:
    evaluator = what_if()
    if evaluator is None:
        return
    for year in sorted(set(evaluator.years(draft.jurisdiction_id))):
        before, after = had_it_been(draft, rows, year)
        judged = evaluator.judge(draft.jurisdiction_id, year, before, after)
        differing = [asdict(each) for each in judged.differences]
        yield {"year": year, "subjects": judged.subjects, "pack": before.hash, "differences": differing}


@performs("packdraft.checked")
def keep_check(
    *,
    actor: Actor,
    ref: str,
    check_id: int,
    scenarios: list[dict[str, Any]] | None = None,
    years: list[dict[str, Any]] | None = None,
    fault: str = "",
    once: str | None = None,
) -> Done:
    """Keep what the worker found; only of the draft that it was asked about."""
    with act(actor, "packdraft.checked", ref, once=once) as a:
        check = DraftCheck.objects.get(pk=check_id, draft=a.object)
        a.change(check, finished_at=a.at, fault=fault, scenarios=scenarios or [], years=years or [])
        a.internal = True
        a.say(told=_told(scenarios or [], years or [], fault))
    return done(a)


def _told(scenarios: list[dict[str, Any]], years: list[dict[str, Any]], fault: str) -> str:
    if fault:
        return f"核对没有完成：{fault}"
    changes = sum(bool(each["because"]) for each in scenarios)
    differing = sum(len(each["differences"]) for each in years)
    return (
        f"核对完成：案例{len(scenarios)}个，其中{changes}个结果改变；"
        f"往年{len(years)}个年度，{differing}项结果不同。"
    )
