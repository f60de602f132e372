"""A matter brought to each stage through the acts, for tests of pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from duban.acts.gate.choices import Asking
from duban.acts.registry import action_for
from duban.acts.work import Done
from duban.documents.files.uploads import Upload
from duban.insight.selectors.case_file.case import case_view
from duban.mechanism.lifecycles import act_named
from duban.shared import clock
from duban.shared.actor import Actor
from tests import files
from tests.personas import County


def do(actor: Actor, key: str, **values: Any) -> Done:
    """One act by one person."""
    return action_for(key)(actor=actor, **values)


@dataclass
class Walk:
    """One matter of the bureau 自然资源局, supervised by 县委办公室, and what has been made of it."""

    county: County
    matter: str
    case: str
    letter: str = ""
    interview: str = ""
    listing: str = ""
    scan: str = ""

    def letter_drafted(self) -> Walk:
        """A letter stands as a draft, on a fact that was recorded."""
        county = self.county
        do(
            county.inspector,
            "matter.record_fact",
            ref=self.matter,
            fact="slow",
            reason="两个月没有实物工作量。",
        )
        self.letter = do(
            county.inspector,
            "letter.propose",
            matter=self.matter,
            issuer="party_office",
            basis="进展缓慢",
            facts=[self._fact("letter")],
            matters=["三月底前补齐手续", "倒排工期"],
            goals=["四月底前开工"],
            deadline=date(2026, 4, 30),
            feedback_days=15,
        ).ref
        return self

    def letter_approving(self) -> Walk:
        """The draft has been checked and lies with a county leader."""
        county = self.county
        do(county.inspector, "letter.submit", ref=self.letter, approver=county.person("standing"))
        do(county.checker, "letter.check", ref=self.letter, opinion="事实与附件相符")
        return self

    def paper_entered(self) -> Walk:
        """A leader's approval on paper has been entered with its scan, which stays inside."""
        county = self.county
        do(
            county.clerk, "letter.enter_paper", ref=self.letter, leader=county.person("standing"),
            decided_on=date(2026, 3, 2), verdict="agree", opinion="同意", scan=Upload("批示.pdf", files.SCAN),
        )  # fmt: skip
        tab = case_view(actor=county.clerk, ref=self.case, tab="documents").content
        self.scan = tab.attachments[0].ref
        return self

    def paper_compared(self) -> Walk:
        """A second person has found the entry to be as the scan."""
        do(self.county.inspector2, "letter.compare_paper", ref=self.letter, same="same")
        return self

    def letter_issued(self) -> Walk:
        """The letter has gone out under its number."""
        county = self.county
        if not self.scan:
            do(county.standing, "letter.approve", ref=self.letter)
        do(county.office_head, "letter.sign_out", ref=self.letter)
        do(
            county.clerk,
            "letter.issue",
            ref=self.letter,
            number_by="own",
            seal_keeper="文书",
            copies_printed=5,
        )
        return self

    def interview_issued(self) -> Walk:
        """The notice of an interview has gone out; it is to be held on 11 March."""
        county = self.county
        self.interview = do(
            county.inspector, "interview.propose", matter=self.matter, issuer="party_office", basis="督办函到期未整改",
            facts=[self._fact("interview")], opinion_text="建议就两个月没有实物工作量约谈", planned_at=_at(11),
            place="县委一楼会议室",
            materials=["书面报告"], deadline=date(2026, 5, 31), feedback_days=10,
        ).ref  # fmt: skip
        self._approved("interview", self.interview, "standing")
        do(county.clerk, "interview.issue", ref=self.interview, number_by="own", seal_keeper="文书", copies_printed=5,
           held_plan=_at(11))  # fmt: skip
        return self

    def interview_held(self) -> Walk:
        """An interview has been held, with its minutes."""
        county = self.interview_issued().county
        with county.on("2026-03-11", 11):
            do(
                county.inspector, "interview.hold", ref=self.interview, held_at=_at(11), convener=county.person("standing"),
                cdi_people=[county.person("cdi.deputy")], org_people=[county.person("org_dept.deputy")],
                unit_people=[county.person("bureau_a.principal")], report_handed="no",
            )  # fmt: skip
            do(county.inspector, "interview.write_minutes", ref=self.interview, text="约谈指出进展滞后。")
        return self

    def listing_issued(self) -> Walk:
        """The matter is listed."""
        county = self.county
        with county.on("2026-03-20"):
            for fact in ("serious", "unclear"):
                do(
                    county.inspector,
                    "matter.record_fact",
                    ref=self.matter,
                    fact=fact,
                    reason="承诺期内无进展。",
                )
            self.listing = do(
                county.inspector, "listing.propose", matter=self.matter, issuer="party_office", basis="进度严重滞后",
                facts=[self._fact("listing")], name="不动产登记历史遗留问题处理", responsible="自然资源局及其主要领导黄某",
                main_facts="两个月零进展", requirements=["六月底前完成全部处理"], deadline=date(2026, 6, 30),
                release_method="书面申请", release_procedure="申请、核查、同意、印发", feedback_days=7,
            ).ref  # fmt: skip
            self._approved("listing", self.listing, "secretary")
            do(
                county.clerk,
                "listing.issue",
                ref=self.listing,
                number_by="own",
                seal_keeper="文书",
                copies_printed=80,
            )
        return self

    def listing_released(self) -> Walk:
        """The listing has been released to the same circle."""
        county = self.county
        with county.on("2026-04-20"):
            do(county.bureau_a.liaison, "listing.apply_release", ref=self.listing, text="全部处理完毕",
               value=Decimal(120), file=Upload("验收.pdf", files.SCAN))  # fmt: skip
            do(county.bureau_a.principal, "listing.confirm_release", ref=self.listing)
            do(
                county.inspector,
                "listing.verify",
                ref=self.listing,
                method="现场",
                result="pass",
                text="抽查属实",
                value=Decimal(120),
            )
            do(county.inspector2, "listing.confirm_verification", ref=self.listing, agree="agree")
            do(county.secretary, "listing.approve_release", ref=self.listing)
            do(county.office_head, "listing.sign_release", ref=self.listing)
            do(
                county.clerk,
                "listing.issue_release",
                ref=self.listing,
                number_by="own",
                seal_keeper="文书",
                copies_printed=80,
            )
        return self

    def _fact(self, kind: str) -> str:
        asking = Asking(self.county.inspector, act_named(f"{kind}.propose"), self.matter)
        return next(iter(asking.options("facts")))

    def _approved(self, kind: str, ref: str, leader: str) -> None:
        county = self.county
        do(county.inspector, f"{kind}.submit", ref=ref, approver=county.person(leader))
        do(county.checker, f"{kind}.check", ref=ref, opinion="属实")
        do(county.gov_head, f"{kind}.countersign", ref=ref, opinion="同意")
        do(county.actor(leader), f"{kind}.approve", ref=ref)
        do(county.office_head, f"{kind}.sign_out", ref=ref)


def _at(hour: int) -> datetime:
    return datetime(2026, 3, 11, hour, tzinfo=clock.BEIJING)


def registered(county: County, title: str = "不动产登记历史遗留问题处理") -> Walk:
    """A matter has been entered."""
    done = do(
        county.inspector,
        "matter.register",
        title=title,
        office="party_office",
        source_class="2.3",
        source_title="县委常委会会议",
        source_number="2026年第4次",
        source_date=date(2026, 2, 26),
        kind_23="会议",
        due_on=date(2026, 9, 30),
        target_name="处理宗数",
        target_value=Decimal(120),
        target_unit="宗",
        distinct_reason="分片实施，责任单位不同。",
    )
    return Walk(county, done.ref, done.case_ref)


def assigned(county: County, title: str = "不动产登记历史遗留问题处理") -> Walk:
    """It has been handed to the bureau."""
    walk = registered(county, title)
    do(
        county.inspector,
        "matter.propose",
        ref=walk.matter,
        lead_unit=county.bureau_a.id,
        assist_units=[county.town_a.id],
        requirement="九月底前全部处理完毕",
        cycle_days=30,
        due_on=date(2026, 9, 30),
    )
    do(county.office_head, "matter.approve", ref=walk.matter)
    do(county.inspector, "matter.assign", ref=walk.matter)
    return walk


def underway(county: County, title: str = "不动产登记历史遗留问题处理") -> Walk:
    """The bureau has received it and is at work."""
    walk = assigned(county, title)
    do(county.bureau_a.liaison, "matter.receive", ref=walk.matter)
    return walk
