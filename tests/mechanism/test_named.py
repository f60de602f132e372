"""What a county calls its measures: in sentences, in numbers, and where its notice speaks of one for short."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.notice.binding import bind
from duban.mechanism.notice.reading import cut
from duban.mechanism.papers.numbering import SERIES, series_code, taken_apart
from duban.mechanism.parameters import Pack, default_pack
from duban.mechanism.words.named import (
    NUMBERED,
    USUAL_WORDS,
    Vocabulary,
    marked,
    number_word_fault,
    vocabulary,
)

DAY = date(2026, 6, 1)
MEASURES = tuple(NUMBERED)
OWN = Vocabulary("督促函", "集体谈话", "挂号督办", "立项挂号督办通知书")


def codes(words: Vocabulary) -> tuple[str, ...]:
    """The issuer codes of 县委办公室 for the three measures."""
    return tuple(series_code("X", "party_office", kind, words) for kind in MEASURES)


@pytest.mark.clause("3.1.3")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (USUAL_WORDS, ("X委办督函", "X委办约", "X委办")),
        (OWN, ("X委办督函", "X委办谈", "X委办")),
        (Vocabulary("提醒函", "集体约见", "提级督办"), ("X委办提函", "X委办约", "X委办")),
        (Vocabulary("督查通知单", "通气会"), ("X委办督单", "X委办通气会", "X委办")),
        (Vocabulary(letter_number="催函", interview_number="谈函", listing_number="挂"), ("X委办催函", "X委办谈函", "X委办挂")),
        (Vocabulary(letter_number="函", listing_number="约"), ("X委办督办函", "X委办约", "X委办挂牌督办")),
    ],
)  # fmt: skip
def test_the_word_in_a_number_is_the_countys_or_follows_from_the_name(
    words: Vocabulary, expected: tuple[str, ...]
) -> None:
    assert codes(words) == expected
    others = {series_code("X", "party_office", kind, words) for kind in SERIES}
    assert len({*expected, *others}) == len(MEASURES) + len(SERIES)


@pytest.mark.clause("3.1.3")
def test_a_version_may_say_which_word_stands_in_numbers_from_a_day_on() -> None:
    pack = default_pack().with_values({"letter_number_word": ("催函", DAY, "X委办〔2026〕1号", "发文规定")})
    said = [codes(vocabulary(pack, day))[0] for day in (date(2026, 5, 31), DAY)]
    assert said == ["X委办督函", "X委办催函"]


def test_a_version_kept_before_the_words_were_parameters_takes_them_from_the_names() -> None:
    kept = default_pack().dumps()
    for key in NUMBERED.values():
        start = kept.index(f"{key} = [")
        kept = kept[:start] + kept[kept.index("]\n", start) + 2 :]
    older = Pack.loads(kept)
    assert set(NUMBERED.values()) <= set(older.absent)
    assert vocabulary(older, DAY) == USUAL_WORDS


@pytest.mark.parametrize(
    ("key", "word", "told"),
    [
        ("letter_number_word", "催函", ""), ("letter_number_word", None, ""), ("many_times", "函", ""),
        ("letter_number_word", "X委办催函", "一至四个汉字"), ("letter_number_word", "函", "“函”已是另一文种的代字"),
        ("interview_number_word", "督函", "“督函”已是另一文种的代字"), ("listing_number_word", "约", "已是另一文种"),
        ("interview_number_word", "约", ""),
    ],
)  # fmt: skip
def test_a_word_that_another_series_has_or_that_is_no_word_is_refused(
    key: str, word: str | None, told: str
) -> None:
    fault = number_word_fault(key, word, USUAL_WORDS)
    assert (told in fault) if told else fault == ""


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("X委办谈〔2026〕1号", "interview"), ("X委办约〔2024〕1号", "interview"), ("X府办督函〔2026〕3号", "letter"),
        ("X委办挂〔2024〕2号", "listing"), ("X委办〔2026〕2号", ""),
    ],
)  # fmt: skip
def test_a_number_tells_its_measure_by_the_countys_word_and_by_the_usual_one(number: str, kind: str) -> None:
    parts = taken_apart(number)
    assert parts is not None
    assert parts.kind(OWN) == kind


@pytest.mark.parametrize(
    "text", ["", "没有记号", "‹督办函›", "甲‹约谈›乙‹挂牌›", "‹别的›和‹督办函", "X委办‹督函›〔2026〕7号", "‹‹约谈››"]
)
def test_a_page_and_a_sentence_are_put_into_words_alike(text: str) -> None:
    assert OWN.say_bytes(text.encode()).decode() == OWN.say(text)


def test_every_word_that_may_stand_in_marks_is_said() -> None:
    for usual, own in OWN.words.items():
        assert OWN.say(f"一{marked(usual)}二") == f"一{own}二"


@pytest.mark.clause("3.2.1")
@pytest.mark.parametrize(("name", "short"), [("集体约见", "约见"), ("集体谈话", "谈话"), ("联席约谈", "约谈")])
def test_a_notice_that_speaks_of_its_interview_for_short_is_understood(name: str, short: str) -> None:
    text = f"一、下达督办函、{name}、挂牌督办三类项目。实施{name}的，由县委办公室通知。被{short}的单位提交书面报告。"
    names = bind(cut(text)).names
    assert names.of("interview") == name
    assert names.mention("interview").search(f"对责任单位{short}后")
