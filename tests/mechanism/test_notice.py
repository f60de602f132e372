"""Reading a county's notice: decoded, cut, bound, its numbers taken and held against the pack."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.notice.binding import Binding, basis_documents, bind, words_of
from duban.mechanism.notice.comparison import adopted_pack, compare, trial_ends
from duban.mechanism.notice.reading import NoticeUnreadable, cut, decode
from duban.mechanism.notice.values.numbers import numbers, read_values
from duban.mechanism.notice.values.numerals import number_of
from duban.mechanism.parameters import default_pack

DEMO = resources.files("duban.mechanism").joinpath("data/demo_notice.txt").read_text(encoding="utf-8")
PUBLISHED = sorted((Path(__file__).resolve().parents[2].parent / "shared" / "notice").glob("*.txt"))
ISSUED = date(2026, 1, 5)
OTHER_NUMBERS = (
    ("3次（含3次）", "四次（含四次）"),
    ("2次（含2次）以上的，当年度绩效", "三次（含三次）以上的，当年度绩效"),
    ("2次（含2次）以上，或者", "3次（含3次）以上，或者"),
    ("问责1次", "问责2次"),
    ("倒数三名", "倒数五名"),
    ("试行一年", "试行两年"),
)


def changed(*swaps: tuple[str, str], text: str = DEMO) -> str:
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return text


def values(text: str) -> dict[str, object]:
    return {each.key: each.value for each in numbers(cut(text))}


@pytest.fixture(scope="module")
def demo() -> Binding:
    return bind(cut(DEMO))


def test_utf8_with_or_without_bom_and_gb18030_give_the_same_text() -> None:
    encodings = ("utf-8", "utf-8-sig", "gb18030")
    assert {decode(DEMO.encode(encoding)) for encoding in encodings} == {DEMO}


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"PK\x03\x04rest of a docx", "Word、WPS 或压缩文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧版 Word 文件"),
        (b"%PDF-1.7", "PDF 文件"),
        ("一、".encode("utf-16"), "UTF-16"),
        (b"<!DOCTYPE html><p>", "网页"),
        (b"\x00\x01\x02\x03", "不是 UTF-8 或 GB18030"),
        (b"\xff\xff\xff", "不是 UTF-8 或 GB18030"),
        (b"  \n", "空的"),
    ],
)
def test_anything_else_is_refused_in_chinese(data: bytes, complaint: str) -> None:
    with pytest.raises(NoticeUnreadable, match=complaint):
        decode(data)


def test_a_text_without_articles_is_refused() -> None:
    with pytest.raises(NoticeUnreadable, match="没有找到"):
        cut("关于某事的通知\n没有条文。")


def test_the_demo_notice_is_cut_into_nine_articles_with_their_paragraphs() -> None:
    notice = cut(DEMO)
    shape = {each.number: len(each.paragraphs) - 1 for each in notice.articles}
    assert shape == {"一": 0, "二": 4, "三": 3, "四": 0, "五": 5, "六": 0, "七": 3, "八": 0, "九": 0}
    assert notice.title == "关于实行重点工作督查联动机制的通知"
    assert notice.preamble.text.startswith("根据党中央")
    assert notice.address.endswith("：")


def test_no_word_of_a_notice_is_lost_and_every_offset_points_at_its_words(demo: Binding) -> None:
    notice = demo.notice
    assert "".join(notice.pieces) == notice.text == DEMO
    for section in notice.sections:
        assert notice.text[section.start : section.end].strip() == section.text
        joined = "".join(notice.text[each.start : each.end] for each in section.paragraphs)
        assert joined == notice.text[section.start : section.end]
    for passage in demo.passages.values():
        assert notice.text[passage.start : passage.end] == passage.words


def test_scraping_marks_are_taken_out_and_an_article_may_begin_inside_a_line() -> None:
    scraped = changed(
        ("经办负责人。\n\n二、", "经办负责人。二、"),
        ("（三）县委、县政府重要会议", "##paidbegin##（三）县委、县政府重要会议"),
    )
    notice = cut(scraped + "\n##paidend##")
    assert [each.number for each in notice.articles] == list("一二三四五六七八九")
    assert "##" not in notice.text
    assert bind(notice).not_found == ()


def test_a_list_inside_an_article_is_not_taken_for_articles() -> None:
    notice = cut(changed(("随时更新，", "分三步：一、登记；二、更新；三、销号，")))
    assert [each.number for each in notice.articles] == list("一二三四五六七八九")


def test_what_the_issuer_block_says_is_read_and_what_it_does_not_say_is_not_guessed() -> None:
    facts = cut(DEMO).facts
    assert (facts.issued_on, facts.number) == (ISSUED, "X委办字〔2026〕3号")
    assert facts.issuer == "中共XX县委办公室、XX县人民政府办公室"
    bare = cut(DEMO[DEMO.index("关于实行") : DEMO.index("中共XX县委办公室　　")]).facts
    assert (bare.issued_on, bare.number, bare.issuer) == (None, None, None)


def test_a_date_in_chinese_numerals_is_read_and_the_day_of_printing_is_not_the_date() -> None:
    printed = changed(("2026年1月5日\n", "二〇二六年一月五日\n\nXX县委办公室 2026年1月8日印发\n"))
    assert cut(printed).facts.issued_on == ISSUED


def test_every_clause_is_bound_in_its_own_paragraph_of_the_demo_notice(demo: Binding) -> None:
    assert demo.not_found == ()
    assert demo.superfluous == ()
    for clause_id, passage in demo.passages.items():
        known = CLAUSES[clause_id]
        assert passage.article == known.article
        assert passage.paragraph in (known.paragraph, "")


@pytest.mark.parametrize(
    ("clause_id", "words"),
    [
        ("3.1.2", "经县委或县政府领导批准"),
        ("3.1.5", "同时抄送县纪委监委和县委组织部"),
        ("3.2.7", "承诺完成整改的期限"),
        ("3.3.2", "报县委或县政府主要领导同意"),
        ("4.2", "实行动态管理"),
        ("7.2.5", "一年内被通报问责2次（含2次）以上"),
        ("7.2.7", "或者受到记过以上政务处分"),
    ],
)
def test_a_rule_shows_the_countys_own_words(demo: Binding, clause_id: str, words: str) -> None:
    assert words_of(demo, clause_id) == words


@pytest.mark.clause("0.1")
def test_the_basis_is_whole_and_its_documents_are_named_in_order(demo: Binding) -> None:
    assert words_of(demo, "0.1").endswith("文件精神")
    assert basis_documents(demo.notice) == ("《中共XX市委XX市人民政府关于实行重点工作督查联动机制的通知》",)


def test_a_sentence_around_the_words_is_whole(demo: Binding) -> None:
    sentence = demo.passages["3.2.7"].sentence
    assert sentence.startswith("责任单位主要领导应当在约谈之前")
    assert sentence.endswith("书面报告。")


def test_words_wrapped_over_two_lines_are_still_found() -> None:
    wrapped = changed(("经县委或县政府领导批准", "经县委或县政\n府领导批准"))
    assert words_of(bind(cut(wrapped)), "3.1.2") == "经县委或县政府领导批准"


def test_a_text_without_any_line_break_is_still_cut_and_bound() -> None:
    binding = bind(cut(DEMO[DEMO.index("关于实行") : DEMO.index("中共XX县委办公室　　")].replace("\n", "")))
    assert binding.notice.title == "关于实行重点工作督查联动机制的通知"
    assert binding.not_found == ()


def test_numbers_and_names_that_wrap_over_a_line_are_read_without_the_break() -> None:
    found = values(changed(("责令辞职、免职", "责令\n辞职、免职"), ("协同督查", "协同\n督查")))
    assert found["cancel_org_kinds"] == ("责令辞职", "免职", "降职")
    assert "\n" not in str(found["cooperation_mechanism"])


def test_half_width_signs_and_a_district_instead_of_a_county_are_still_found() -> None:
    text = DEMO.replace("县", "区").translate(str.maketrans("（），；：", "(),;:"))
    assert bind(cut(text)).not_found == ()


def test_articles_that_stand_elsewhere_are_found_by_what_they_say() -> None:
    numerals = "一二三四五六七八九十"
    text = DEMO
    for index in range(8, 1, -1):
        text = text.replace(f"\n{numerals[index]}、", f"\n{numerals[index + 1]}、")
    text = text.replace(
        "\n四、县委办公室、县政府办公室负责跟踪",
        "\n三、成立领导小组，统筹全县督查。\n\n四、县委办公室、县政府办公室负责跟踪",
    )
    binding = bind(cut(text))
    assert binding.not_found == ()
    assert binding.passages["3.1.2"].article == "四"
    assert [each.article for each in binding.superfluous] == ["三"]


def test_a_missing_paragraph_is_reported_and_not_bound_to_its_neighbour() -> None:
    start, end = DEMO.index("（二）联席约谈。"), DEMO.index("（三）挂牌督办。")
    binding = bind(cut(DEMO[:start] + DEMO[end:].replace("（三）挂牌", "（二）挂牌", 1)))
    assert binding.not_found == tuple(each for each in CLAUSES if each.startswith("3.2."))
    assert binding.passages["3.3.2"].paragraph == "（二）"


def test_what_no_clause_claims_is_reported() -> None:
    added = changed(
        ("到全部整改完毕为止。\n（三）", "到全部整改完毕为止。被约谈两次的，在县级媒体检讨。\n（三）"),
        ("九、本通知", "九、各单位每月交纳保证金。\n\n十、本通知"),
    )
    found = [(each.article, each.text) for each in bind(cut(added)).superfluous]
    assert found == [("三", "被约谈两次的，在县级媒体检讨。"), ("九", "九、各单位每月交纳保证金。")]


@pytest.mark.clause("5.3", "7.2.1", "7.2.2", "7.2.3", "7.2.5", "9")
def test_the_numbers_of_the_demo_notice_agree_with_the_default_pack(demo: Binding) -> None:
    result = compare(demo, read_values(demo), default_pack(), ISSUED)
    assert result.differing == ()
    assert result.numbers_missing == ()
    assert result.required_facts_missing == ()
    assert len(result.bound) == 68
    assert {each.key for each in result.agreeing} >= {"bottom_n", "trial_years", "unit_cap_first_count"}


def test_other_numbers_are_found_in_chinese_and_arabic_and_shown_as_differing() -> None:
    binding = bind(cut(changed(*OTHER_NUMBERS)))
    result = compare(binding, read_values(binding), default_pack(), ISSUED)
    shown = {each.key: (each.cite, each.found_text, each.pack_text) for each in result.differing}
    assert shown == {
        "bottom_n": ("五（三）", "5名", "3名"),
        "unit_cap_first_count": ("七（二）", "3次", "2次"),
        "unit_cap_second_count": ("七（二）", "4次", "3次"),
        "circular_once_count": ("七（二）", "2次", "1次"),
        "circular_cancel_count": ("七（二）", "3次", "2次"),
        "trial_years": ("九", "2年", "1年"),
    }


def test_numbers_that_another_county_writes_down_are_taken_too() -> None:
    text = changed(
        ("亲自研究制定，", "在7个工作日内亲自研究制定，"),
        ("定期向县委办公室或县政府办公室", "每半月向县委办公室或县政府办公室"),
        ("定期向县委办公室、县政府办公室", "每周向县委办公室、县政府办公室"),
        ("经过多次督办", "经过三次以上督办"),
        ("较好推进／正常推进／进展滞后", "优/中/差"),
        ("记过以上政务", "记大过以上政务"),
    )
    found = values(text)
    assert found["plan_due_workdays"] == 7
    assert found["feedback_interval_days_letter"] == 15
    assert found["feedback_interval_days_interview"] == 7
    assert found["many_times"] == 3
    assert found["evaluation_values"] == ("优", "中", "差")
    assert found["cancel_gov_from"] == "记大过"


def test_a_number_that_excludes_itself_counts_one_more() -> None:
    assert values(changed(("2次（含2次）以上的", "2次（不含2次）以上的")))["unit_cap_first_count"] == 3


def test_a_number_that_the_text_does_not_have_is_asked_about() -> None:
    binding = bind(cut(changed(("列全市倒数三名以内", "全市排名靠后"))))
    result = compare(binding, read_values(binding), default_pack(), ISSUED)
    assert [(each.key, each.cite, each.pack_text) for each in result.numbers_missing] == [
        ("bottom_n", "五（三）", "3名")
    ]
    assert [each.key for each in result.asked if each.binding] == ["value:bottom_n"]


def test_required_facts_are_asked_for_until_a_person_gives_them() -> None:
    binding = bind(cut(DEMO[DEMO.index("关于实行") : DEMO.index("中共XX县委办公室　　")]))
    asked = compare(binding, read_values(binding), default_pack(), ISSUED)
    told = compare(binding, read_values(binding), default_pack(), ISSUED, given={"issued_on", "number"})
    assert asked.required_facts_missing == ("issued_on", "number", "issuer")
    assert told.required_facts_missing == ("issuer",)


@pytest.mark.clause("9")
def test_an_adopted_pack_has_the_countys_numbers_from_the_day_of_issue() -> None:
    binding = bind(cut(changed(*OTHER_NUMBERS)))
    result = compare(binding, read_values(binding), default_pack(), ISSUED)
    pack = adopted_pack(default_pack(), result, ISSUED, "X委办字〔2026〕3号")
    use = pack.use("bottom_n", ISSUED)
    assert (use.value, use.since, use.source, use.reason) == (
        5,
        ISSUED,
        "X委办字〔2026〕3号，五（三）",
        "原文：“倒数五名以内”",
    )
    assert pack.get("bottom_n", date(2026, 1, 4)) == 3
    assert pack.get("effective_from", ISSUED) == ISSUED
    assert pack.get("effective_to", ISSUED) == date(2028, 1, 4)
    assert pack.hash != default_pack().hash


def test_a_list_that_gives_no_value_is_asked_about_and_nothing_takes_its_place() -> None:
    binding = bind(cut(changed(("较好推进／正常推进／进展滞后", "好／较好／一般／差"))))
    result = compare(binding, read_values(binding), default_pack(), ISSUED)
    asked = next(each for each in result.asked if each.key == "value:evaluation_values")
    assert (asked.clause, asked.found, asked.binding) == ("4.4", "好、较好、一般、差", True)
    assert "evaluation_values" not in {each.key for each in result.found}


@pytest.mark.clause("9")
@pytest.mark.parametrize(
    ("issued", "years", "last"),
    [
        (date(2026, 3, 1), 1, date(2027, 2, 28)),
        (date(2026, 1, 1), 1, date(2026, 12, 31)),
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2026, 6, 15), 2, date(2028, 6, 14)),
    ],
)
def test_the_trial_ends_on_the_day_before_the_same_date(issued: date, years: int, last: date) -> None:
    assert trial_ends(issued, years) == last


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("3", 3),
        ("３", 3),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百二十", 120),
        ("二〇二六", 2026),
        ("多", None),
    ],
)
def test_numerals_mean_numbers(numeral: str, number: int | None) -> None:
    assert number_of(numeral) == number


@pytest.mark.parametrize("data", [DEMO.encode(), *(path.read_bytes() for path in PUBLISHED)])
def test_a_notice_as_published_is_bound_completely(data: bytes) -> None:
    notice = cut(decode(data))
    binding = bind(notice)
    result = compare(binding, read_values(binding), default_pack(), ISSUED)
    silent = tuple(name for name in ("issued_on", "number", "issuer") if getattr(notice.facts, name) is None)
    assert [each.number for each in notice.articles] == list("一二三四五六七八九")
    assert (result.not_found, result.superfluous, result.differing) == ((), (), ())
    assert [(each.key, each.binding) for each in result.asked] == [("value:grade_ladder", False)]
    assert result.required_facts_missing == silent
