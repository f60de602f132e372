"""What follows from grave acts on the directory, on ledgers and files, on past measures and on bulletins."""

from __future__ import annotations

from duban.acts.kinds import open_things
from duban.documents.ledgers.models import ImportBatch
from duban.documents.ledgers.running import in_words
from duban.documents.models import Attachment
from duban.insight.selectors.effects.kind import Effect, Effects
from duban.measures.models import Bulletin, PastMeasure
from duban.mechanism.standing import Function
from duban.organisations.models import ClockCheck, ListedPost, Post, PostList, Unit
from duban.shared import clock
from duban.shared.actor import Actor


def _merge(actor: Actor, unit: Unit) -> list[Effect]:
    return [
        Effect("承继", f"未办结的{open_things(unit.pk)}件，连同任务和待办，全部转到承继单位", "1.2"),
        Effect("职务", f"{unit.name}的职务在并入前一日同时终止", "1.2"),
        Effect("保留", "本单位不再交办新的事项，以前的记录照旧查得到", "1.2"),
    ]


def _close_unit(actor: Actor, unit: Unit) -> list[Effect]:
    return [
        Effect("职务", f"{unit.name}的职务在最后一日同时终止", "1.2"),
        Effect("保留", "本单位不再交办新的事项，以前的记录照旧查得到；还有未办结的，不能撤销", "1.2"),
    ]


def _void_post(actor: Actor, post: Post) -> list[Effect]:
    return [
        Effect(
            "视为没有", f"{post.person.name}的“{post.title}”在任何一天都不算任职，随之没有办理的权限", "1.2"
        ),
        Effect("保留", "误录的一条连同理由仍然列出，不能恢复；确有任职的另行登记", "1.2"),
    ]


def _confirm_list(actor: Actor, row: PostList) -> list[Effect]:
    listed = ListedPost.objects.filter(postlist=row).select_related("person", "unit").order_by("place")
    posts = [f"{one.person.name}任{one.unit.short_name if one.unit else ''}{one.title}" for one in listed]
    opened = sum(bool(one.username) for one in listed)
    return [
        Effect("任职", f"{len(posts)}人次自任职日期起任职，即有办理的权限：{'、'.join(posts)}", "1.2"),
        *([Effect("账号", f"开通{opened}个账号，由本人凭登录单首次登录")] if opened else []),
        Effect("不可撤回", "确认以后免职、更正误录另行登记"),
    ]


def _confirm_time(actor: Actor, row: ClockCheck) -> list[Effect]:
    machine, last = (clock.text(at, "%Y-%m-%d %H:%M:%S") for at in (row.machine_at, row.last_at))
    return [
        Effect("时间", f"以服务器时间为准（提请时{machine}），此后的办理与本次确认的时间对照", "3.1.6"),
        Effect("保留", f"此前最近一条记录的时间{last}不改动，两个时间都写进记录"),
        Effect("恢复办理", "期限、逾期即按这个时间计算，暂停的办理和巡检随即恢复"),
    ]


def _import(actor: Actor, batch: ImportBatch) -> list[Effect]:
    how = "有一行不能写入，就一行也不写入" if batch.whole else "能写入的逐行写入，不能写入的列出原因"
    return [
        Effect("写入", f"{in_words(batch.tallies)}；{how}"),
        Effect("记录", "每一行都是一次单独的办理，以您的名义记入历史，注明来自台账的哪一行"),
        Effect("不可撤回", "导入以后不能整批取消，有误的逐件更正"),
    ]


def _freeze(actor: Actor, file: Attachment) -> list[Effect]:
    return [
        Effect("封存", "文件原样封存，谁也不能再打开，也不能删除"),
        Effect("报告", "办公室主任须在24小时内按规定报告，并登记报告情况"),
        Effect("不可撤回", "停止流转以后不再恢复"),
    ]


def _void_past(actor: Actor, row: PastMeasure) -> list[Effect]:
    number = [Effect("文号", f"{row.number}标明作废，不再使用", "3.1.3")] if row.number else []
    return [
        Effect("视为没有", f"补录的“{row.title}”不再列入项目库", "4.1"),
        *number,
        Effect("保留", "误录的一条连同理由仍然列出，不能恢复；确有其事的另行补录", "4.1"),
    ]


def _approve(actor: Actor, row: Bulletin) -> list[Effect]:
    return [
        Effect("文稿冻结", f"同意以后“{row.title}”一字不能改动，图表一并固定，印发的就是这一稿", "3.0"),
        Effect("然后", f"由{Function(row.office).label}文书编号、印发", "3.0"),
    ]


def _issue_circular(actor: Actor, row: Bulletin) -> list[Effect]:
    return [
        Effect("通报", "各单位都可以查看", "3.0"),
        Effect("文号", "印发时在本序列连续给出，用过的号不再使用", "3.0"),
        Effect("不可撤回", "印发以后不能改动"),
    ]


def _issue_report(actor: Actor, row: Bulletin) -> list[Effect]:
    return [
        Effect(
            "报送", "县委办公室、县政府办公室、县纪委监委、县委组织部和县领导可以查看，其他单位看不到", "3.0"
        ),
        Effect("期号", "印发时按本年度的期数连续给出", "3.0"),
        Effect("不可撤回", "印发以后不能改动"),
    ]


EFFECTS: Effects = {
    "unit.merge": _merge,
    "unit.close": _close_unit,
    "post.void": _void_post,
    "postlist.confirm": _confirm_list,
    "clockcheck.confirm": _confirm_time,
    "import.carry_out": _import,
    "attachment.freeze": _freeze,
    "past.void": _void_past,
    "circular.approve": _approve,
    "circular.issue": _issue_circular,
    "special_report.approve": _approve,
    "special_report.issue": _issue_report,
}
