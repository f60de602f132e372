"""问责记录查询: whom a line of a list means, and what is answered."""

from __future__ import annotations

import random
import time

import pytest

from duban.mechanism.review.answers import CLEAR, ReviewAnswer, Status, answers
from duban.mechanism.review.lines import read_lines
from duban.mechanism.review.roll import Person, PostHeld, Roll, Unit, plain

UNITS = [Unit("u1", "XX县甲镇人民政府", "甲镇"), Unit("u2", "XX县水务局", "县水务局")]
PEOPLE = [
    Person("p1", "张某", (PostHeld("u1", "镇长"),), birth="1975-03"),
    Person("p2", "张某", (PostHeld("u2", "局长"), PostHeld("u1", "副镇长", now=False))),
    Person("p3", "李某", (PostHeld("u2", "副局长、党组成员"),), note="分管规划"),
    Person("p4", "买买提·某", (PostHeld("u1", "副镇长"),)),
    Person("p5", "赵某", (PostHeld("u1", "副书记", now=False),)),
]
ROLL = Roll(PEOPLE, UNITS)
RECORDED = {"p1": ("2026-03-01通报",), "u2": ("2026-05-01通报",)}


def asked(text: str) -> tuple[ReviewAnswer[str], ...]:
    return answers(read_lines(text, ROLL), ROLL, RECORDED)


def one(text: str) -> ReviewAnswer[str]:
    (found,) = asked(text)
    return found


@pytest.mark.clause("7.1.1", "7.3.2")
def test_the_answer_is_no_record_or_the_records_and_never_qualified() -> None:
    assert (one("李某").status, one("李某").key) == (Status.CLEAR, "p3")
    assert Status.CLEAR.value == CLEAR == "本机制内未见记录"
    recorded = one("张某，甲镇镇长")
    assert (recorded.status, recorded.records) == (Status.RECORDED, ("2026-03-01通报",))
    assert "合格" not in "".join(status.value for status in Status)


@pytest.mark.clause("7.1.1")
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("张某 甲镇", "p1"),
        ("张某\t镇长", "p1"),
        ("张某（XX县甲镇人民政府镇长）", "p1"),
        ("张某，县水务局局长", "p2"),
        ("张某,1975年3月", "p1"),
        ("李某，分管规划", "p3"),
        ("李某，县水务局党组成员", "p3"),
        ("买买提•某", "p4"),
        ("3. 李某", "p3"),
        ("（12）李某", "p3"),
    ],
)
def test_namesakes_are_told_apart_by_unit_post_birth_or_note(text: str, key: str | None) -> None:
    assert one(text).key == key


@pytest.mark.clause("7.1.1")
@pytest.mark.parametrize("text", ["李 某", "李　某", "李  某，县水务局", "李 某 县水务局副局长"])
def test_blanks_inside_a_name_do_not_hide_it(text: str) -> None:
    assert one(text).key == "p3"
    assert plain("李 某") == plain("李　某") == "李某"


@pytest.mark.clause("7.1.1")
def test_namesakes_of_whom_one_has_a_record_are_to_be_checked() -> None:
    found = one("张某")
    assert found.status is Status.UNCLEAR
    assert found.candidates == ("张某：甲镇镇长", "张某：县水务局局长")
    assert found.notes == ("有2个同名的人，请写明单位或职务。",)


@pytest.mark.clause("7.1.1")
def test_namesakes_without_any_record_have_none() -> None:
    found = answers(read_lines("张某", ROLL), ROLL, {})[0]
    assert found.status is Status.CLEAR
    assert "同名的2人都没有记录。" in found.notes


@pytest.mark.clause("7.1.1")
def test_a_wrong_post_is_told_and_a_wrong_unit_is_to_be_checked() -> None:
    wrong_post = one("李某，县水务局局长")
    assert wrong_post.key == "p3"
    assert wrong_post.notes == ("所填职务“局长”与登记的不符：县水务局副局长、党组成员（分管规划）。",)
    wrong_unit = one("张某，县财政局")
    assert wrong_unit.status is Status.UNCLEAR
    assert wrong_unit.notes == ("所填“县财政局”与登记的单位、职务不符，请核对。",)


@pytest.mark.clause("7.1.1")
def test_a_person_who_left_a_unit_is_found_and_the_move_told() -> None:
    found = one("赵某，甲镇")
    assert found.key == "p5"
    assert found.notes == ("已不在甲镇任职，现任没有在任职务。",)


@pytest.mark.clause("7.1.1")
def test_a_post_of_former_days_does_not_outweigh_who_is_there_now() -> None:
    found = one("张某，甲镇副镇长")
    assert found.status is Status.UNCLEAR
    assert found.candidates == ("张某：甲镇镇长", "张某：县水务局局长")
    assert found.notes[0] == "“副镇长”是以前的职务，请核对。"


@pytest.mark.clause("7.1.1")
def test_a_birth_that_is_not_kept_is_said_not_to_be_checked() -> None:
    assert one("李某，1980-01").notes == ("出生年月没有登记，没有核对。",)
    assert one("张某，甲镇，1980-01").status is Status.UNCLEAR


@pytest.mark.clause("7.1.1", "7.3.1")
def test_units_may_stand_in_a_list_too() -> None:
    found = one("XX县水务局")
    assert (found.key, found.status, found.records) == ("u2", Status.RECORDED, ("2026-05-01通报",))
    assert one("甲镇").status is Status.CLEAR


@pytest.mark.clause("7.1.1")
def test_every_line_is_reported_by_its_number() -> None:
    found = asked("姓名，单位\n李某\n\n 张某 甲镇\n李 某\n钱某\n（）\n张某、李某\n")
    assert [(each.line.number, each.status) for each in found] == [
        (2, Status.CLEAR),
        (4, Status.RECORDED),
        (5, Status.DUPLICATE),
        (6, Status.UNCLEAR),
        (7, Status.UNCLEAR),
        (8, Status.UNCLEAR),
    ]
    assert "与第2行相同，不重复列出。" in found[2].notes
    assert found[3].notes == ("单位与干部中没有这个姓名，请核对。",)
    assert found[4].notes == ("这一行没有姓名或单位。",)
    assert found[5].notes == ("一行写了几个人，请一行写一个。",)


@pytest.mark.clause("7.1.1")
@pytest.mark.parametrize("text", ["李木", "李某某", "买买提·木", "某李", "张木，甲镇"])
def test_a_near_name_is_to_be_checked_and_the_names_that_may_be_meant_are_listed(text: str) -> None:
    found = one(text)
    assert (found.status, found.key, found.records) == (Status.UNCLEAR, None, ())
    assert "有读音相同或者写法相近的姓名，请核对。" in found.notes
    assert found.candidates


@pytest.mark.clause("7.1.1")
@pytest.mark.parametrize("text", ["毛某某某", "不存在的人", "张某，县财政局"])
def test_an_unknown_name_or_place_is_never_a_clearance(text: str) -> None:
    assert answers(read_lines(text, ROLL), ROLL, {})[0].status is Status.UNCLEAR


def test_five_hundred_names_against_twenty_thousand_people_take_a_moment() -> None:
    chance = random.Random(1)
    names = [
        f"{chance.choice('赵钱孙李周吴郑王')}{chance.choice('甲乙丙丁戊')}{n % 97}" for n in range(20_000)
    ]
    people = [Person(n, name, (PostHeld(n % 1000, "副局长"),)) for n, name in enumerate(names)]
    units = [Unit(n, f"XX县第{n}局", f"第{n}局") for n in range(1000)]
    text = "\n".join(f"{n}. {names[n * 40]}，第{n * 40 % 1000}局副局长" for n in range(500))
    began = time.process_time()
    roll = Roll(people, units)
    found = answers(read_lines(text, roll), roll, {})
    assert time.process_time() - began < 2
    assert len(found) == 500
    assert sum(each.key is not None for each in found) > 400


SOUNDS = {
    "张": "zhang", "章": "zhang", "張": "zhang", "单": "dan chan shan", "善": "shan", "丹": "dan", "某": "mou", "謀": "mou",
    "昇": "sheng", "升": "sheng", "乐": "le yue", "岳": "yue", "李": "li", "甲": "jia", "乙": "yi", "丙": "bing",
}  # fmt: skip


def read(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(SOUNDS.get(character, character).split()) for character in name)


def heard(text: str, *people: Person, recorded: str) -> ReviewAnswer[str]:
    roll = Roll(people, UNITS, read)
    return answers(read_lines(text, roll), roll, {recorded: ("2026-03-01通报",)})[0]


RECORD = Person("on record", "张某", (PostHeld("u1", "镇长"),))


@pytest.mark.clause("7.1.1")
@pytest.mark.parametrize(
    ("asked_name", "on_record"),
    [("章某", "张某"), ("張某", "张某"), ("善某", "单某"), ("丹某", "单某"), ("单某", "善某"), ("岳某", "乐某"), ("李昇", "李升"),
     ("張謀", "张某")],
)  # fmt: skip
def test_a_name_that_is_read_like_that_of_somebody_with_a_record_is_to_be_checked(
    asked_name: str, on_record: str
) -> None:
    record = Person("on record", on_record, (PostHeld("u1", "镇长"),))
    unknown = heard(asked_name, record, recorded="on record")
    assert (unknown.status, unknown.candidates) == (Status.UNCLEAR, (f"{on_record}：甲镇镇长",))
    bearer = Person("asked", asked_name, (PostHeld("u2", "局长"),))
    known = heard(asked_name, record, bearer, recorded="on record")
    assert (known.status, known.key, known.records) == (Status.UNCLEAR, None, ())
    assert known.candidates == (f"{asked_name}：县水务局局长", f"{on_record}：甲镇镇长")
    assert heard(asked_name, record, bearer, recorded="nobody").status is Status.CLEAR


@pytest.mark.clause("7.1.1")
def test_a_name_one_slip_away_from_somebody_with_a_record_is_to_be_checked() -> None:
    bearer = Person("asked", "李甲乙", (PostHeld("u2", "局长"),))
    record = Person("on record", "李甲丙", (PostHeld("u1", "镇长"),))
    assert heard("李甲乙", bearer, record, recorded="on record").status is Status.UNCLEAR


@pytest.mark.clause("7.1.1")
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("章某，县水务局", Status.CLEAR),
        ("章某，县水务局局长", Status.CLEAR),
        ("章某，局长", Status.CLEAR),
        ("章某，1975-03", Status.UNCLEAR),
        ("章某，甲镇", Status.UNCLEAR),
        ("张某，甲镇", Status.RECORDED),
    ],
)
def test_unit_or_post_say_which_of_two_names_that_sound_alike_is_meant(text: str, status: Status) -> None:
    bearer = Person("asked", "章某", (PostHeld("u2", "局长"),))
    assert heard(text, RECORD, bearer, recorded="on record").status is status


@pytest.mark.clause("7.1.1")
def test_who_sounds_alike_and_works_in_the_same_unit_is_told_apart_by_the_post() -> None:
    bearer = Person("asked", "章某", (PostHeld("u1", "副镇长"),))
    assert heard("章某，甲镇", RECORD, bearer, recorded="on record").status is Status.UNCLEAR
    assert heard("章某，甲镇副镇长", RECORD, bearer, recorded="on record").status is Status.CLEAR


@pytest.mark.clause("7.1.1")
def test_namesakes_without_a_record_are_not_cleared_beside_a_name_that_sounds_alike() -> None:
    two = (Person("a", "章某", (PostHeld("u2", "局长"),)), Person("b", "章某", (PostHeld("u1", "副镇长"),)))
    assert heard("章某", *two, recorded="nobody").status is Status.CLEAR
    assert heard("章某", *two, RECORD, recorded="on record").status is Status.UNCLEAR


@pytest.mark.clause("7.1.1")
def test_a_doubted_line_does_not_make_a_later_clear_one_a_duplicate() -> None:
    roll = Roll([RECORD, Person("asked", "章某", (PostHeld("u2", "局长"),))], UNITS, read)
    found = answers(read_lines("章某\n章某，县水务局", roll), roll, {"on record": ("2026-03-01通报",)})
    assert [one.status for one in found] == [Status.UNCLEAR, Status.CLEAR]
