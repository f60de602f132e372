"""Ledgers that come in and go out: last year's measures entered afterwards, a meeting's tasks imported, lists taken out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import timedelta

from duban.demo.lives.appointments import confirmed
from duban.demo.lives.stories import approve, assign, receive, reporting_life
from duban.demo.papers import scanned
from duban.demo.plot import GOV, PARTY, finished, story
from duban.demo.world import Life, World
from duban.documents.files.uploads import Upload
from duban.documents.ledgers.written.exports import hand_over
from duban.insight.selectors.taken_out.exports import matters_table, units_table
from duban.matters.models import Matter
from duban.matters.selectors import MatterFilter
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.models import PostList
from duban.shared import clock

_HEAD = ("工作任务", "牵头单位", "完成时限", "目标任务", "来源类别", "事项种类", "来源文件", "来源日期")


def measures_before_the_system(world: World) -> Life:
    """Letters and a listing of the months before are entered from the paper files; one entry was a mistake."""
    inspector = world.person(GOV, PostRole.INSPECTOR)
    since = clock.today() - timedelta(days=150)
    known = {
        "office": GOV.value, "unit": str(world.units["b21"].id), "principals": "时任主要领导", "basis": "进展缓慢",
        "deadline": since + timedelta(days=40), "ended_on": since + timedelta(days=35), "approver": "常务副县长",
        "source_class": "2.3",
    }  # fmt: skip
    for kind, number, result in (("letter", "X府办督函", "closed"), ("listing", "X府办", "released")):
        world.do(
            inspector, "past.record", kind=kind, number=f"{number}〔{since.year}〕5号", issued_on=since,
            title="圩镇垃圾中转站建设", result=result, **known,
        )  # fmt: skip
    wrong = world.do(
        inspector, "past.record", kind="letter", number=f"X府办督函〔{since.year}〕6号", issued_on=since,
        title="圩镇垃圾中转站建设", result="closed", **known,
    )  # fmt: skip
    yield world.after(1)
    world.do(
        world.person(GOV, PostRole.OFFICE_HEAD),
        "past.void",
        ref=wrong.ref,
        reason="与5号函系同一件，重复补录。",
    )


def numbers_begun_on_paper(world: World) -> Life:
    """The clerk goes on with a series after the last number that was given on paper this year."""
    clerk = world.person(GOV, PostRole.CLERK)
    world.do(
        clerk, "seriesstart.take_up", office=GOV.value, kind="conclusion", last=3,
        basis=f"{clock.today().year}年纸质发文登记簿第2页",
    )  # fmt: skip
    yield world.later(10)


def tasks_of_a_meeting(world: World) -> Life:
    """A first ledger is let go since its columns were wrong; the second one is checked and carried out."""
    inspector = world.person(PARTY, PostRole.INSPECTOR)
    due = world.before(clock.today() + timedelta(days=310), 0)
    rows = [
        (title, unit, f"{due:%Y-%m-%d}", f"{title}按期完成。", *_source()) for title, unit in _TASKS.items()
    ]
    wrong = _handed_in(world, "matters", _table(_HEAD[:4], [row[:4] for row in rows]))
    yield world.later(30)
    world.do(inspector, "import.discard", ref=wrong)
    yield world.later(30)
    ref = _handed_in(world, "matters", _table(_HEAD, rows))
    world.do(inspector, "import.check", ref=ref)
    yield world.later(20)
    world.do(inspector, "import.carry_out", ref=ref)
    for title, unit in (("应急物资储备库建设", "b3"), ("公共就业服务基层平台建设", "h0")):
        matter = Matter.objects.get(title=title)
        told = story(world, title, unit)
        told.matter, told.case, told.due = matter.ref, matter.case.ref, matter.due_on
        yield world.after(1)
        approve(told)
        yield world.later(60)
        assign(told)
        yield world.after(1)
        receive(told)
        world.start(reporting_life(told))
        world.start(finished(told))


_TASKS = {"应急物资储备库建设": "县公安局", "公共就业服务基层平台建设": "自来水公司"}


def _source() -> tuple[str, str, str, str]:
    return (
        "县委县政府会议、文件和主要领导指示批示",
        "重要会议",
        "县委全会",
        f"{clock.today() - timedelta(days=4):%Y-%m-%d}",
    )


def _handed_in(world: World, kind: str, file: Upload) -> str:
    inspector = world.person(PARTY, PostRole.INSPECTOR)
    return world.do(inspector, "import.upload", kind=kind, file=file, mode="all").ref


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Upload:
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    return Upload("重点任务分解台账.csv", out.getvalue().encode("utf-8-sig"))


def lists_are_taken_out(world: World) -> Life:
    """The inspector takes out the list of key work, the administrator the units."""
    inspector = world.reader(PARTY, PostRole.INSPECTOR)
    hand_over(io.BytesIO(), inspector, matters_table(actor=inspector, where=MatterFilter()), "xlsx")
    yield world.later(40)
    organiser = world.reader(Function.ORG_DEPT, PostRole.STAFF)
    hand_over(io.BytesIO(), organiser, units_table(actor=organiser), "csv")


def people_of_a_reshuffle(world: World) -> Life:
    """A ledger of new people: what the administrator may give is given, the new principal waits for paper and 县委组织部."""
    registrar = world.registrar()
    today = f"{clock.today():%Y-%m-%d}"
    rows = [("桂某某", "乙镇", "乙镇人大主席", "主要领导", today), ("柯某某", "乙镇", "乙镇副镇长", "分管领导", today)]
    file = _table(("姓名", "单位", "职务", "身份", "任职日期"), rows)
    ref = world.do(registrar, "import.upload", kind="people", file=file, mode="all").ref
    world.do(registrar, "import.check", ref=ref)
    yield world.later(20)
    world.do(registrar, "import.carry_out", ref=ref)
    waits = PostList.objects.get(state="gathered")
    yield world.after(1)
    world.do(
        registrar, "postlist.submit", ref=waits.ref, basis=f"关于桂某某等任职的通知（X委干〔{clock.today().year}〕6号）",
        file=scanned("任职文件", "桂某某任乙镇人大主席。"),
    )  # fmt: skip
    yield world.later(60)
    confirmed(world, waits.ref)


EPISODES = (
    (2, numbers_begun_on_paper),
    (4, measures_before_the_system),
    (46, tasks_of_a_meeting),
    (60, people_of_a_reshuffle),
    (110, lists_are_taken_out),
)
