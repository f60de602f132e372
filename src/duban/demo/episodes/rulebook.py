"""The county's rules over a year: a second copy of the notice laid aside, the trial extended, drafts and documents in turn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from duban.demo.lives.rules import NUMBER, notice_file
from duban.demo.papers import scanned
from duban.demo.world import Life, World
from duban.mechanism.people.standing import Function, PostRole
from duban.rulebook.actions.checking import go_through
from duban.rulebook.models import CalendarYear, Notice
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor

PARTY = Function.PARTY_OFFICE
_MINUTES = "县委常委会会议纪要第7期"


def _inspector(world: World) -> Actor:
    return world.person(PARTY, PostRole.INSPECTOR)


def _head(world: World) -> Actor:
    return world.person(PARTY, PostRole.OFFICE_HEAD)


def the_notice_goes_on(world: World) -> Life:
    """The notice is taken in a second time by mistake and laid aside; later its trial is extended by a document in time."""
    today = clock.today()
    number = NUMBER.format(year=today.year, n=30)
    again = world.do(
        _inspector(world), "notice.adopt", file=notice_file(today, number), issued_on=today, number=number,
        issuer="中共XX县委办公室、XX县人民政府办公室",
    )  # fmt: skip
    world.do(
        _inspector(world), "notice.answer", ref=again.ref, item="value:grade_ladder", how="value",
        words="一等奖、二等奖、三等奖", reason="县绩效考核办法列明的奖次",
    )  # fmt: skip
    yield world.after(1)
    world.do(_head(world), "notice.discard", ref=again.ref, reason="与已生效的通知内容相同，误导入。")
    yield world.after(50)
    today = clock.today()
    ends = pack_in_force(world.jurisdiction_id, today).get("effective_to", today)
    notice = Notice.objects.get(state="confirmed")
    title = "关于延长重点工作督查联动机制试行期的通知"
    given = {"number": f"X委办字〔{today.year}〕41号", "title": title, "dated_on": today,
             "file": scanned(title, "经研究，本机制试行期延长一年。")}  # fmt: skip
    world.do(_head(world), "notice.extend", ref=notice.ref, until=ends + timedelta(days=730), **given)
    yield world.later(60)
    world.do(_head(world), "notice.withdraw_extension", ref=notice.ref, reason="止期填错，文件写的是一年。")
    world.do(_head(world), "notice.extend", ref=notice.ref, until=ends + timedelta(days=365), **given)
    yield world.after(1)
    head = world.person(Function.GOV_OFFICE, PostRole.OFFICE_HEAD)
    world.do(head, "notice.confirm_extension", ref=notice.ref)


def a_version_that_comes_to_nothing(world: World) -> Life:
    """A draft of other numbers is changed, sent back by the head, and laid aside."""
    inspector = _inspector(world)
    since = clock.today() + timedelta(days=60)
    given = {"source": _MINUTES, "reason": "基层提出的建议"}
    ref = world.do(
        inspector, "packdraft.open", title="报告周期的调整建议", effective_on=since, reason="减轻基层负担"
    ).ref
    world.do(inspector, "packdraft.set", ref=ref, parameter="remind_before_workdays", value=4, **given)
    world.do(inspector, "packdraft.set", ref=ref, parameter="min_group", value=9, **given)
    world.do(inspector, "packdraft.answer", ref=ref, question="A29", answer="先移交县纪委监委", **given)
    yield world.after(1)
    world.do(inspector, "packdraft.drop", ref=ref, change="min_group", reason="维持现行规定")
    later = since + timedelta(days=15)
    world.do(inspector, "packdraft.redate", ref=ref, effective_on=later, reason="与季度衔接")
    world.do(inspector, "packdraft.check", ref=ref)
    go_through(jurisdiction_id=world.jurisdiction_id, ref=ref)
    world.do(inspector, "packdraft.submit", ref=ref)
    yield world.after(1)
    world.do(_head(world), "packdraft.send_back", ref=ref, reason="请先征求各单位意见。")
    yield world.after(8)
    world.do(inspector, "packdraft.discard", ref=ref, reason="多数单位认为现行规定合适。")


def superior_documents(world: World) -> Life:
    """A document of the city gets its rank and its end, each confirmed by another person; one entry is laid aside."""
    inspector, head = _inspector(world), _head(world)
    wrong = world.do(inspector, "override.register", **document(3, "关于年度考核有关事项的通知", "false"))
    yield world.later(60)
    world.do(inspector, "override.discard", ref=wrong.ref, reason="文件已被后文废止。")
    ref = world.do(
        inspector, "override.register", **document(5, "关于评先评优工作的意见", "true", "通报")
    ).ref
    yield world.after(1)
    world.do(head, "override.confirm", ref=ref)
    yield world.after(3)
    given = {"source": _MINUTES, "reason": "与同级文件的次序"}
    world.do(inspector, "override.rank", ref=ref, priority=5, **given)
    yield world.after(1)
    world.do(head, "override.confirm_change", ref=ref)
    yield world.after(10)
    ends = {
        "until": clock.today() + timedelta(days=20),
        "source": "市委组织部电话通知",
        "reason": "文件将修订",
    }
    world.do(inspector, "override.end", ref=ref, **ends)
    yield world.after(1)
    world.do(inspector, "override.withdraw", ref=ref, reason="市里暂缓修订。")
    yield world.after(5)
    world.do(inspector, "override.end", ref=ref, **{**ends, "until": clock.today() + timedelta(days=10)})
    yield world.after(1)
    world.do(head, "override.confirm_change", ref=ref)


def document(number: int, title: str, value: str, measure: str = "诫勉") -> dict[str, Any]:
    """A document of 市委组织部 on whether somebody with this measure may be rated excellent, as it is registered."""
    return {
        "title": title, "number": f"X组通〔{clock.today().year}〕{number}号", "body": "中共XX市委组织部", "level": "市",
        "words": f"受到{measure}的，年度考核按本文件办理。", "target_kind": "result", "target": "L_NO_EXCELLENT",
        "value": value, "measures": [measure], "since": clock.today(), "file": scanned(title, f"受到{measure}的，按本文件办理。"),
    }  # fmt: skip


def a_saturday_is_worked(world: World) -> Life:
    """The offices work on a Saturday before the flood season: the year's calendar is changed by the county's document."""
    year = CalendarYear.objects.filter(year__lte=clock.today().year).latest("year")
    saturday = _saturday(clock.today(), year.year)
    days = [{"day": saturday, "worked": "work", "name": "防汛备汛"}]
    world.do(
        world.registrar(), "calendar.amend", ref=year.ref, source=f"X府办函〔{saturday.year}〕6号", days=days
    )
    yield world.after(1)


def _saturday(today: date, year: int) -> date:
    """The first Saturday three weeks ahead, at the latest the last one of a year."""
    ahead = min(today + timedelta(days=21), date(year, 12, 25))
    return ahead + timedelta(days=(5 - ahead.weekday()) % 7)


EPISODES = (
    (6, the_notice_goes_on),
    (34, a_version_that_comes_to_nothing),
    (38, superior_documents),
    (44, a_saturday_is_worked),
)
