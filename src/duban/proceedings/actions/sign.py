"""Signatures on the 发文稿纸 and approvals given on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from duban.acts.beside import Answer, Wrong, lacking
from duban.acts.gate.asked import Asked, found
from duban.acts.gate.permits import roles_from
from duban.acts.kinds import kind_of
from duban.acts.work import To, Work
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Remedy
from duban.mechanism.people.standing import PostHeld, PostRole
from duban.organisations.selectors import Holder, directory
from duban.proceedings.models import PaperApproval, Signature

MEANS = {"web": "系统", "api": "接口", "cli": "系统", "job": "系统"}


def sign(work: Work, *, verdict: str, opinion: str = "", note: str = "", label: str = "") -> Signature:
    """Put the actor's name under this act on the sheet of the object."""
    behalf = next((post.behalf_name for post in work.actor.posts if post.behalf_id == work.behalf_id), "")
    return work.create(
        Signature(
            case=work.case,
            object_kind=work.kind,
            object_id=work.object.pk,
            step=work.spec.key,
            label=label or work.spec.label,
            person_id=work.actor.person_id,
            name=work.actor.name,
            post=acting_post(work),
            behalf_name=behalf if work.behalf_id else "",
            opinion=opinion,
            verdict=verdict,
            means=MEANS.get(work.actor.via, "系统"),
            note=note or _authority(work),
            signed_at=work.at,
        )
    )


def acting_post(work: Work) -> str:
    """The title of the post in which the actor does this act."""
    post = _post_used(work)
    return post.title if post is not None else work.actor.title


def _post_used(work: Work) -> PostHeld | None:
    """The first post of the actor that gives the power for this act; the only one where there is no other."""
    posts = work.actor.posts
    if len(posts) < 2:
        return posts[0] if posts else None
    subject = kind_of(work.kind).subject(work.object)
    return next(
        (post for post in posts if set(work.spec.roles) & roles_from(work.actor, (post,), subject)), None
    )


@clause("3.0")
def _authority(work: Work) -> str:
    """Of somebody who signs out by authority: from when to when it was given, as the 稿纸 prints it (A68)."""
    post = _post_used(work)
    if post is None or post.role is not PostRole.SIGNATORY:
        return ""
    row = next(row for row in directory(work.jurisdiction_id).posts if row.id == post.post_id)
    until = f"至{row.ends_on:%Y-%m-%d}" if row.ends_on else "起"
    return f"主任授权签发，授权期{row.starts_on:%Y-%m-%d}{until}"


def _leader_on(asked: Asked, leader_id: int, on: date) -> Holder | None:
    return next((one for one in directory(asked.jurisdiction_id).leaders(on) if one.person_id == leader_id), None)


def paper_enterable(asked: Asked) -> Iterator[Answer]:
    """Whether an approval on paper may be entered: none waits, and the leader was one on that day, which is over."""
    if paper_of(asked) is not None:
        remedy = Remedy("文书", f"{asked.kind}.compare_paper", "比对")
        yield lacking(asked.spec, "没有待比对的代录", "已有一份代录待比对。", remedy)
    given = asked.given
    if given is None:
        return
    if given["decided_on"] > asked.today:
        yield Wrong({"decided_on": "批示日期不能在今天以后。"})
    if _leader_on(asked, int(given["leader"]), given["decided_on"]) is None:
        yield Wrong({"leader": "所选领导在批示当日不在县领导名单内。"})


@clause("3.1.2")
def enter_paper(
    work: Work, *, leader_id: int, decided_on: date, agreed: bool, opinion: str, scan_ref: str
) -> PaperApproval:
    """Enter a leader's written approval with its scan; it counts only once a second person has compared it."""
    holder = found(_leader_on(work, leader_id, decided_on))
    return work.create(
        PaperApproval(
            case=work.case,
            object_kind=work.kind,
            object_id=work.object.pk,
            leader_id=leader_id,
            leader_name=holder.name,
            leader_post=holder.title,
            decided_on=decided_on,
            agreed=agreed,
            opinion=opinion,
            scan_ref=scan_ref,
            entered_by=work.actor.name,
            entered_at=work.at,
        )
    )


def waiting_paper(kind: str, obj: Any) -> PaperApproval | None:
    """The entered paper approval of an object that nobody has compared yet."""
    return PaperApproval.objects.filter(
        object_kind=kind, object_id=obj.pk, state=PaperApproval.State.ENTERED
    ).first()


def paper_of(asked: Asked) -> PaperApproval | None:
    """The same for an act, read once."""
    return asked.once_read("paper", lambda: waiting_paper(asked.kind, asked.object))


def paper_waits(asked: Asked) -> Iterator[Answer]:
    """Whether an entered approval waits to be compared."""
    if paper_of(asked) is None:
        remedy = Remedy("文书", f"{asked.kind}.enter_paper", "代录")
        yield lacking(asked.spec, "有待比对的代录", "没有待比对的代录。", remedy)


def compare_paper(work: Work, paper: PaperApproval, *, same: bool, text: str) -> None:
    """The second person's word on an entered approval; the leader is told either way."""
    work.change(
        paper,
        state=PaperApproval.State.COMPARED if same else PaperApproval.State.REJECTED,
        compared_by=work.actor.name,
        compared_at=work.at,
        note=text,
    )
    outcome = "比对相符，已按纸批办理" if same else "比对不符，代录作废"
    work.tell(
        "paper_approval_compared",
        To(person_id=paper.leader_id),
        day=f"{paper.decided_on:%m-%d}",
        outcome=outcome,
    )
    if same:
        _sign_for_leader(work, paper)


def _sign_for_leader(work: Work, paper: PaperApproval) -> None:
    work.create(
        Signature(
            case=work.case,
            object_kind=work.kind,
            object_id=work.object.pk,
            step=f"{work.kind}.approve",
            label="同意" if paper.agreed else "不同意",
            person_id=paper.leader_id,
            name=paper.leader_name,
            post=paper.leader_post,
            opinion=paper.opinion,
            verdict="agree" if paper.agreed else "disagree",
            means="代录",
            note=f"纸批 {paper.decided_on:%m-%d}，{paper.entered_by}代录，{paper.compared_by}比对",
            signed_at=work.at,
        )
    )
