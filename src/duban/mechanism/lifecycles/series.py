"""Number series that began on paper: the system goes on after the last number given there (3.1.3)."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

KINDS = (
    "letter=督办函|interview=约谈通知|listing=挂牌和解除通知|extension=延期复函|conclusion=督查结论|"
    "circular=督查通报|transfer=移交函"
)

SERIES_START = Lifecycle(
    "seriesstart",
    "文号接续",
    (State("kept", "已接续"),),
    (
        Act(
            "seriesstart.take_up",
            "接续纸面文号",
            (),
            ("kept",),
            (Role.CLERK,),
            "3.1.3",
            "{who}登记：{told}，本序列由系统从{number}编起（依据：{basis}）。",
            (
                Field("office", "发文办公室", Widget.CHOICE, choices="offices"),
                Field("kind", "文种", Widget.CHOICE, choices=KINDS),
                Field(
                    "last",
                    "纸面已给到的序号",
                    Widget.NUMBER,
                    whole=True,
                    most=99_999,
                    hint="本年没有给过纸面文号的填 0，从 1 号编起",
                ),
                Field("basis", "依据", limit=120, hint="如：2026年纸质发文登记簿第12页"),
            ),
            guard="纸面的序号大于本序列已给的号；没有给过号的登记一次",
            hint="从下一个号起由系统编号；纸面上的号不补录，也不再给出。",
        ),
    ),
)

LIFECYCLES = (SERIES_START,)
