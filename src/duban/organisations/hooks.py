"""What the directory hands down: its kinds, and the lock on an actor's posts."""

from __future__ import annotations

import duban.organisations.actions  # noqa: F401 - its functions become the actions of their acts
import duban.organisations.briefs  # noqa: F401 - and these stand beside them
from duban.acts import kinds
from duban.acts.gate.choices import register_choices, register_offers
from duban.acts.kinds import Kind
from duban.acts.sight.visibility import Visibility, register_visibility
from duban.audit.access import KIND
from duban.audit.models import Entry
from duban.organisations.actions.lists import importing as importing
from duban.organisations.models import (
    ClockCheck,
    Delegation,
    Handover,
    Leave,
    OwnThing,
    PasswordReset,
    Person,
    Post,
    PostList,
    ReadMessage,
    Slip,
    Unit,
)
from duban.organisations.policies import (
    COUNTY,
    bearer,
    bearer_of_handover,
    bearer_of_postlist,
    bearer_of_slip,
    by_org_dept,
    of_delegation,
    of_handover,
    of_leave,
    of_post,
    of_postlist,
    of_slip,
    postlist_files,
    sees_access,
    sees_clockcheck,
    sees_delegation,
    sees_handover,
    sees_leave,
    sees_own,
    sees_person,
    sees_post,
    sees_postlist,
    sees_read,
    sees_reset,
    sees_slip,
)
from duban.organisations.selectors import choices, everybody, locked_posts
from duban.shared import clock

KINDS = (
    Kind(
        "unit",
        Unit,
        title=lambda unit: unit.name,
        subject=lambda unit: COUNTY,
        bearer=bearer,
        sees=kinds.everybody,
        related=("merged_into",),
    ),
    Kind(
        "person",
        Person,
        title=lambda person: f"{person.name}（{person.note}）" if person.note else person.name,
        subject=lambda person: COUNTY,
        bearer=bearer,
        sees=sees_person,
        related=("jurisdiction",),
    ),
    Kind(
        "post",
        Post,
        title=lambda post: f"{post.unit.short_name}{post.title}" if post.unit else post.title,
        subject=of_post,
        bearer=bearer,
        sees=sees_post,
        related=("person", "unit"),
    ),
    Kind(
        "postlist",
        PostList,
        title=lambda row: f"任职名单（{row.basis}）" if row.basis else "从台账列出的任职名单",
        subject=of_postlist,
        bearer=bearer_of_postlist,
        sees=sees_postlist,
        files=postlist_files,
        related=("jurisdiction",),
    ),
    Kind(
        "delegation",
        Delegation,
        title=lambda row: f"{row.post.person.name}的{row.post.title}委托{row.to_person.name}代行",
        subject=of_delegation,
        bearer=bearer,
        sees=sees_delegation,
        related=("post__person", "to_person"),
    ),
    Kind(
        "leave",
        Leave,
        title=lambda row: f"{row.person.name}的{row.kind}",
        subject=of_leave,
        bearer=bearer,
        sees=sees_leave,
        related=("person",),
    ),
    Kind(
        "handover",
        Handover,
        title=lambda row: f"{row.giver.name}的交接",
        subject=of_handover,
        bearer=bearer_of_handover,
        sees=sees_handover,
        related=("giver", "receiver", "director", "unit"),
    ),
    Kind(
        "slip",
        Slip,
        title=lambda slip: f"{clock.text(slip.created_at, '%Y-%m-%d')}发放的登录单",
        subject=of_slip,
        bearer=bearer_of_slip,
        sees=sees_slip,
        related=("jurisdiction",),
    ),
    Kind(
        "reset",
        PasswordReset,
        title=lambda reset: f"{reset.person.name}的密码重置",
        subject=lambda reset: COUNTY,
        bearer=by_org_dept,
        sees=sees_reset,
        related=("person", "proposed_by"),
    ),
    Kind(
        "clockcheck",
        ClockCheck,
        title=lambda row: f"{clock.text(row.machine_at, '%Y-%m-%d %H:%M')}的校时",
        subject=lambda row: COUNTY,
        bearer=by_org_dept,
        sees=sees_clockcheck,
        related=("proposed_by",),
    ),
)


def install() -> None:
    """Register everything; called when the app is ready."""
    register_choices(**choices.LISTS)
    register_offers(**choices.OFFERED)
    register_visibility(Visibility("own", OwnThing, sees_own))
    register_visibility(Visibility("readmessage", ReadMessage, sees_read))
    register_visibility(Visibility("access", Entry, sees_access, where={"object_kind": KIND}))
    for kind in KINDS:
        kinds.register_kind(kind)
    kinds.register_post_lock(locked_posts)
    kinds.register_people(everybody)
