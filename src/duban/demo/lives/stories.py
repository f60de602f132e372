"""How a matter may go: smoothly, late and caught up, with letters, an interview, a listing, a release.

Each story is a generator: it yields the moment of its next act and is resumed with the clock there. Everything is
done through the acts, by people who hold the posts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from duban.demo.lives.measures import Running, interview, letter, listing, release, settled
from duban.demo.works import MEASURED, PlannedWork
from duban.demo.world import Life, World
from duban.mechanism.people.standing import Function, PostRole
from duban.mechanism.words.wording import plain
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotPermitted

STAGES = (
    "letter_now", "interview_now", "listing_now", "smooth", "late", "letter", "letters", "interview", "listing",
    "expired", "overdue", "released", "young", "draft",
)  # fmt: skip


@dataclass
class Story:
    """A matter under way: whose it is, its references, how fast it goes."""

    world: World
    work: PlannedWork
    office: Function
    stage: str
    start: date
    due: date
    pace: float
    assist: tuple[str, ...] = ()
    cycle: int = 0
    matter: str = ""
    case: str = ""
    nodes: list[date] = field(default_factory=list)
    running: list[Running] = field(default_factory=list)
    listed: str = ""
    published: bool = False
    closed: bool = False
    lettered: bool = False
    stated: Decimal = Decimal(0)
    reported: Decimal | None = None
    value: Decimal = Decimal(0)

    def moved_to(self, unit: str) -> None:
        """The matter has passed to another unit."""
        self.work = replace(self.work, unit=unit)

    def inspector(self) -> Actor:
        """The inspector in charge: whoever of the acting office registered the matter."""
        return self.world.person(self.office, PostRole.INSPECTOR, self.start.toordinal())

    def second(self) -> Actor:
        """The second person of a verification: another inspector, in an office of one inspector who checks drafts."""
        if len(self.world.holders(self.office, PostRole.INSPECTOR)) > 1:
            return self.world.person(self.office, PostRole.INSPECTOR, self.start.toordinal() + 1)
        return self.world.person(self.office, PostRole.CHECKER)

    def checker(self) -> Actor:
        """Who checks the drafts of the acting office."""
        return self.world.person(self.office, PostRole.CHECKER)

    def signer(self) -> Actor:
        """Who signs out for the acting office: its head."""
        return self.world.person(self.office, PostRole.OFFICE_HEAD)

    @property
    def share(self) -> float:
        """How much of the time between start and limit has passed."""
        days = max(1, (self.due - self.start).days)
        return max(0.0, min(1.2, (clock.today() - self.start).days / days))

    def state(self) -> Decimal:
        """What the unit states as reached when it reports something finished, and what is found then."""
        self.stated = self.progress()
        return self.stated

    def progress(self) -> Decimal:
        """What has been achieved by now at this pace, never less than before; what is counted is counted whole."""
        done = min(1.0, self.share * self.pace) * self.work.target
        places = 1 if self.work.target_unit in MEASURED else 0
        self.value = max(self.value, Decimal(str(done)).quantize(Decimal(10) ** -places, ROUND_DOWN))
        return self.value


def matter_life(story: Story) -> Life:
    """The life of one matter from registration to wherever its stage leads."""
    world, work = story.world, story.work
    yield world.at(story.start)
    if story.stage == "draft":
        register(story)
        return
    yield from assigned(story)
    if work.unit.startswith("t"):
        yield world.later(40)
        world.do(
            world.reporter(work.unit),
            "matter.inner_step",
            ref=story.matter,
            step="收文",
            opinion="送主要领导阅示",
        )
    world.start(reporting_life(story))
    yield from escalation(story)


def assigned(story: Story) -> Iterator[datetime]:
    """From registration to the unit's receipt: proposed, approved and assigned by the office."""
    world = story.world
    register(story)
    yield world.after(1)
    propose(story)
    yield world.after(1)
    approve(story)
    yield world.later(90)
    assign(story)
    yield world.after(1)
    receive(story)


def approve(story: Story) -> None:
    """The head of the office agrees that the matter is followed."""
    head = story.world.person(story.office, PostRole.OFFICE_HEAD)
    story.world.do(head, "matter.approve", ref=story.matter, opinion="同意立项")


def assign(story: Story) -> None:
    """The inspector in charge hands the matter to its unit."""
    story.world.do(story.inspector(), "matter.assign", ref=story.matter)


def receive(story: Story) -> None:
    """The unit signs for the matter: its liaison, where it has none its principal leader."""
    world, unit = story.world, story.work.unit
    role = PostRole.LIAISON if world.holders(unit, PostRole.LIAISON) else PostRole.PRINCIPAL
    world.do(world.person(unit, role), "matter.receive", ref=story.matter)


def register(story: Story) -> None:
    """Register the matter with the source fields of its class."""
    world, work = story.world, story.work
    by_class: dict[str, dict[str, object]] = {
        "2.1": {"level": world.chance.choice(("省", "市")), "kind_21": work.kind},
        "2.2": {"kind_22": work.kind, "assessor": "市绩效考核委员会"},
        "2.3": {"kind_23": work.kind},
        "2.4": {},
    }
    values = by_class[work.source_class]
    if work.kind in ("指示批示", "交办"):
        role = PostRole.SECRETARY if story.office is Function.PARTY_OFFICE else PostRole.COUNTY_HEAD
        leader = world.leader(role)
        values |= {"leader": str(leader.person_id), "words": f"请抓紧推进{work.title}，务必按期见效。"}
        if work.kind == "指示批示":
            values |= {
                "readers": [str(leader.person_id), str(world.leader(PostRole.COUNTY_LEADER).person_id)]
            }
    done = world.do(
        story.inspector(),
        "matter.register",
        title=work.title,
        office=story.office.value,
        source_class=work.source_class,
        source_title=work.source,
        source_number=f"{story.start.year}年第{world.chance.randrange(1, 30)}次"
        if work.kind == "会议"
        else "",
        source_date=story.start - timedelta(days=2),
        due_on=story.due,
        target_name=work.target_name,
        target_value=Decimal(work.target),
        target_unit=work.target_unit,
        distinct_reason="分期、分镇实施，任务和责任单位不同。",
        **values,
    )
    story.matter, story.case = done.ref, done.case_ref


def propose(story: Story) -> None:
    """拟办 with one point on the way or two, and an assisting unit now and then."""
    world, work = story.world, story.work
    span = (story.due - clock.today()).days
    shares = (0.4, 0.75) if span > 60 else (0.5,)
    story.nodes = [clock.today() + timedelta(days=int(span * share)) for share in shares]
    points = [
        {
            "title": f"累计{work.target_name}{int(work.target * share)}{work.target_unit}",
            "due_on": day,
            "target": Decimal(int(work.target * share)),
        }
        for share, day in zip(shares, story.nodes, strict=True)
    ]
    helps = ("b6",) if world.chance.random() < 0.25 and work.unit != "b6" else ()
    world.do(
        story.inspector(),
        "matter.propose",
        ref=story.matter,
        lead_unit=str(world.units[work.unit].id),
        assist_units=[str(world.units[key].id) for key in story.assist or helps],
        requirement=f"{work.title}按期完成，{work.target_name}{work.target}{work.target_unit}。",
        opinion="拟由责任单位牵头办理。",
        cycle_days=story.cycle or world.chance.choice((30, 45, 60)),
        due_on=story.due,
        milestones=points,
    )


def reporting_life(story: Story) -> Life:
    """Reports on the cycle in force and when a point of the plan falls due, some late; each is rated by the office."""
    world = story.world
    late_share = _LATE.get(story.stage, 0.03)
    while not story.closed:
        due = _next_report(story)
        if due is None:
            yield world.after(3)
            due = _next_report(story)
            if due is None:
                return
        yield max(
            world.at(_day_of_report(story, due, late_share), world.chance.choice((10, 15, 16))),
            world.later(5),
        )
        if story.closed or _next_report(story) is None:
            continue
        report(story)
        yield world.after(1)
        if not story.closed:
            rate(story)
        if story.listed and not story.closed and world.chance.random() < 0.4:
            yield world.later(90)
            read(story)


def _day_of_report(story: Story, due: date, late_share: float) -> date:
    """A working day before it is due, where the unit is late some days after; a point of the plan brings it forward."""
    world = story.world
    if world.chance.random() < late_share:
        return due + timedelta(days=world.chance.choice((3, 5, 8)))
    while story.nodes and story.nodes[0] <= clock.today():
        story.nodes.pop(0)
    if story.nodes and story.nodes[0] < due:
        return world.before(story.nodes.pop(0), 0)
    return world.before(due, 1)


def _next_report(story: Story) -> date | None:
    from duban.insight.selectors.act_page.of_matter import report_due

    return report_due(story.world.jurisdiction_id, story.matter)


def report(story: Story) -> None:
    """One report of the liaison: figures, words, and problems where it goes slowly."""
    world, work = story.world, story.work
    before, value = story.reported, story.progress()
    story.reported = value
    if value == before and value and world.chance.random() < 0.7:
        world.do(world.reporter(work.unit), "matter.report", ref=story.matter, no_change=True)
        return
    slow, more = story.pace < 0.75, plain(value - (before or 0))
    world.do(
        world.reporter(work.unit),
        "matter.report",
        ref=story.matter,
        value=value,
        progress=f"累计{work.target_name}{plain(value)}{work.target_unit}，比上次新增{more}{work.target_unit}。",
        problems=world.chance.choice(("施工班组不足", "用地手续未批", "资金拨付滞后", "群众协议未签完"))
        if slow
        else "",
        needs="请县财政局协调资金" if slow and world.chance.random() < 0.3 else "",
    )


def read(story: Story) -> None:
    """书记 and 县长 read what has been put before them."""
    for role in (PostRole.SECRETARY, PostRole.COUNTY_HEAD):
        try:
            story.world.do(story.world.leader(role), "matter.read", ref=story.matter)
        except NotPermitted:
            continue


def rate(story: Story) -> None:
    """The office follows what the data propose, and says what the trouble is where it lags."""
    from duban.insight.selectors.act_page.of_matter import rating_suggested

    value = rating_suggested(story.world.jurisdiction_id, story.matter)
    if value is None:
        return
    lagging = value == "进展滞后"
    story.world.do(
        story.inspector(),
        "matter.rate",
        ref=story.matter,
        value=value,
        problems="实物工作量不足，节点未完成" if lagging else "",
        suggestions="每周调度一次，相关单位协同" if lagging else "",
    )


def escalation(story: Story) -> Life:
    """Letters, interview, listing and release, as far as the stage goes; else completion when the work is done."""
    world, stage = story.world, story.stage
    if stage in ("smooth", "late", "young"):
        yield from completion(story)
        return
    yield world.at(_part(story, 0.4), 10)
    yield from letter(story, finish=stage == "letter")
    if stage in ("letters", "listing", "expired", "overdue", "released", "listing_now"):
        yield _in_time(story, 0.5)
        yield from letter(story, finish=False)
    if stage.endswith("_now"):
        yield world.at(_lately(story), 9)
        yield from _NOW[stage](story)
        return
    if stage in ("interview", "listing", "expired", "overdue"):
        yield _in_time(story, 0.62)
        yield from interview(story)
    if stage in ("listing", "expired", "overdue", "released"):
        yield _in_time(story, 0.74)
        yield from listing(story, 20 if stage in ("expired", "overdue") else 45)
        if stage == "overdue":
            return
        yield world.after(_RELEASED_AFTER[stage], 10)
        yield from release(story)
    if stage in ("letters", "interview"):
        yield world.after(10)
        yield from settled(story)
    yield from completion(story)


_RELEASED_AFTER = {"listing": 20, "released": 15, "expired": 60}
_LATE = {"late": 0.3, "letter": 0.08, "letters": 0.1, "interview": 0.1, "listing": 0.03}


def _in_time(story: Story, share: float) -> datetime:
    """The moment at a share of the matter's time, at least a week from now."""
    return story.world.at(max(_part(story, share), clock.today() + timedelta(days=8)), 10)


def _lately(story: Story) -> date:
    """A day so close to the present that the measure begun on it is still on its way."""
    back = story.world.chance.choice((0, 1, 1, 2, 2, 4)) + (2 if story.stage == "listing_now" else 0)
    return max(story.world.back(back), clock.today() + timedelta(days=1))


_NOW: dict[str, Callable[[Story], Iterator[datetime]]] = {
    "letter_now": lambda story: letter(story, finish=False),
    "interview_now": interview,
    "listing_now": lambda story: listing(story, 45),
}


def _part(story: Story, share: float) -> date:
    return story.start + timedelta(days=int((story.due - story.start).days * share))


def completion(story: Story) -> Iterator[datetime]:
    """Application, verification by two persons, 销号."""
    world, work = story.world, story.work
    finish = world.before(story.due, world.chance.randrange(1, 9))
    if story.stage == "late":
        finish = story.due + timedelta(days=6)
    if story.stage in ("released", "listing", "expired"):
        finish = clock.today() + timedelta(days=8)
    yield world.at(max(finish, clock.today() + timedelta(days=2)), 11)
    story.pace = 9.0
    world.do(
        world.reporter(work.unit),
        "matter.apply",
        ref=story.matter,
        text=f"{work.title}已全部完成并通过验收。",
        value=Decimal(work.target),
    )
    yield world.after(3)
    world.do(
        story.inspector(),
        "matter.verify",
        ref=story.matter,
        method="现场",
        result="pass",
        text="现场核查，数量、质量与报告一致。",
        value=Decimal(work.target),
    )
    yield world.after(1)
    world.do(story.second(), "matter.confirm_verification", ref=story.matter, agree="agree")
    yield world.after(1)
    head = world.person(story.office, PostRole.OFFICE_HEAD)
    world.do(head, "matter.close", ref=story.matter, opinion="同意销号")
    story.closed = True
