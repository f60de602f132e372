"""Papers as offices write them, ordinary ones and such with a classified marking, drawn from texts of our own.

Whoever wrote these sentences had the papers in mind and not the rules that look at them: circulars, minutes, training
notes, contracts, tables. Each paper is drawn from a seed, so that a failing one can be read.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests import files

TOPICS = ("水库除险加固", "农村人居环境整治", "老旧小区改造", "秋粮收购", "森林防火", "校园周边治理", "义务教育招生",
          "城乡供水一体化", "乡镇卫生院标准化建设", "高标准农田建设", "企业开办一窗通办", "冬季清洁取暖", "道路交通安全",
          "信访积案化解")  # fmt: skip
PLACES = ("甲镇", "乙镇", "丙街道", "丁乡", "县自然资源局", "县水务局", "县教育局", "县市场监管局", "县档案馆", "县数据局")
WORK = (
    "{place}本月完成{topic}投资的百分之{n}，比序时进度快{m}个百分点。",
    "{topic}仍有{m}处问题没有整改到位，责任单位要在{n}日前报送整改情况。",
    "会议听取了{place}关于{topic}的汇报，原则同意，按程序报批。",
    "各单位要严密组织、周密部署，确保{topic}各项任务如期完成。",
    "{place}要与相关部门密切配合，做好人口密集区域的宣传引导。",
    "全县森林覆盖率稳中有升，林分密度每亩{n}株，管护责任落实到人。",
    "项目资金{n}万元已拨付到位，其余部分年底前支付。",
    "对工作不力、进展缓慢的，由县督查联动办公室予以督办。",
    "联系人：张某，电话{n}{m}，请于{m}月{n}日前反馈。",
    "水厂新上精密过滤设备{m}台，日供水能力提高{n}吨。",
    "请各镇街结合实际制定方案，明确时限，压实责任。",
    "此件公开发布。",
    "{place}机关食堂实行分餐制，厉行节约，反对浪费。",
    "数据统一报县机要保密部门以外的{place}汇总，逾期未报的予以通报。",
)
SECRECY = (
    "组织全体干部学习保密法律法规，签订保密承诺书{n}份。",
    "严禁用微信、QQ等社交软件处理和传送国家秘密、工作秘密。",
    "根据《中华人民共和国保守国家秘密法》，国家秘密的密级分为绝密、机密、秘密三级。",
    "绝密级国家秘密是最重要的国家秘密，泄露会使国家安全和利益遭受特别严重的损害。",
    "机密级国家秘密是重要的国家秘密，泄露会使国家安全和利益遭受严重的损害。",
    "秘密级国家秘密是一般的国家秘密，泄露会使国家安全和利益遭受损害。",
    "国家秘密的保密期限，除另有规定外，绝密级不超过三十年，机密级不超过二十年，秘密级不超过十年。",
    "授课老师讲解了什么是绝密、机密和秘密，怎样确定密级和期限。",
    "涉密岗位分为核心涉密、重要涉密和一般涉密，分别对应绝密级、机密级、秘密级事项。",
    "任何人不得以任何方式向外泄露秘密",
    "经手人员对工作中知悉的商业秘密负有保密义务，违约的承担赔偿责任。",
    "投标人的报价在开标前属于商业秘密，招标代理机构应当妥善保管。",
    "考试试卷启封前按规定保管，启用前由两人以上同时到场核验。",
    "选举采用无记名投票的方式，设立秘密写票处。",
    "甲乙双方应当保守在合作中知悉的对方的技术秘密，保密期限为合同终止后5年。",
    "本系统为非涉密系统，不得上传、存储、处理涉及国家秘密的文件。",
    "县档案馆到期解密档案{n}卷，依法向社会开放。",
    "新闻稿发布前应当经过保密审查，坚持谁公开、谁审查。",
    "机关干部要带头严守党的秘密和国家秘密",
    "收到标有密级的文件，应当交机要室登记，不得自行留存。",
    "定密责任人应当具备与其职责相适应的条件，不得随意定密，也不得该定不定。",
    "抽查{m}台办公电脑，没有发现存储标密文件的情况。",
    "保密工作手册里讲，密级标志由密级、五角星和期限三部分组成。",
    "绝密文件不得复印，机密、秘密文件复印须经批准，这是最基本的常识。",
    "试题中有一道单选：下列哪一项不是国家秘密的密级？",
    "经查，当事人擅自将一份秘密文件带回家中，受到党内警告处分。",
    "涉密载体的收发要履行清点、编号、登记、签收手续",
    "★保密教育进机关、进学校、进企业，共举办讲座{m}场。",
)
CLOSINGS = ("特此通知。", "特此报告。", "以上意见，请审定。", "请认真抓好贯彻落实。", "附件：任务分解表")
GENRES = ("关于做好{topic}工作的通知", "关于{topic}进展情况的报告", "{topic}专题会议纪要", "{topic}实施方案", "{topic}督查通报",
          "保密宣传教育活动总结", "机关保密常识问答", "{place}保密工作责任制实施细则", "采购合同补充条款",
          "干部培训讲义摘要")  # fmt: skip
BULLETS = ("★", "●", "◆", "", "", "", "（一）", "1.", "☆", "▲")
LEVELS = ("绝密", "机密", "秘密")
TERMS = ("1年", "3年", "10年", "二十年", "30年", "长期", "6个月", "启用前", "公布前")


@dataclass(frozen=True)
class Paper:
    """A paper with its file name and bytes; `lines` is what it says, for whoever looks into a failure."""

    name: str
    content: bytes
    lines: tuple[str, ...]


def _filled(drawn: random.Random, text: str) -> str:
    return text.format(
        topic=drawn.choice(TOPICS), place=drawn.choice(PLACES), n=drawn.randrange(11, 97), m=drawn.randrange(2, 10)
    )


def _body(drawn: random.Random) -> list[str]:
    """Title, address and some ten sentences, of which a third has to do with secrecy; some as a list with bullets."""
    about = drawn.choice((0.0, 0.15, 0.35, 0.7))
    bullet = drawn.choice(BULLETS)
    lines = [_filled(drawn, drawn.choice(GENRES)), "各镇人民政府、街道办事处，县直各有关单位："]
    for _ in range(drawn.randrange(6, 14)):
        pool = SECRECY if drawn.random() < about else WORK
        mark = bullet if drawn.random() < 0.5 else ""
        lines.append(mark + _filled(drawn, drawn.choice(pool)))
    if drawn.random() < 0.15:
        lines += _table(drawn)
    return [*lines, drawn.choice(CLOSINGS), "XX县示例办公室", f"2026年{drawn.randrange(1, 13)}月{drawn.randrange(1, 28)}日"]


def _table(drawn: random.Random) -> list[str]:
    """A table, a cell a line."""
    if drawn.random() < 0.3:
        return ["密级", "保密期限", "绝密级", "不超过30年", "机密级", "不超过20年", "秘密级", "不超过10年"]
    return ["单位", "完成率", drawn.choice(PLACES), "86%", drawn.choice(PLACES), "92%"]


def _kept(name: str, lines: list[str], form: str) -> Paper:
    if form == "docx":
        return Paper(f"{name}.docx", files.docx(*lines), tuple(lines))
    return Paper(f"{name}.txt", "\n".join(lines).encode(form), tuple(lines))


def _form(number: int) -> str:
    return "docx" if number % 3 == 0 else "gb18030" if number % 3 == 1 else "utf-8"


def ordinary(count: int, seed: int = 20260302) -> Iterator[Paper]:
    """Papers that bear no marking."""
    for number in range(count):
        drawn = random.Random(seed + number)
        lines = _body(drawn)
        yield _kept(lines[0], lines, _form(number))


def _over(drawn: random.Random, mark: str, lines: list[str]) -> list[str]:
    """Above the title, as the standard has it, with number and urgency or alone."""
    above = drawn.choice(([mark], ["000012", mark], ["000012", mark, "特急"], ["份号：000345", mark], [f"　　{mark}"]))
    return [*above, *lines]


def _spread(drawn: random.Random, mark: str, lines: list[str]) -> list[str]:
    return [drawn.choice((" ", "　", "  ")).join(mark), *lines]


def _torn(drawn: random.Random, mark: str, lines: list[str]) -> list[str]:
    return [mark[:2], mark[2:3], mark[3:], *lines] if len(mark) > 3 else [mark, *lines]


def _within(drawn: random.Random, mark: str, lines: list[str]) -> list[str]:
    at = drawn.randrange(3, len(lines))
    said = drawn.choice(("（{}）", "本件定为{}，阅后退回。", "密级：{}", "【{}】"))
    return [*lines[:at], said.format(mark), *lines[at:]]


def _at_end(drawn: random.Random, mark: str, lines: list[str]) -> list[str]:
    return [*lines, mark]


_WAYS: tuple[Callable[[random.Random, str, list[str]], list[str]], ...] = (_over, _over, _spread, _torn, _within, _at_end)


def marked(count: int, seed: int = 20260701) -> Iterator[Paper]:
    """The same kind of papers, each with a marking as the law writes it, somewhere."""
    for number in range(count):
        drawn = random.Random(seed + number)
        mark = f"{drawn.choice(LEVELS)}{drawn.choice('★★★☆')}{drawn.choice(TERMS)}"
        lines = drawn.choice(_WAYS)(drawn, mark, _body(drawn))
        yield _kept(f"关于{drawn.choice(TOPICS)}的材料", lines, _form(number))
