"""说明.txt: how to read a package without any of this software."""

from __future__ import annotations

from duban.archive.packing.manifest import CaseAbout, words_in
from duban.audit.canonical import ALGORITHM

_TEXT = """重点工作督查卷宗归档包　说明

一、这是什么
　　本包是“{title}”（{code}）的全部材料：{jurisdiction}，督办单位{office}，责任单位{unit}。
　　状态：{status}。登记于 {registered_on}，办结于 {closed_on}。保管期限：{retention}。
　　{transfer}

二、怎样看
　　不需要任何专用软件。文字和表格用记事本、浏览器、WPS 就能打开，公文用 PDF 阅读器打开，全部文件名和文字为 UTF-8 编码。
　　manifest.xml　　　目录：本包有哪些文件，各是什么，题名、文号、日期、大小、摘要。格式由 manifest.xsd 规定。
　　documents/　　　　公文，一件一个文件夹：正本.pdf（印发的版式），正文.docx（可编辑），正文.txt（纯文字），
　　　　　　　　　　　内容.json（印发内容）。
　　attachments/　　　附件，按收到的次序编号；旧版本也在。另外制作的 OFD 也在这里，目录里的 represents 写明它是哪件公文。
　　tables/　　　　　　节点、报告、评价、签收、方案、核查、发文稿纸等，每种一张表（.csv）。
　　history/经过.csv　　办理经过，一行一件事：时间、办理人、职务、行为、结果、依据的条款。
　　history/entries.jsonl　办理记录的原样，供核对。
　　data/rows.jsonl　　数据的原样，供核对。

三、怎样核对没有被改动
　　1. digests.sha256 列出每个文件的 SHA-256 摘要，可用任何工具核对，例如 Linux：sha256sum -c digests.sha256。
　　2. history/entries.jsonl 每行一条记录。把 columns 写成键名排序、没有多余空格、不转义中文的 JSON，记作 C；
　　　　hash = SHA-256（“{algorithm}” 换行 previous 换行 C）。第一段文字是算法的名称。
　　　　columns 里的 payload = SHA-256（salt 换行 payload），payload 是记录正文。
　　　　columns 里的 rows = SHA-256（rows 列表的 JSON，写法同上），没有数据行时为空。
　　3. data/rows.jsonl 每行一条数据。values 按同样写法的 JSON 的 SHA-256，等于最后一条提到它的记录里 rows 所写的摘要。
　　4. 最后一条办理记录是第 {last_entry} 条，它的摘要是
　　　　{last_hash}
　　　　整包的摘要登记在形成单位的审计链上。
　　salt 为空的记录，正文已经依法删除，摘要仍在。belongs 为 false 的记录属于别的事项，只为核对数据而收入。

四、目录里的用词
　　case 卷宗：code 编号，title 题名，jurisdiction 县，office 督办单位，unit 责任单位，status 状态，registered_on 登记日期，
　　　　closed_on 办结日期，formed_at 形成时间（协调世界时），retention 保管期限，transfer_after 应移交日期。
　　measure 督办措施：kind 种类（letter ‹督办函›，interview ‹联席约谈›，listing ‹挂牌督办›），
　　　　number 文号，issued_on 印发，ended_on 办结。
　　file 文件：path 位置，role 类别（document 公文，attachment 附件，history 经过，data 数据，table 表，guide 说明），type 细类，
　　　　title 题名，number 文号，dated 日期，size 字节数，sha256 摘要，source 来源编号，edition 版次，replaces 所替换的版本，
　　　　level 检查结果，declared 声明不涉密的人，looked_by 第二次查看的人，represents 所表示的公文。
　　著录项目参照 DA/T 46、DA/T 48 的思路自定，不声称符合该标准。
{notes}"""


def guide(case: CaseAbout, notes: tuple[str, ...]) -> bytes:
    """The text of 说明.txt."""
    transfer = (
        f"按规定自形成之日起满年限向同级综合档案馆移交，不早于 {case.transfer_after}。"
        if case.transfer_after
        else "还没有办结，移交日期未定。"
    )
    told = "".join(f"　　{index}. {note}\n" for index, note in enumerate(notes, 1))
    return words_in(notes).say(_TEXT).format(
        **{**vars(case), "closed_on": case.closed_on or "（未办结）"},
        algorithm=ALGORITHM,
        transfer=transfer,
        notes=f"\n五、形成时的说明\n{told}" if told else "",
    ).encode()
