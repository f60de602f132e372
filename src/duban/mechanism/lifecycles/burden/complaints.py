"""投诉建议: what anybody who works with the system complains of or suggests, answered by a director within days (A106)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

SORTS = (
    "重复填报=重复填报、多头要材料|工作时间以外=工作时间以外派事、催报|痕迹管理=要求打卡、拍照、留痕|系统使用=系统不好用"
    "|办理方式=督查、办理的方式|建议=工作建议|其他=其他"
)

COMPLAINT = Lifecycle(kind="complaint", label="投诉建议",
    states=(
        state("submitted", "待答复",
            owes("complaint.answer", "答复投诉建议", by=Role.OFFICE_HEAD, clause="3.0", days="complaint_workdays")),
        state("answered", "已答复", final=True),
    ),
    acts=(
        act(key="complaint.submit", label="写投诉建议", clause="3.0", by=(Role.READER, Role.SYSTEM),
            to="submitted", says="收到一件投诉建议（{sort}），由{office}主任在{due}前答复。",
            hint="只有主任（不在岗的，受其委托的人）看得到内容，被反映的人看不到；答复在“投诉建议”页上看。不署名的，内容和办理记录里都没有您的姓名。",
            asks=(
                ask.choice("sort", "类别", choices=SORTS),
                ask.choice("office", "交哪个办公室", choices="issuers"),
                ask.choice("about", "反映谁", choices="offices_people", required=False,
                    hint="不针对个人的不填；反映办公室主任的，改由另一办公室主任答复"),
                ask.long("text", "内容", limit=1000),
                ask.yes("signed", "署名", required=False, hint="署名的，督办您所在单位的办公室也看不到姓名"),
            )),
        act(key="complaint.answer", label="答复", clause="3.0", by=Role.OFFICE_HEAD,
            at="submitted", to="answered", says="{who}答复一件投诉建议（{sort}）。",
            desk="待答复", desk_note="不追问是谁写的", reads="complaint",
            asks=(ask.long("answer", "答复", limit=1000, hint="写明怎样处理、什么时候改；不打听、不推断是谁写的"),)),
    ),
)
