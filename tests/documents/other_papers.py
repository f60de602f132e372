"""A second drawer of papers, by another hand: registers, minutes, letters, news, rotas, examinations, scans and offers.

Written from what lies in the cupboards of offices and from the standard's words on markings, without a look at the rules
that are tried with it. Each paper is drawn from a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests import files
from tests.documents.papers import Paper

Draw = random.Random
NAMES = ("石某", "秦某", "白某甲", "欧阳某", "龙某乙", "易某", "段某丙", "雷某", "汤某", "常某丁")
OFFICES = ("戊镇人民政府", "己街道办事处", "县发展和改革局", "县住房和城乡建设局", "县文化广电和旅游局", "县卫生健康局",
           "县信访局", "县融媒体中心", "县供销合作社", "县公共资源交易中心", "县税务局", "县疾病预防控制中心")  # fmt: skip
THINGS = ("污水管网改造", "茶叶产业园", "乡村物流站点", "易地搬迁后续扶持", "智慧停车", "殡葬改革", "古树名木保护",
          "招商引资签约项目", "婴幼儿托位建设", "病险塘坝整治", "农贸市场提升", "充电桩布点", "粮食产能提升")  # fmt: skip
UNITS = ("公里", "亩", "户", "个", "万元", "人次", "吨", "处")


def _day(drawn: Draw) -> str:
    month, day = drawn.randrange(1, 13), drawn.randrange(1, 29)
    return drawn.choice(
        (f"2026.{month}.{day}", f"2026-{month:02}-{day:02}", f"{month}月{day}日", f"二〇二六年{month}月")
    )


def _said(drawn: Draw, text: str) -> str:
    """A sentence with its blanks filled; each blank is drawn anew."""
    blanks: dict[str, Callable[[], str]] = {
        "人": lambda: drawn.choice(NAMES), "处": lambda: drawn.choice(OFFICES), "事": lambda: drawn.choice(THINGS),
        "数": lambda: str(drawn.randrange(2, 4000)), "量": lambda: drawn.choice(UNITS), "日": lambda: _day(drawn),
        "时": lambda: f"{drawn.randrange(7, 20)}:{drawn.choice(('00', '15', '30', '45'))}",
    }  # fmt: skip
    for mark, fill in blanks.items():
        while f"〈{mark}〉" in text:
            text = text.replace(f"〈{mark}〉", fill(), 1)
    return text


def _many(drawn: Draw, texts: tuple[str, ...], least: int, most: int) -> list[str]:
    wanted = drawn.sample(texts, min(len(texts), drawn.randrange(least, most + 1)))
    return [_said(drawn, text) for text in wanted]


def _register(drawn: Draw) -> list[str]:
    """A register of papers sent out, with the columns that such registers have."""
    heads = ["序号", "日期", "文号", "标题", "密级", "缓急", "份数", "签收人", "备注"]
    lines = [_said(drawn, "〈处〉2026年发文登记簿"), *heads]
    for row in range(1, drawn.randrange(4, 14)):
        lines += [str(row), _day(drawn), f"〔2026〕{drawn.randrange(1, 90)}号", _said(drawn, "关于〈事〉有关事项的函"),
                  drawn.choice(("无", "普通", "非密", "公开", "—", "")), drawn.choice(("平件", "急件", "特急", "")),
                  str(drawn.randrange(1, 80)), drawn.choice(NAMES), ""]  # fmt: skip
    return lines


_TROUBLES = ("无", "资金缺口〈数〉万元", "用地手续未办", "保密协议未签订", "待〈处〉会审")


def _ledger(drawn: Draw) -> list[str]:
    lines = [_said(drawn, "〈事〉工作台账（〈日〉更新）"), "项目", "责任单位", "目标", "完成", "评星", "问题"]
    for _ in range(drawn.randrange(4, 15)):
        stars = drawn.randrange(0, 6)
        lines += [_said(drawn, "〈事〉"), _said(drawn, "〈处〉"), _said(drawn, "〈数〉〈量〉"), _said(drawn, "〈数〉〈量〉"),
                  "★" * stars + "☆" * (5 - stars),
                  _said(drawn, drawn.choice(_TROUBLES))]  # fmt: skip
    return lines


_TALK = (
    "〈人〉：〈事〉这块儿我先说，上个月跑了〈数〉户，钱到了，人没到。",
    "〈人〉问：协议里写的“对方商业秘密”包括报价单吗？法律顾问答：包括，期限两年。",
    "〈人〉：网上传的那份所谓“机密文件”是假的，公安已经辟谣。",
    "主持人：还有谁补充？没有就进入下一项。",
    "〈人〉汇报〈事〉，讲了〈数〉分钟，超时，下次注意。",
    "会议决定：〈事〉由〈处〉牵头，〈日〉前拿出清单。",
    "〈人〉：手机一律放在外面柜子里，这是保密员反复提醒过的。",
    "与会人员就是否扩大试点进行了表决，采用秘密投票方式，同意〈数〉票。",
    "〈人〉插话：别搞成“绝密配方”那一套，流程要贴在墙上。",
    "散会时〈人〉提醒，讨论未定事项不外传。",
    "下一步：一要快，二要实，三要细，责任到人，月底回头看。",
)


def _minutes(drawn: Draw) -> list[str]:
    head = [
        _said(drawn, "〈处〉主任办公会记录"),
        _said(drawn, "时间：〈日〉〈时〉"),
        "地点：三楼小会议室",
        _said(drawn, "记录：〈人〉"),
    ]
    return [*head, *_many(drawn, _TALK, 5, 10)]


_COMPLAINTS = (
    "我是〈处〉退休职工〈人〉，反映〈事〉征地补偿〈数〉元没有到账。",
    "他们说材料是机密不给看，我查了目录，明明是应当公开的。",
    "去年〈日〉打过12345，工单号〈数〉〈数〉，答复我不满意。",
    "隔壁饭店深夜排烟，油烟秘密排到下水道里，请环保的同志来闻一闻。",
    "恳请领导百忙之中过问，谢谢！盼复。",
    "附：身份证复印件、照片〈数〉张、录音一段。",
    "村里账目成了不能说的秘密，请求公开〈事〉的收支。",
    "如需联系请打手机，短信也行，晚上〈时〉以后在家。",
)


def _letter(drawn: Draw) -> list[str]:
    return ["尊敬的领导：", *_many(drawn, _COMPLAINTS, 3, 7), "此致", "敬礼！", _said(drawn, "〈人〉 〈日〉")]


_NEWS = (
    "本报讯（记者 〈人〉）〈日〉，〈事〉在〈处〉的推动下正式启用。",
    "走进“秘密花园”主题民宿，〈数〉株月季开得正盛，游客直呼过瘾。",
    "问起增产的秘密，老〈人〉笑着说：“良种加良法，就这么简单。”",
    "四星级酒店★★★★落户新城，新增床位〈数〉张。",
    "演练中，侦查员秘密布控，〈数〉分钟控制“嫌疑人”。",
    "法院一审认定其犯为境外窃取、刺探、收买、非法提供国家秘密、情报罪，判处有期徒刑〈数〉年。",
    "该剧改编自同名小说《绝密行动》，明起在县影剧院放映。",
    "国家安全机关提醒：参观军事设施不拍照，遇人高价收购“机密资料”请拨打12339。",
    "央行专家解读，数据出境要评估机密性、完整性和可用性。",
    "图为群众在〈处〉窗口办理业务。（〈人〉 摄）",
    "编辑：〈人〉 校对：〈人〉 审核：〈人〉",
)


def _news(drawn: Draw) -> list[str]:
    return [
        _said(drawn, drawn.choice(("〈事〉里的“加减法”", "〈数〉天，〈事〉见真章", "揭开〈事〉的秘密"))),
        *_many(drawn, _NEWS, 4, 8),
    ]


def _rota(drawn: Draw) -> list[str]:
    lines = [_said(drawn, "〈处〉〈日〉值班安排"), "日期", "带班领导", "值班员", "机要值班", "电话"]
    for _ in range(drawn.randrange(5, 16)):
        lines += [
            _day(drawn),
            drawn.choice(NAMES),
            drawn.choice(NAMES),
            drawn.choice(NAMES),
            f"{drawn.randrange(10**6, 10**7)}",
        ]
    return [*lines, "说明：机要值班室24小时有人，密码电报、明传电报分别登记；交接班当面点清。"]


_QUESTIONS = (
    "1．国家秘密的密级分为（  ）。A．绝密、机密、秘密  B．核心、重要、一般  C．内部、公开",
    "2．判断：标有“机密”字样的文件可以带回家加班。（×）",
    "3．简述绝密级、机密级、秘密级三者的区别，并各举一例。（〈数〉分）",
    "4．（多选）下列属于商业秘密的有：A．客户名单 B．配方 C．公告 D．年报",
    "5．秘密级的保密期限一般不超过（ ）年。",
    "6．“五星”★在公文版头中起什么作用？参考答案：连接密级和保密期限。",
    "7．某同志把涉密U盘插入互联网计算机，违反了哪条规定？",
    "8．填空：机密级国家秘密是（      ）的国家秘密。",
    "9．单选：发现绝密件丢失，应当（ ）。A．自己找 B．立即报告 C．等年底再说",
    "10．简答：工作秘密与国家秘密有什么不同？",
)


def _quiz(drawn: Draw) -> list[str]:
    return [
        _said(drawn, "〈处〉保密知识测试卷（〈日〉）"),
        "姓名：______ 得分：______",
        *_many(drawn, _QUESTIONS, 4, 9),
        "（本卷满分100分）",
    ]


_CONTRACT = (
    "第〈数〉条 甲乙双方对在履行本合同中获悉的对方商业秘密、技术秘密承担保密义务。",
    "★3.2 投标人须具有信息系统集成资质（带★条款为实质性要求，不满足按无效投标处理）。",
    "★保密期限：自合同签订之日起5年。",
    "▲系统应当支持国密算法SM2、SM3、SM4，数据传输加密，密钥定期更换。",
    "评标委员会成员名单在中标结果确定前应当保密。",
    "★4.1 供应商近三年承担过〈事〉类项目不少于〈数〉个。",
    "乙方违反保密约定的，按合同总价的百分之〈数〉支付违约金。",
    "报价文件单独密封，封口加盖公章，未密封的不予接收。",
    "等级保护测评：机密性、完整性、可用性三项均不低于二级要求。",
    "付款方式：验收合格后〈数〉日内付至95%，余款为质保金。",
    "本项目不涉及国家秘密，采购文件可在网上免费下载。",
)


def _contract(drawn: Draw) -> list[str]:
    return [
        _said(drawn, "〈事〉采购项目需求书"),
        *_many(drawn, _CONTRACT, 5, 10),
        _said(drawn, "签订地点：〈处〉  〈日〉"),
    ]


_REPORT = (
    "〈处〉：〈事〉开工〈数〉〈量〉，完工〈数〉〈量〉，在全市排第〈数〉。",
    "存在短板：人口密度大的片区推进慢，密集施工影响出行，群众有意见。",
    "问题线索移送后，办案单位采取秘密初核，未发现违纪。",
    "重要档案数字化〈数〉卷，其中到期开放〈数〉卷，解密审核由原定密单位负责。",
    "机关内部刊物《〈事〉简报》停刊，腾出经费〈数〉元。",
    "严守政治纪律，不该说的秘密绝对不说，不该问的秘密绝对不问。",
    "自查发现1人使用微信传送标注“秘密”的扫描件，已责令删除并报县保密局处理。",
    "今后涉密文件由机要员登记编号，绝密件专人专柜，机密件双人护送。",
    "〈事〉试点入选典型案例，〈日〉在〈处〉召开现场会。",
    "公务员考试试卷运送途中全程录像，启用之前任何人不得拆封。",
    "完善“三重一大”议事规则〈数〉条，废止文件〈数〉件。",
)


def _report(drawn: Draw) -> list[str]:
    return [
        _said(drawn, "〈处〉〈事〉自查情况"),
        *_many(drawn, _REPORT, 4, 9),
        _said(drawn, "（联系人：〈人〉，传真〈数〉〈数〉）"),
    ]


def _scanned(drawn: Draw) -> list[str]:
    """A page as a reader of scans gives it: blanks in words, signs taken for others, lines cut anywhere."""
    text = "".join(drawn.choice((_report, _news, _minutes, _contract))(drawn))
    noise = {"0": "O", "1": "l", "口": "囗", "。": ".", "：": ":", "日": "曰"}
    signs = [noise.get(sign, sign) if drawn.random() < 0.3 else sign for sign in text]
    text = "".join(sign + (" " if drawn.random() < 0.12 else "") for sign in signs)
    width = drawn.randrange(17, 34)
    return [text[at : at + width] for at in range(0, len(text), width)] + [f"- {drawn.randrange(1, 30)} -"]


_GENRES = (_register, _ledger, _minutes, _letter, _news, _rota, _quiz, _contract, _report, _scanned)


def _table(lines: list[str], columns: int) -> str:
    rows = [lines[at : at + columns] for at in range(0, len(lines), columns)]
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    return (
        "<w:tbl>"
        + "".join(f"<w:tr>{''.join(cell.format(one) for one in row)}</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def _kept(drawn: Draw, lines: list[str], whole: list[str], header: str = "") -> Paper:
    """In one of seven kinds of files; `whole` is all that is on the paper, with what stands in its header."""
    name, form = _said(drawn, "〈处〉〈事〉材料〈数〉"), drawn.randrange(7)
    if header or form == 0:
        return Paper(f"{name}.docx", files.docx(*lines, header=header), tuple(whole))
    if form == 1:
        return Paper(
            f"{name}.docx",
            files.docx(*lines[:1], body=_table(lines[1:], drawn.randrange(2, 8))),
            tuple(whole),
        )
    if form == 2:
        return Paper(f"{name}.xlsx", files.xlsx(*lines), tuple(whole))
    if form == 3:
        return Paper(
            f"{name}.pdf",
            files.pdf(*("\n".join(lines[at : at + 12]) for at in range(0, len(lines), 12))),
            tuple(whole),
        )
    if form == 4:
        return Paper(f"{name}.csv", "\n".join(lines).encode("utf-8-sig"), tuple(whole))
    code, end = drawn.choice((("gb18030", "\r\n"), ("utf-8", "\n"), ("utf-16", "\n")))
    return Paper(f"{name}.txt", end.join(lines).encode(code), tuple(whole))


def unmarked(count: int, seed: int = 7_000_003) -> Iterator[Paper]:
    """Papers without a marking, of ten genres in turn."""
    for number in range(count):
        drawn = Draw(seed + 31 * number)
        lines = _GENRES[number % len(_GENRES)](drawn)
        yield _kept(drawn, lines, lines)


_LEVELS = ("绝密", "机密", "秘密")
_UNTIL = ("1年", "２年", "三年", "5年", "八年", "10年", "十五年", "20年", "25年", "30年", "长期", "半年", "6个月", "十八个月",
          "启用前", "公布前", "公开前", "2029年12月31日", "至2031年6月")  # fmt: skip
_STARS = ("★", "★", "★", "★", "☆", "⭐", "✭", "*", "＊", " ★ ", "★ ")
_SAID = ("密级：{0}", "密级：{0}　保密期限：{1}", "密 级：{0}", "【{0}】", "（{0}，阅后收回）", "此件{0}，注意保存，不得复印。",
         "本件密级为{0}，保密期限{1}。", "本材料属{0}级国家秘密，请按规定管理。", "本文件系{0}级，保密期限为{1}，请妥善保管。",
         "密级（{0}）期限（{1}）", "{0}级★{1}", "国家秘密 {0}级 {1}")  # fmt: skip


def _mark(drawn: Draw) -> str:
    return f"{drawn.choice(_LEVELS)}{drawn.choice(_STARS)}{drawn.choice(_UNTIL)}"


def _apart(drawn: Draw) -> str:
    """The level alone, its two signs held apart, as the standard writes it where no term is given."""
    return drawn.choice((" ", "　", "  ")).join(drawn.choice(_LEVELS))


def _above(drawn: Draw, lines: list[str]) -> list[str]:
    mark = drawn.choice((_mark(drawn), _apart(drawn), _spaced(drawn, _mark(drawn))))
    number = f"{drawn.randrange(1, 999999):06}"
    above = drawn.choice(
        (
            [number, mark],
            [f"№ {number}　　　　{mark}"],
            [mark, "加急"],
            [f"{'　' * 14}{mark}"],
            [mark],
            [f"{mark}　特急"],
        )
    )
    return [*above, *lines]


def _spaced(drawn: Draw, mark: str) -> str:
    return "".join(sign + drawn.choice(("", " ", "　")) for sign in mark).strip()


def _worded(drawn: Draw, lines: list[str]) -> list[str]:
    at = drawn.randrange(len(lines) + 1)
    said = drawn.choice(_SAID).format(drawn.choice(_LEVELS), drawn.choice(_UNTIL))
    return [*lines[:at], said, *lines[at:]]


def _sheet(drawn: Draw, lines: list[str]) -> list[str]:
    """The head of a drafting sheet, field by field."""
    sheet = [
        "发文稿纸",
        "密级",
        drawn.choice((drawn.choice(_LEVELS), _mark(drawn))),
        "缓急",
        "特急",
        "拟稿人",
        drawn.choice(NAMES),
    ]
    return [*sheet, *lines]


def _foot(drawn: Draw, lines: list[str]) -> list[str]:
    return [
        *lines,
        drawn.choice(("{}　第1页 共3页", "{}", "- 2 -　{}", "印数：30份　{}")).format(_mark(drawn)),
    ]


def _seen(drawn: Draw, lines: list[str]) -> list[str]:
    """As a reader of scans gives a marking: in pieces, or with blanks between all signs, among the rest of the page."""
    mark = _mark(drawn)
    pieces = drawn.choice(([" ".join(mark)], [mark[:2], mark[2:]], [f". {mark} ,"], [f"OOO123 {mark} 急件"]))
    return [*pieces, *lines]


_WAYS: tuple[Callable[[Draw, list[str]], list[str]], ...] = (_above, _above, _worded, _sheet, _foot, _seen)


def bearing(count: int, seed: int = 9_000_011) -> Iterator[Paper]:
    """The same genres, each paper with a marking: above, in words, on its drafting sheet, at the foot, in its header."""
    for number in range(count):
        drawn = Draw(seed + 17 * number)
        lines = _GENRES[number % len(_GENRES)](drawn)
        if number % 7 == 6:
            mark = _mark(drawn)
            yield _kept(drawn, lines, [mark, *lines], header=mark)
            continue
        lines = _WAYS[number % len(_WAYS)](drawn, lines)
        yield _kept(drawn, lines, lines)
