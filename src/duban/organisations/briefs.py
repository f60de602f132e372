"""What follows from grave acts on the directory, and what the first list of appointments opens with."""

from __future__ import annotations

from typing import Any

from duban.acts.beside import Effect, ToRead, effects, opens, reads
from duban.acts.kinds import kind_of, open_things
from duban.acts.owing import duties
from duban.acts.owing.charges import charges_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.founding import SEATS
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.actions.posts_held.passing import foreseen
from duban.organisations.facts import is_beginning
from duban.organisations.models import ClockCheck, Handover, ListedPost, Post, PostList, Unit
from duban.organisations.selectors import directory
from duban.organisations.selectors.handover_list import listed
from duban.organisations.selectors.handovers import handover_page
from duban.shared import clock
from duban.shared.actor import Actor

_LEADING = {PostRole.SECRETARY: "party", PostRole.COUNTY_HEAD: "gov"}


@opens
def _first_posts(actor: Actor, act: Act, nothing: None) -> dict[str, Any]:
    """At the beginning a row for each of the first posts, and for the principal leader of each other unit."""
    if not is_beginning(actor.jurisdiction_id):
        return {}
    known, most = directory(actor.jurisdiction_id), next(one.most_rows for one in act.fields if one.name == "rows")
    others = [unit.id for unit in known.units if unit.function in (Function.NONE, Function.APPRAISAL)]
    seats = [(role, known.office(organ).id if organ is not Function.NONE else "") for role, organ in SEATS]
    return {"rows": [_first(*one) for one in [*seats, *((PostRole.PRINCIPAL, unit) for unit in others)][:most]]}


def _first(role: PostRole, unit: int | str) -> dict[str, str]:
    """A row of the first list, without what only the appointing paper knows."""
    side = _LEADING.get(role, "")
    return {"unit": str(unit), "role": role.value, "side": side, "title": role.label if side else ""}


@effects
def _merging(actor: Actor, act: Act, unit: Unit) -> list[Effect]:
    return [
        Effect("承继", f"未办结的{open_things(unit.pk)}件，连同任务和待办，全部转到承继单位", "1.2"),
        Effect("职务", f"{unit.name}的职务在并入前一日同时终止", "1.2"),
        Effect("保留", "本单位不再交办新的事项，以前的记录照旧查得到", "1.2"),
    ]


@effects
def _closing_unit(actor: Actor, act: Act, unit: Unit) -> list[Effect]:
    return [
        Effect("职务", f"{unit.name}的职务在最后一日同时终止", "1.2"),
        Effect("保留", "本单位不再交办新的事项，以前的记录照旧查得到；还有未办结的，不能撤销", "1.2"),
    ]


@effects
def _ending_post(actor: Actor, act: Act, post: Post) -> list[Effect]:
    """What whoever leaves has in hand does not go with the post: it is passed on in a handover, or stays lying."""
    whose = post.person_id
    cases, owed = sum(1 for _ in charges_of(whose)), duties.standing_so(duties.HELD, person=whose).count()
    in_hand = f"{post.person.name}名下经办{cases}件、须由其办理{owed}项，不随职务转走；请先办交接，由双方签收"
    return [
        Effect("权限", f"最后一日以后不再有“{post.title}”的权限，以前办的照旧有效", "1.2"),
        Effect("手头的事", in_hand if cases or owed else f"{post.person.name}名下没有经办的和须由其办理的事", "1.2"),
    ]


@effects
def _voiding_post(actor: Actor, act: Act, post: Post) -> list[Effect]:
    return [
        Effect(
            "视为没有", f"{post.person.name}的“{post.title}”在任何一天都不算任职，随之没有办理的权限", "1.2"
        ),
        Effect("保留", "误录的一条连同理由仍然列出，不能恢复；确有任职的另行登记", "1.2"),
    ]


@effects
def _confirming_postlist(actor: Actor, act: Act, row: PostList) -> list[Effect]:
    listed = ListedPost.objects.filter(postlist=row).select_related("person", "unit").order_by("place")
    posts = [f"{one.person.name}任{one.unit.short_name if one.unit else ''}{one.title}" for one in listed]
    opened = sum(bool(one.username) for one in listed)
    return [
        Effect("任职", f"{len(posts)}人次自任职日期起任职，即有办理的权限：{'、'.join(posts)}", "1.2"),
        *([Effect("账号", f"开通{opened}个账号，由本人凭登录单首次登录")] if opened else []),
        Effect("不可撤回", "确认以后免职、更正误录另行登记"),
    ]


@effects
def _confirming_time(actor: Actor, act: Act, row: ClockCheck) -> list[Effect]:
    machine, last = (clock.text(at, "%Y-%m-%d %H:%M:%S") for at in (row.machine_at, row.last_at))
    return [
        Effect("时间", f"以服务器时间为准（提请时{machine}），此后的办理与本次确认的时间对照", "3.1.6"),
        Effect("保留", f"此前最近一条记录的时间{last}不改动，两个时间都写进记录"),
        Effect("恢复办理", "期限、逾期即按这个时间计算，暂停的办理和巡检随即恢复"),
    ]


def principals_named(actor: Actor, unit_id: int) -> str:
    """The principal leaders of a unit today, each with the post."""
    known = directory(actor.jurisdiction_id)
    return "、".join(
        f"{holder.name}（{holder.title}）" for holder in known.principals(unit_id, clock.today())
    )


@reads
def _handover_list(actor: Actor, act: Act, row: Handover) -> ToRead:
    """The list as it was signed, or before that as it would be signed now."""
    page = handover_page(actor=actor, ref=row.ref)
    lines = (*page.passing, *page.left, *page.staying)
    rows = [(one.title, "，".join(filter(None, (one.word, one.fate_label, one.why)))) for one in lines]
    return ToRead(f"{row.giver.name}的交接清单", tuple(rows) or (("清单", "没有指名由本人经办的事。"),))


@effects
def _settling_handover(actor: Actor, act: Act, row: Handover) -> list[Effect]:
    tried = foreseen(actor, row)
    items = listed(row)
    left = [kind_of(one.charge.kind).title(one.object) for one, why in tried if why]
    passes = sum(not why for _, why in tried) + sum((one.sort, one.fate) == ("duty", "passes") for one in items)
    stays = sum(one.fate == "stays" for one in items)
    names = f"{row.receiver.name}不能办：{'、'.join(left)}，由{row.director.name}安排"
    return [
        Effect("移交", f"{passes}件改由{row.receiver.name}经办，各件的办理记录里记明", "3.0"),
        *([Effect("另行安排", names, "3.0")] if left else []),
        *([Effect("不移交", f"{stays}件须由本人办理，或者由别人另行决定", "3.0")] if stays else []),
        Effect("职务", f"{row.giver.name}的职务不因交接结束，由组织部门或者单位另行登记", "1.2"),
    ]
