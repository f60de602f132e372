"""What one version of the rules has that another has not: parameters and answers, in the order of the notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from duban.mechanism.clauses import CLAUSES, cite, clause
from duban.mechanism.consequences.codes import CODES
from duban.mechanism.parameters import PARAMETERS, NoValueInForce, Pack, Use, default_pack

FIXED: Mapping[str, str] = MappingProxyType(
    {
        "effective_from": "施行日期由通知的印发日期定",
        "effective_to": "到期日期由通知和延期文件定，请登记延期文件",
        "trial_years": "试行年数写在通知里，由通知和延期文件定",
        "trial_months": "试行月数写在通知里，由通知和延期文件定",
        "overrides": "上级另有规定逐件登记，不在这里改",
        "override_samples": "示例随系统提供，不生效",
        "same_matter_kinds": "一份决定无论几种方式都只计一次，新的版本都照此；以前的版本按当时的口径",
    }
)
"""Parameters that a draft does not change, with why: notice, extension and superior documents have acts of their own."""


_BESIDE = frozenset({"8", "9"})
YEARLY = frozenset(
    key for code in CODES.values() for key in code.params if not set(PARAMETERS[key].clauses) <= _BESIDE
)
"""The parameters by which a whole year is judged: the county changes them from the first day of a year on (A41)."""
_DOCUMENT = re.compile(r"《.+》.*〔\d{4}〕\d+号")


@clause("9")
def literal(use: Use) -> bool:
    """Whether the county's notice states a value itself."""
    return use.reason.startswith("原文")


@clause("7.2.1", "9")
def first_day(key: str, on: date) -> date:
    """The day from which a value that is given on a day holds: of a yearly one the first of a year, so that nothing that
    happened before in the same year is judged by it (A41)."""
    if key not in YEARLY or (on.month, on.day) == (1, 1):
        return on
    return date(on.year + 1, 1, 1)


@clause("9")
def source_faults(use: Use, source: str, *, filed: bool) -> dict[str, str]:
    """Why a value may not be changed on a source, by field: what the notice states itself, only its amendment or a
    superior document changes, named by title and number and filed. Empty where it may."""
    if not literal(use):
        return {}
    faults = {}
    if not _DOCUMENT.search(source) or "纪要" in source:
        faults["source"] = "通知原文写明的，只依修订后的通知或者上级文件改，请写明文件名称和文号；会议纪要不作依据。"
    if not filed:
        faults["file"] = "通知原文写明的，请附修订后的通知或者上级文件，确认人对照它核对。"
    return faults


@dataclass(frozen=True)
class Changed:
    """A parameter, or an open question's answer, that two versions have differently; `before` and `after` in words.

    `source`, `reason` and `since` are those of the later version; `literal` says that the county's notice states the
    earlier value itself.
    """

    key: str
    title: str
    clauses: tuple[str, ...]
    article: str
    question: str
    before: str
    after: str
    source: str
    reason: str
    since: date
    literal: bool = False

    @property
    def cites(self) -> tuple[str, ...]:
        """The citations, each once."""
        return tuple(dict.fromkeys(cite(each) for each in self.clauses))


@clause("9")
def changed(before: Pack, before_on: date, after: Pack, after_on: date) -> tuple[Changed, ...]:
    """Everything that differs between two versions, each as it stands on a day: parameters, then answers."""
    rows = [
        _changed(key, _use(before, key, before_on), use)
        for key in PARAMETERS
        if (use := _use(after, key, after_on)) is not None
    ]
    answers = _answers(before, after, after_on)
    return (*(row for row in rows if row is not None), *answers)


def _use(pack: Pack, key: str, on: date) -> Use | None:
    try:
        return pack.use(key, on)
    except NoValueInForce:
        return None


def _changed(key: str, old: Use | None, new: Use) -> Changed | None:
    if old is not None and old.value == new.value:
        return None
    return Changed(
        key=key,
        title=new.title,
        clauses=new.clauses,
        article=CLAUSES[new.clauses[0]].article,
        question=new.question,
        before=old.text if old is not None else "",
        after=new.text,
        source=new.source,
        reason=new.reason,
        since=new.since,
        literal=old is not None and literal(old),
    )


def _answers(before: Pack, after: Pack, since: date) -> Iterable[Changed]:
    for question in after.questions:
        old, new = before.answer(question.id), after.answer(question.id)
        if new is None or old == new:
            continue
        concerned = tuple(each.id for each in CLAUSES.values() if question.id in each.questions)
        yield Changed(
            key=question.id,
            title=question.question,
            clauses=concerned,
            article=CLAUSES[concerned[0]].article if concerned else question.cite[:1],
            question=question.id,
            before=old[0] if old else "",
            after=new[0],
            source="",
            reason=new[1],
            since=since,
        )


@clause("9")
def candidate(
    base: Pack,
    values: Mapping[str, tuple[Any, str, str]],
    answers: Mapping[str, tuple[str, str, str]],
    since: date,
) -> Pack:
    """The pack that follows from a draft: (value, source, reason) by parameter, (answer, source, reason) by question.

    The new values hold from `since`; what held before stays. A parameter that came later than the base gets its
    delivered value, so that only a new version judges otherwise than before. Raises `PackError` for a value that does
    not fit.
    """
    delivered = {key: _delivered(key, since) for key in base.absent if key not in values}
    made = base.with_values(
        {
            key: (value, since, source, reason)
            for key, (value, source, reason) in (delivered | dict(values)).items()
        }
    )
    return made.with_answers(
        {key: (answer, f"{reason}（依据：{source}）") for key, (answer, source, reason) in answers.items()}
    )


def _delivered(key: str, on: date) -> tuple[Any, str, str]:
    use = default_pack().use(key, on)
    return use.value, use.source, use.reason


@clause("9")
def as_if(pack: Pack, values: Mapping[str, tuple[Any, str, str]], on: date) -> Pack:
    """A version of the past with other values on a day, as if they had been in force: for comparison only."""
    return pack.with_values(
        {key: (value, on, source, reason) for key, (value, source, reason) in values.items()}
    )


@clause("9")
def inherited(pack: Pack, earlier: Pack, keys: Iterable[str], since: date) -> Pack:
    """A pack that follows another, with what the county had decided itself: the values of some keys from `since` on."""
    made = pack
    for parameter in (each for each in earlier.parameters if each.key in set(keys)):
        held = earlier.use(parameter.key, since)
        made = made.with_values({parameter.key: (held.value, since, held.source, held.reason)})
        for value in parameter.values:
            if value.since > since:
                made = made.with_values(
                    {parameter.key: (value.value, value.since, value.source, value.reason)}
                )
    return made
