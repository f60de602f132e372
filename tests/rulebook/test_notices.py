"""A notice: taken in as a draft, in force only once a second person has confirmed it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duban.acts.models import Obligation
from duban.audit.models import Entry
from duban.documents.files.uploads import Upload
from duban.mechanism.decision import Outcome
from duban.mechanism.notice.reading import cut
from duban.mechanism.parameters import default_pack
from duban.rulebook.actions.answering import answer_notice
from duban.rulebook.actions.notices import (
    adopt_notice,
    confirm_extension,
    confirm_notice,
    discard_notice,
    extend_notice,
    withdraw_extension,
)
from duban.rulebook.models import Notice, NoticeAnswer, Pack
from duban.rulebook.selectors import in_force, notice_in_force, pack_by_hash, pack_in_force, words_of
from duban.shared import clock
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.personas import FOUNDED, County, notice_text
from tests.rulebook.drafting import PAPER, extended, unmet

DAY = date(2026, 3, 1)
FACTS = {"issued_on": DAY, "number": "X委办字〔2026〕9号", "issuer": "中共XX县委办公室"}


def stricter() -> bytes:
    """A second notice with other numbers, which says nothing of its own number, issuer and date."""
    notice = cut(notice_text().decode())
    text = "\n".join([notice.title, *(section.text for section in notice.sections)])
    changed = text.replace("倒数三名", "倒数五名").replace("试行一年", "试行两年")
    assert changed != text
    return changed.encode()


def adopt(county: County, who: str = "inspector", content: bytes = b"", **given: Any) -> str:
    file = Upload("通知.txt", content or stricter())
    return adopt_notice(actor=county.actor(who), file=file, **{**FACTS, **given}).ref


@pytest.mark.clause("9")
def test_a_draft_is_in_force_nowhere(county: County) -> None:
    before = pack_in_force(county.jurisdiction_id, DAY)
    ref = adopt(county)
    assert pack_in_force(county.jurisdiction_id, DAY) == before
    notice = Notice.objects.get(ref=ref)
    assert notice.state == "draft"
    assert {each["key"] for each in notice.comparison["differing"]} == {"bottom_n", "trial_years"}
    owed = Obligation.objects.get(object_kind="notice", outcome="open")
    assert (owed.act, owed.unit_id) == ("notice.confirm", county.party_office.unit_id)


@pytest.mark.clause("9")
def test_a_confirmed_notice_brings_its_own_numbers_from_the_day_of_issue(county: County) -> None:
    confirm_notice(actor=county.office_head, ref=adopt(county))
    pack = pack_in_force(county.jurisdiction_id, DAY)
    assert pack.get("bottom_n", DAY) == 5
    assert pack.get("effective_to", DAY) == date(2028, 2, 29)
    assert "X委办字〔2026〕9号" in pack.use("bottom_n", DAY).source
    assert pack_in_force(county.jurisdiction_id, date(2026, 2, 28)).get("bottom_n", date(2026, 2, 28)) == 3
    kept = Pack.objects.get(effective_from=DAY)
    assert kept.hash == pack.hash
    assert pack_by_hash(county.jurisdiction_id, kept.hash) == pack


@pytest.mark.clause("9")
def test_the_earlier_pack_still_judges_the_cases_that_it_judged(county: County) -> None:
    earlier = pack_in_force(county.jurisdiction_id, DAY).hash
    confirm_notice(actor=county.office_head, ref=adopt(county))
    assert pack_by_hash(county.jurisdiction_id, earlier).get("bottom_n", DAY) == 3
    assert pack_by_hash(county.jurisdiction_id, default_pack().hash) == default_pack()
    with pytest.raises(LookupError):
        pack_by_hash(county.jurisdiction_id, "0" * 64)


@pytest.mark.clause("9")
@pytest.mark.parametrize(
    ("missing", "label"), [("issued_on", "印发日期"), ("number", "发文字号"), ("issuer", "发文机关")]
)
def test_a_fact_that_the_text_lacks_is_asked_for_never_guessed(
    county: County, missing: str, label: str
) -> None:
    with pytest.raises(Invalid) as refused:
        adopt(county, **{missing: None if missing == "issued_on" else ""})
    assert list(refused.value.fields) == [missing]
    assert label in refused.value.fields[missing]
    assert Notice.objects.count() == 1


CLOSING = "\n\n中共XX县委办公室\n2026年2月9日\n".encode()


@pytest.mark.clause("9")
def test_a_fact_that_the_text_states_is_proposed_and_a_person_states_it(county: County) -> None:
    with pytest.raises(Invalid) as refused:
        adopt(county, content=stricter().rstrip() + CLOSING, issued_on=None, issuer="")
    assert refused.value.fields == {
        "issued_on": "原文写的是“2026-02-09”，请核对后填写。",
        "issuer": "原文写的是“中共XX县委办公室”，请核对后填写。",
    }


@pytest.mark.clause("9")
def test_a_fact_against_the_text_is_asked_about_and_taken_only_with_its_reason(county: County) -> None:
    with pytest.raises(Invalid) as refused:
        adopt(county, content=stricter().rstrip() + CLOSING)
    assert list(refused.value.fields) == ["issued_on"]
    assert "填写的是2026-03-01，原文写的是2026-02-09" in refused.value.fields["issued_on"]
    file = Upload("通知.txt", stricter().rstrip() + CLOSING)
    done = adopt_notice(actor=county.inspector, file=file, **FACTS, despite="以正式印发日期为准")
    assert "发文信息与原文不一致，以正式印发日期为准。" in done.sentence
    ref = done.ref
    confirm_notice(actor=county.office_head, ref=ref)
    assert Notice.objects.get(ref=ref).issued_on == DAY


def test_a_notice_of_tomorrow_is_refused(county: County) -> None:
    with pytest.raises(Invalid, match="晚于今天"):
        adopt(county, issued_on=date(2026, 3, 3))


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04zip", b"%PDF-1.7", b"\xff\xfe\x00", "没有条文".encode(), b"   "]
)
def test_what_is_no_notice_is_refused_beside_the_file(county: County, content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        adopt(county, content=content)
    assert list(refused.value.fields) == ["file"]


def test_a_file_in_gb18030_is_read(county: County) -> None:
    ref = adopt(county, content=stricter().decode().encode("gb18030"))
    assert "督办函" in Notice.objects.get(ref=ref).text


def test_no_file_is_refused(county: County) -> None:
    with pytest.raises(Invalid, match="请选择"):
        adopt_notice(actor=county.inspector, file=None, **FACTS)  # type: ignore[arg-type]


def test_the_same_notice_is_not_taken_in_twice(county: County) -> None:
    ref = adopt(county)
    with pytest.raises(Invalid, match="已经导入"):
        adopt(county)
    discard_notice(actor=county.inspector, ref=ref, reason="文号有误")
    adopt(county)


@pytest.mark.clause("9")
def test_whoever_entered_it_does_not_confirm_it(county: County) -> None:
    from tests.personas import appoint

    appoint(
        actor=county.registrar, person=county.person("inspector2"), role="office_head", title="代主任",
        unit=county.party_office.id, starts_on=DAY,
    )  # fmt: skip
    ref = adopt(county, "inspector2")
    with pytest.raises(Unmet, match="确认通知生效"):
        confirm_notice(actor=county.inspector2, ref=ref)
    assert Notice.objects.get(ref=ref).state == "draft"


@pytest.mark.clause("9")
@pytest.mark.parametrize("who", ["office_head", "gov_head", "secretary", "magistrate"])
def test_heads_and_main_leaders_confirm(county: County, who: str) -> None:
    ref = adopt(county)
    confirm_notice(actor=county.actor(who), ref=ref)
    notice = Notice.objects.get(ref=ref)
    assert (notice.state, notice.confirmed_by, notice.entered_by) == (
        "confirmed", county.actor(who).name, county.inspector.name,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["inspector", "registrar"])
def test_those_who_enter_do_not_confirm(county: County, who: str) -> None:
    ref = adopt(county)
    with pytest.raises(NotPermitted):
        confirm_notice(actor=county.actor(who), ref=ref)


@pytest.mark.parametrize("who", ["vice", "checker", "town_a.principal"])
def test_a_draft_is_not_even_known_to_others(county: County, who: str) -> None:
    ref = adopt(county)
    with pytest.raises(NotFound):
        confirm_notice(actor=county.actor(who), ref=ref)


@pytest.mark.parametrize("who", ["office_head", "secretary", "town_a.principal", "cdi.principal"])
def test_only_inspectors_and_the_administrator_enter_notices(county: County, who: str) -> None:
    with pytest.raises(NotPermitted, match="督查员"):
        adopt(county, who)
    assert Entry.objects.filter(act="notice.adopt", outcome="refused").count() == 1


def test_the_other_office_enters_and_both_heads_may_confirm(county: County) -> None:
    ref = adopt(county, "gov_inspector")
    assert Notice.objects.get(ref=ref).office == "gov_office"
    confirm_notice(actor=county.office_head, ref=ref)


FOUR = ("较好推进／正常推进／进展滞后", "好／较好／一般／差")
INTERVIEW = ("由县委或县政府领导召集，", "")


def doubtful(county: County, *swaps: tuple[str, str]) -> str:
    """A draft whose text says something in a way that is in doubt."""
    text = stricter().decode()
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return adopt(county, content=text.encode())


def answer(county: County, ref: str, item: str, how: str, words: str = "", who: str = "inspector") -> str:
    given = {"item": item, "how": how, "words": words, "reason": "县委办公室核对"}
    return answer_notice(actor=county.actor(who), ref=ref, **given).sentence


@pytest.mark.clause("9")
def test_a_notice_with_something_in_doubt_does_not_come_into_force(county: County) -> None:
    ref = doubtful(county, FOUR, INTERVIEW)
    with pytest.raises(Unmet) as refused:
        confirm_notice(actor=county.office_head, ref=ref)
    finding = next(each.finding for each in refused.value.decision.missing)
    assert "工作进展评价的档次：原文写了4档" in finding
    assert "联席约谈：县领导召集" in finding
    assert pack_in_force(county.jurisdiction_id, DAY).get("bottom_n", DAY) == 3


@pytest.mark.clause("9", "4.4", "3.2.1")
def test_what_is_in_doubt_is_answered_by_a_person_and_the_answer_holds(county: County) -> None:
    ref = doubtful(county, FOUR, INTERVIEW)
    said = answer(county, ref, "value:evaluation_values", "value", "好、一般、差")
    assert "参数取值为“好、一般、差”。理由：县委办公室核对" in said
    answer(county, ref, "clause:3.2.1", "here", "县委、县政府实行联席约谈")
    confirm_notice(actor=county.office_head, ref=ref)
    pack = pack_in_force(county.jurisdiction_id, DAY)
    assert pack.get("evaluation_values", DAY) == ("好", "一般", "差")
    assert pack.use("evaluation_values", DAY).reason == "答复：“好、一般、差”"
    assert "县委、县政府实行联席约谈" in words_of(county.jurisdiction_id, "3.2.1")


@pytest.mark.clause("9")
def test_a_clause_that_the_notice_does_not_have_is_answered_as_absent(county: County) -> None:
    ref = doubtful(county, INTERVIEW)
    answer(county, ref, "clause:3.2.1", "absent")
    confirm_notice(actor=county.office_head, ref=ref)
    assert words_of(county.jurisdiction_id, "3.2.1") == ""


@pytest.mark.clause("9")
def test_an_answer_that_does_not_fit_is_refused_beside_its_field(county: County) -> None:
    ref = doubtful(county, FOUR, INTERVIEW)
    for item, how, words, field in (
        ("clause:3.2.1", "here", "县长主持召开约谈会议", "words"),
        ("clause:3.2.1", "value", "3", "how"),
        ("value:evaluation_values", "value", "好、好", "words"),
        ("value:evaluation_values", "here", "好／较好", "how"),
    ):
        with pytest.raises(Invalid) as refused:
            answer(county, ref, item, how, words)
        assert list(refused.value.fields) == [field]
    assert not NoticeAnswer.objects.exists()


@pytest.mark.clause("9")
def test_an_answer_is_given_again_and_the_last_one_counts(county: County) -> None:
    ref = doubtful(county, FOUR)
    answer(county, ref, "value:evaluation_values", "default")
    answer(county, ref, "value:evaluation_values", "value", "优、中、差")
    assert NoticeAnswer.objects.filter(ended_at=None).count() == 1
    confirm_notice(actor=county.office_head, ref=ref)
    assert pack_in_force(county.jurisdiction_id, DAY).get("evaluation_values", DAY) == ("优", "中", "差")


@pytest.mark.clause("9")
def test_whoever_answered_does_not_confirm(county: County) -> None:
    from tests.personas import appoint

    appoint(
        actor=county.registrar, person=county.person("inspector2"), role="office_head", title="代主任",
        unit=county.party_office.id, starts_on=DAY,
    )  # fmt: skip
    ref = doubtful(county, FOUR)
    answer(county, ref, "value:evaluation_values", "default", who="inspector2")
    with pytest.raises(Unmet, match="确认通知生效"):
        confirm_notice(actor=county.inspector2, ref=ref)


def test_a_notice_is_confirmed_once(county: County) -> None:
    ref = adopt(county)
    confirm_notice(actor=county.office_head, ref=ref)
    with pytest.raises(WrongState, match="已确认"):
        confirm_notice(actor=county.gov_head, ref=ref)


@pytest.mark.clause("9")
def test_new_measures_end_with_the_trial_and_go_on_with_an_extension(county: County) -> None:
    where = county.jurisdiction_id
    assert in_force(where, date(2027, 1, 4)).allowed
    assert in_force(where, date(2027, 1, 5)).outcome is Outcome.NOT_MET
    with county.on("2027-01-20"):
        extended(county, date(2028, 1, 4), date(2027, 1, 18))
        assert in_force(where, date(2027, 1, 20)).allowed
        assert in_force(where, date(2027, 1, 10)).outcome is Outcome.NOT_MET
        assert in_force(where, date(2028, 1, 5)).outcome is Outcome.NOT_MET
        assert (
            "X委办字〔2027〕1号"
            in pack_in_force(where, date(2027, 1, 20)).use("effective_to", date(2027, 1, 20)).source
        )


@pytest.mark.clause("9")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"until": date(2027, 1, 4)}, "until"),
        ({"until": date(2099, 1, 1)}, "until"),
        ({"dated_on": date(2026, 3, 3)}, "dated_on"),
        ({"dated_on": date(2026, 1, 4)}, "dated_on"),
        ({"number": " "}, "number"),
    ],
)
def test_an_extension_that_extends_nothing_is_refused(
    county: County, given: dict[str, Any], field: str
) -> None:
    values = {"number": "X〔2026〕9号", "title": "延期", "dated_on": DAY, "until": date(2028, 1, 4), "file": PAPER, **given}
    with pytest.raises(Invalid) as refused:
        extend_notice(actor=county.office_head, ref=Notice.objects.get().ref, **values)
    assert list(refused.value.fields) == [field]


def registered_extension(county: County, who: str = "office_head") -> str:
    ref = Notice.objects.get().ref
    extend_notice(
        actor=county.actor(who), ref=ref, number="X委办字〔2026〕9号", title="关于延长试行期的通知", dated_on=DAY,
        until=date(2028, 1, 4), file=PAPER,
    )  # fmt: skip
    return ref


def last_day(county: County) -> date:
    return date.fromisoformat(f"{pack_in_force(county.jurisdiction_id, DAY).get('effective_to', DAY)}")


@pytest.mark.clause("9")
def test_an_extension_changes_nothing_until_the_other_office_has_confirmed_it(county: County) -> None:
    ref = registered_extension(county)
    assert last_day(county) == date(2027, 1, 4)
    owed = Obligation.objects.get(act="notice.confirm_extension", outcome="open")
    assert owed.unit_id == county.actor("gov_head").posts[0].unit_id
    with pytest.raises(Unmet, match="确认试行期的延长"):
        confirm_extension(actor=county.office_head, ref=ref)
    confirm_extension(actor=county.gov_head, ref=ref)
    assert last_day(county) == date(2028, 1, 4)
    assert Notice.objects.get().proposed == {}


@pytest.mark.clause("9")
def test_somebody_of_the_same_office_does_not_confirm_its_extension(county: County) -> None:
    from tests.personas import appoint

    appoint(
        actor=county.registrar, person=county.person("inspector2"), role="office_head", title="代主任",
        unit=county.party_office.id, starts_on=DAY,
    )  # fmt: skip
    ref = registered_extension(county)
    with unmet("待县政府办公室确认"):
        confirm_extension(actor=county.inspector2, ref=ref)


@pytest.mark.clause("9")
def test_an_extension_is_taken_back_before_it_holds_and_then_registered_anew(county: County) -> None:
    ref = registered_extension(county, "gov_head")
    withdraw_extension(actor=county.office_head, ref=ref, reason="文件未用印")
    assert last_day(county) == date(2027, 1, 4)
    registered_extension(county, "gov_head")
    confirm_extension(actor=county.office_head, ref=ref)
    assert last_day(county) == date(2028, 1, 4)


def test_a_notice_that_was_followed_by_another_is_not_extended(county: County) -> None:
    first = Notice.objects.get().ref
    confirm_notice(actor=county.office_head, ref=adopt(county))
    with pytest.raises(Invalid, match="接替"):
        extend_notice(
            actor=county.office_head,
            ref=first,
            number="X〔2026〕9号",
            title="延期",
            dated_on=DAY,
            until=date(2029, 1, 4),
            file=PAPER,
        )


def test_the_countys_own_words_are_whole_paragraphs(county: County) -> None:
    words = words_of(county.jurisdiction_id, "3.1.2")
    text = "".join(notice_text().decode().split())
    assert words in text
    assert words == words_of(county.jurisdiction_id, "3.1.8")
    assert "督办函" in words
    assert words.endswith("。")


def test_a_warm_rulebook_asks_the_database_nothing(county: County, django_assert_num_queries: Any) -> None:
    pack_in_force(county.jurisdiction_id, DAY)
    with django_assert_num_queries(0):
        assert in_force(county.jurisdiction_id, DAY).allowed
        assert notice_in_force(county.jurisdiction_id, DAY).issued_on == FOUNDED.date()  # type: ignore[union-attr]
        assert words_of(county.jurisdiction_id, "9")


def test_a_county_without_a_notice_has_defaults_and_nothing_in_force(db: None) -> None:
    from django_scopes import scope

    from duban.organisations.actions.founding import found_jurisdiction

    with clock.moved_to(FOUNDED):
        founded = found_jurisdiction(code="zz", name="ZZ县", short_name="Z")
    with clock.moved_to(FOUNDED), scope(jurisdiction=founded.jurisdiction_id):
        assert in_force(founded.jurisdiction_id, DAY).outcome is Outcome.NOT_MET
        assert pack_in_force(founded.jurisdiction_id, DAY) == default_pack()
        assert words_of(founded.jurisdiction_id, "3.1.2") == ""
