"""What a check says: every fault with its rule, place, measured and expected value, tolerance and basis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from duban.documents.checking.rules import RULES


@dataclass(frozen=True)
class Deviation:
    """A fault. `where` names page, paragraph or part; values are texts with their unit."""

    rule: str
    title: str
    where: str
    measured: str
    expected: str
    tolerance: str
    basis: str

    @property
    def sentence(self) -> str:
        """The fault in one line."""
        allowed = f"（允差 {self.tolerance}）" if self.tolerance else ""
        return (
            f"{self.where}：{self.title}，量得 {self.measured}，应为 {self.expected}{allowed}。{self.basis}"
        )


@dataclass(frozen=True)
class Measurement:
    """The result for one file. `measured` are the rules that were held against it, `skipped` those that had
    nothing to hold, with the reason. `made_by` is the program that wrote the file, as the file says.
    """

    file: str
    media: str
    form: str
    form_name: str
    kind: str
    made_by: str
    deviations: tuple[Deviation, ...]
    measured: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether no fault was found."""
        return not self.deviations

    def as_data(self) -> dict[str, Any]:
        """The report for JSON."""
        return {
            "file": self.file,
            "media": self.media,
            "form": self.form,
            "form_name": self.form_name,
            "kind": self.kind,
            "made_by": self.made_by,
            "conforms": self.conforms,
            "findings": [vars(deviation) for deviation in self.deviations],
            "measured": list(self.measured),
            "skipped": [{"rule": rule, "why": why} for rule, why in self.skipped],
        }

    def lines(self) -> Iterator[str]:
        """The report for a reader."""
        yield f"{self.file}：{self.form_name}，{self.kind or '文种未识别'}（{self.media}，{self.made_by or '制作程序不明'}）"
        yield f"量了 {len(self.measured)} 项，不符 {len(self.deviations)} 处。"
        for count, deviation in enumerate(self.deviations, 1):
            yield f"  {count}. [{deviation.rule}] {deviation.sentence}"
        for rule, why in self.skipped:
            yield f"  未量 [{rule}] {RULES[rule].title}：{why}"


@dataclass
class Gauge:
    """Collects measurements; every one names its rule, so that a report also says what was held against a file."""

    deviations: list[Deviation] = field(default_factory=list)
    measured: dict[str, None] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)

    def length(
        self, rule: str, where: str, measured: float, expected: float, tolerance: float, unit: str = "mm"
    ) -> None:
        """Hold a length against its number."""
        shown = f"±{tolerance:g} {unit}"
        good = abs(measured - expected) <= tolerance + 1e-6
        self.hold(rule, where, good, f"{measured:.2f} {unit}", f"{expected:g} {unit}", shown)

    def within(
        self, rule: str, where: str, measured: float, least: float, most: float, unit: str = "mm"
    ) -> None:
        """Hold a length against a range."""
        self.hold(
            rule, where, least <= measured <= most, f"{measured:.2f} {unit}", f"{least:g}—{most:g} {unit}"
        )

    def same(self, rule: str, where: str, measured: object, expected: object) -> None:
        """Hold a value against the only right one."""
        self.hold(rule, where, measured == expected, str(measured), str(expected))

    def hold(
        self,
        rule: str,
        where: str,
        good: bool,
        measured: str,
        expected: str,
        tolerance: str = "",
        basis: str = "",
    ) -> None:
        """Note that a rule was held, and the fault where it is broken."""
        known = RULES[rule]
        self.measured[rule] = None
        if not good:
            found = Deviation(
                rule, known.title, where, measured or "无", expected, tolerance, basis or known.basis
            )
            if found not in self.deviations:
                self.deviations.append(found)

    def skip(self, rule: str, why: str) -> None:
        """Note that a rule has nothing to hold in this file."""
        self.skipped.setdefault(rule, why)

    def without_measured(self) -> tuple[tuple[str, str], ...]:
        """What was skipped and not measured elsewhere."""
        return tuple((rule, why) for rule, why in self.skipped.items() if rule not in self.measured)
