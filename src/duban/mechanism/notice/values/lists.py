"""The lists and names of a notice's text: grades, kinds, organs, documents; each found, or asked about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from duban.mechanism.notice.binding import Binding, Passage
from duban.mechanism.notice.shadow import shadow_of
from duban.mechanism.notice.values.found import Asked, Found, ValueReading
from duban.mechanism.parameters import PARAMETERS, default_pack
from duban.mechanism.words.named import PARAMETER

_RATINGS = 3
_MEASURES = "停职检查|调整职务|责令辞职|引咎辞职|免职|降职|平职调整"
_ABOVE = "(?:及其?|或者)?(?:（[^）]*）)?(?:以上|起)(?:（[^）]*）)?"
_ITEM = "[^，。；、”“（）分为]{1,8}?"
_RATED = (
    re.compile(r"评价[^，。；（]{0,12}（(?P<list>[^）、／]+(?:[、／][^）、／]+)+)）"),
    re.compile(r"(?P<list>“[^”]{1,30}”(?:[、和]?“[^”]{1,12}”)+|“[^”、]{1,8}(?:[、／][^”、]{1,8})+”)"),
    re.compile(
        rf"(?:分(?:为|成|设)?|设|为|按)(?P<list>{_ITEM}(?:[、／]{_ITEM})+?)(?=[三四五两]|等|共|$|[，。；])"
    ),
    re.compile(r"（(?P<list>[^）、／]+(?:[、／][^）、／]+)+)）"),
)
_LISTED = re.compile("(?P<list>[^，。；、等]{2,12}(?:、[^，。；、等]{2,12})+)")
_EDGES = re.compile("^(?:.*(?:有|存在|因|中|的))?(?P<kind>.*?)(?:等)?(?:行为|情形|问题)?(?:的)?(?:，.*)?$")
_BEHAVIOUR = re.compile("作为|担当|失职|失责|推诿|敷衍|弄虚|懒|怠|庸|渎")
_GRADED = (
    "不(?:得|能|予|被|可)[^，。；]{{0,4}}?(?:评定|评|定|确定|列|评选|认定)(?:为|成)?"
    "(?P<words>[^，。；、及]{{1,8}}?)(?:等次|等级|档次|奖次)?{}"
)
_FIRST = re.compile(_GRADED.format("(?=$|[，。；的])"))
_SECOND = re.compile(_GRADED.format("(?:及|和|或|或者)?其?以上"))
_DOCUMENT = re.compile("(?P<words>《[^》]+》(?:（[^（）]*号）)?)")
_WINDOW = re.compile(
    "(?P<rolling>(?:连续|任意)(?:十二|12)个月)|(?:一个)?(?:自然|公历|考核|同一)年度(?:之|以)?内"
)
_ORGAN = re.compile(
    "(?:[A-Z]{0,3}|本|我)?[县市区旗](?:纪委监委|纪委|监委|委(?:办公室|督查室|[一-龥]{1,4}?(?:办公室|部|办|室|校)|办)|"
    "(?:人民)?政府(?:办公室|督查室|办)|府办|(?:审计|财政|统计|人社|司法|信访|公安)局|[一-龥]{2,6}(?:局|中心))"
)
_OWN = re.compile("([县市区旗])委办公室")
_COUNTY = "县"
_ORGANS = (
    ("issuers", "3.1.3"),
    ("copy_organs", "3.1.5"),
    ("sharing_organs", "4.5"),
)
_SAME_WORD = {"leader_roles": "3.1.2", "main_leader_roles": "3.3.2", "self_criticism_meetings": "3.2.5"}


def lists(binding: Binding) -> ValueReading:
    """The lists and names of a bound notice."""
    made: list[Found | Asked] = []
    for read in (
        _ratings,
        _behaviours,
        _grades,
        _window,
        _document,
        _levels,
        _removals,
        _organs,
        _own_words,
        _kinds,
        _names,
    ):
        made += read(binding)
    return ValueReading(
        tuple(each for each in made if isinstance(each, Found)),
        tuple(each for each in made if isinstance(each, Asked)),
    )


def _default(key: str) -> Any:
    return default_pack().get(key, date.max)


def _ask(binding: Binding, key: str, clause: str, found: str, why: str, holds: bool = False) -> Asked:
    words = binding.passages[clause].sentence if clause in binding.passages else ""
    return Asked(f"value:{key}", clause, found, words, f"{PARAMETERS[key].title}：{why}", key, not holds)


def _in(
    binding: Binding, clause: str, wanted: re.Pattern[str]
) -> tuple[re.Match[str], tuple[int, int]] | None:
    """The first place of a pattern in the words of a clause and the bracket that follows them."""
    passage = binding.passages.get(clause)
    if passage is None:
        return None
    shadow = shadow_of(binding.notice.text, *_stretch(binding, passage))
    found = wanted.search(shadow.text)
    return (found, shadow.span(found.start(), found.end())) if found else None


def _stretch(binding: Binding, passage: Passage) -> tuple[int, int]:
    text, end = binding.notice.text, passage.end
    if text[end : end + 1] in ("（", "("):
        end = max(text.find("）", end), text.find(")", end), end) + 1
    return passage.start, min(end, len(text))


def _found(binding: Binding, key: str, clause: str, value: Any, span: tuple[int, int]) -> Found:
    return Found(key, clause, value, binding.notice.text[slice(*span)], *span)


def _ratings(binding: Binding) -> Iterator[Found | Asked]:
    """The ratings of progress, from good to bad: the rules know three."""
    for wanted in _RATED:
        found = _in(binding, "4.4", wanted)
        if found is None:
            continue
        listed = found[0].group("list")
        items = tuple(each.strip("“”") for each in re.split("”[、和]?“|[／、]", listed) if each.strip("“”"))
        if len(items) == _RATINGS:
            yield _found(binding, "evaluation_values", "4.4", items, found[1])
        else:
            text = "、".join(items)
            yield _ask(binding, "evaluation_values", "4.4", text, f"原文写了{len(items)}档，规则按三档办理")
        return


def _behaviours(binding: Binding) -> Iterator[Found | Asked]:
    """The kinds of neglect that the text names; 等 leaves room for others."""
    passage = binding.passages.get("5.4")
    if passage is None:
        return
    shadow = shadow_of(binding.notice.text, passage.start, passage.end)
    for found in _LISTED.finditer(shadow.text):
        if not _BEHAVIOUR.search(found.group()):
            continue
        kinds = [_EDGES.sub(r"\g<kind>", each) for each in found.group("list").split("、")]
        items = tuple(each for each in kinds if each and each != "其他")
        yield _found(binding, "behaviour_kinds", "5.4", (*items, "其他"), shadow.span(*found.span()))
        return


def _grades(binding: Binding) -> Iterator[Found | Asked]:
    """The grades that the text names; what lies below them it does not say."""
    if "7.2.1" not in binding.passages or "7.2.2" not in binding.passages:
        return
    first, second = _in(binding, "7.2.1", _FIRST), _in(binding, "7.2.2", _SECOND)
    if first is None or second is None:
        said = "、".join(each[0].group("words") for each in (first, second) if each)
        yield _ask(binding, "grade_ladder", "7.2.1", said, "奖次没有读全")
        return
    known = _default("grade_ladder")
    named = (first[0].group("words"), second[0].group("words"))
    if named == known[:2]:
        below = "、".join(known[2:])
        yield _ask(
            binding,
            "grade_ladder",
            "7.2.1",
            "、".join(named),
            f"原文只写到{named[1]}，其下暂按{below}（A36）",
            True,
        )
        return
    yield _found(binding, "grade_ladder", "7.2.1", (*named, f"{named[1]}以下"), first[1])


def _window(binding: Binding) -> Iterator[Found | Asked]:
    found = _in(binding, "7.2.1", _WINDOW)
    if found is not None:
        value = "rolling_12m" if found[0].group("rolling") else "calendar_year"
        yield _found(binding, "count_window", "7.2.1", value, found[1])


def _document(binding: Binding) -> Iterator[Found | Asked]:
    """The document on co-operation by which a matter may be transferred: in the sentence, before the approval."""
    passage = binding.passages.get("6.2")
    if passage is None:
        return
    sentence = next(each for each in binding.sentences if each.start <= passage.start < each.end)
    shadow = shadow_of(binding.notice.text, sentence.start, sentence.end)
    found = _DOCUMENT.search(shadow.text)
    if found is not None:
        span = shadow.span(found.start(), found.end())
        yield _found(binding, "cooperation_mechanism", "6.2", found.group("words"), span)
    else:
        yield _ask(binding, "cooperation_mechanism", "6.2", "", "原文没有写明文件")


_SANCTIONS = (
    ("cancel_party_from", "7.2.6", "party_ladder", "党|严重警告|留党"),
    ("cancel_gov_from", "7.2.7", "gov_ladder", "政务|行政|记过|记大过"),
)


def _levels(binding: Binding) -> Iterator[Found | Asked]:
    """From which sanction on the bonus is cancelled; 不含本级 begins with the next one."""
    for key, clause, ladder, of_its_kind in _SANCTIONS:
        passage = binding.passages.get(clause)
        if passage is None:
            continue
        levels = _default(ladder)
        ordered = "|".join(sorted(levels, key=len, reverse=True))
        wanted = re.compile(f"(?P<words>{ordered})(?:处分)?{_ABOVE}")
        shadow = shadow_of(binding.notice.text, *_stretch(binding, passage))
        own = [
            each for each in re.finditer("[^、，；。]+", shadow.text) if re.search(of_its_kind, each.group())
        ]
        found = next(
            (level for each in own if (level := wanted.search(shadow.text, each.start(), each.end()))), None
        )
        if found is None:
            yield _ask(binding, key, clause, "", "没有读到起点")
            continue
        place = levels.index(found.group("words")) + ("不含" in found.group())
        if place < len(levels):
            yield _found(binding, key, clause, str(levels[place]), shadow.span(*found.span()))
        else:
            yield _ask(binding, key, clause, found.group(), "起点超出处分的种类")


def _removals(binding: Binding) -> Iterator[Found | Asked]:
    written = f"(?:{_MEASURES})(?:、(?:{_MEASURES}))*(?:(?:[和或]|或者)(?:{_MEASURES}))?"
    found = _in(binding, "7.2.8", re.compile(written))
    if found is not None:
        kinds = tuple(dict.fromkeys(re.findall(_MEASURES, found[0].group())))
        yield _found(binding, "cancel_org_kinds", "7.2.8", kinds, found[1])


def _own(binding: Binding) -> str:
    names = _OWN.findall("".join(binding.notice.text.split()))
    return max(names, key=names.count, default=_COUNTY)


def _organs(binding: Binding) -> Iterator[Found | Asked]:
    """The organs by whose names a letter goes out, that get copies, that share: as the text lists them."""
    own = _own(binding)
    for key, clause in _ORGANS:
        passage = binding.passages.get(clause)
        if passage is None:
            continue
        shadow = shadow_of(binding.notice.text, passage.start, passage.end)
        named = tuple(dict.fromkeys(_level(each.group(), own) for each in _ORGAN.finditer(shadow.text)))
        usual = tuple(each.replace(_COUNTY, own) for each in _default(key))
        if set(named) == set(usual):
            yield _found(binding, key, clause, usual, (passage.start, passage.end))
        elif named:
            yield _ask(binding, key, clause, "、".join(named), f"默认{'、'.join(usual)}")


def _level(name: str, own: str) -> str:
    """An organ's name in one spelling: 县委办 is 县委办公室, 县人民政府办公室 is 县政府办公室, 县纪委 is 县纪委监委."""
    plain = re.sub("^(?:[A-Z]{1,3}|本|我)", "", name).replace("人民政府", "政府").replace("府办", "府办公室")
    plain = plain.replace("办公室公室", "办公室")
    plain = re.sub("委办$", "委办公室", plain)
    plain = re.sub("政府办$|(?<!政)府办公室$", "政府办公室", plain) if "政府办公室" not in plain else plain
    return re.sub("纪委$|监委$", "纪委监委", plain) if not plain.endswith("纪委监委") else plain


def _own_words(binding: Binding) -> Iterator[Found | Asked]:
    """Posts and meetings where the notice is not that of a county: 区委书记, 市政府常务会议 …"""
    own = _own(binding)
    if own == _COUNTY:
        return
    for key, clause in _SAME_WORD.items():
        passage = binding.passages.get(clause)
        if passage is not None:
            value = tuple(each.replace(_COUNTY, own) for each in _default(key))
            yield _found(binding, key, clause, value, (passage.start, passage.end))


@lru_cache(maxsize=1)
def _stems() -> Mapping[str, Any]:
    source = resources.files("duban.mechanism").joinpath("data/listed.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _kinds(binding: Binding) -> Iterator[Found | Asked]:
    """Lists of which the rules know every item: they agree, or what is missing or more is asked about."""
    for key, row in _stems().items():
        passage = binding.passages.get(row["clause"])
        if passage is None:
            continue
        words = "".join((passage.sentence if row.get("sentence") else passage.words).split())
        lacking = [
            item for item, stem in zip(_default(key), row["items"], strict=True) if not re.search(stem, words)
        ]
        more = re.findall(row["more"], words) if "more" in row else []
        if not lacking and not more:
            yield _found(binding, key, row["clause"], _default(key), (passage.start, passage.end))
            continue
        why = [f"原文没有{'、'.join(lacking)}"] if lacking else []
        why += [f"原文另有{'、'.join(dict.fromkeys(more))}"] if more else []
        yield _ask(binding, key, row["clause"], "".join(passage.words.split()), "；".join(why))


def _names(binding: Binding) -> Iterator[Found | Asked]:
    """What the county calls its measures and the paper of the gravest."""
    for name, (key, clause) in PARAMETER.items():
        found = binding.names.found.get(name)
        if found is not None:
            yield _found(binding, key, clause, found.text, (found.start, found.end))
        elif clause in binding.passages:
            yield _ask(binding, key, clause, "", "没有认出名称")
