"""Number series that began on paper: the system goes on after the last number given there (3.1.3)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

KINDS = (
    "letter=‹督办函›|interview=‹约谈›通知|listing=‹挂牌›和解除通知|extension=延期复函|conclusion=督查结论|"
    "circular=督查通报|transfer=移交函"
)

SERIES_START = Lifecycle(kind="seriesstart", label="文号接续",
    states=(state("kept", "已接续"),),
    acts=(
        act(key="seriesstart.take_up", label="接续纸面文号", clause="3.1.3", by=Role.CLERK,
            to="kept", says="{who}登记：{told}，本序列由系统从{number}编起（依据：{basis}）。",
            guard="measures.numbering.take_up", hint="从下一个号起由系统编号；纸面上的号不补录，也不再给出。",
            asks=(
                ask.choice("office", "发文办公室", choices="offices"),
                ask.choice("kind", "文种", choices=KINDS),
                ask.number("last", "纸面已给到的序号", integer=True, most=99_999,
                    hint="本年没有给过纸面文号的填 0，从 1 号编起"),
                ask.text("basis", "依据", limit=120, hint="如：2026年纸质发文登记簿第12页"),
            )),
    ),
)

LIFECYCLES = (SERIES_START,)
