"""What stands beside the acts on files and ledgers."""

from __future__ import annotations

from duban.acts.beside import Effect, ToRead, effects, given, reads, when
from duban.documents.ledgers.models import ImportBatch
from duban.documents.ledgers.run import in_words
from duban.documents.models import Attachment
from duban.mechanism.lifecycles.types import Act
from duban.shared.actor import Actor


@reads
def _file_to_judge(actor: Actor, act: Act, file: Attachment) -> ToRead | None:
    """A file that is to be judged: what is known of it, and where it can be opened."""
    if file.state == Attachment.State.FROZEN:
        return None
    handed_in = f"{file.by}，{when(file.created_at)}"
    rows = given(("文件", file.name), ("种类", file.label), ("交来", handed_in), ("须看的原因", file.why))
    return ToRead("附件", rows, (("打开看", "file", file.ref),))


@effects
def _importing(actor: Actor, act: Act, batch: ImportBatch) -> list[Effect]:
    how = "有一行不能写入，就一行也不写入" if batch.whole else "能写入的逐行写入，不能写入的列出原因"
    return [
        Effect("写入", f"{in_words(batch.tallies)}；{how}"),
        Effect("记录", "每一行都是一次单独的办理，以您的名义记入历史，注明来自台账的哪一行"),
        Effect("不可撤回", "导入以后不能整批取消，有误的逐件更正"),
    ]


@effects
def _freezing(actor: Actor, act: Act, file: Attachment) -> list[Effect]:
    return [
        Effect("封存", "文件原样封存，谁也不能再打开，也不能删除"),
        Effect("报告", "办公室主任须在24小时内按规定报告，并登记报告情况"),
        Effect("不可撤回", "停止流转以后不再恢复"),
    ]
