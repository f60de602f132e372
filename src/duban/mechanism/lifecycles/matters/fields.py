"""What a registration asks for: the source with the facts of its class, and the target (二)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask

SOURCE_CLASSES = "|".join(
    ("2.1=上级决策部署、工作安排和指示批示", "2.2=约束性指标、上级考核通报和国家省市挂牌事项",
        "2.3=县委县政府会议、文件和主要领导指示批示", "2.4=县委县政府主要领导交办的其他工作"))

SOURCE_FIELDS = (
    ask.choice("source_class", "来源类别", choices=SOURCE_CLASSES, clause="2.0"),
    ask.text("source_title", "来源文件或会议名称", limit=200, clause="2.0", hint="文件标题、会议名称或批示件名称"),
    ask.text("source_number", "文号或会议届次", required=False, limit=60),
    ask.date("source_date", "来源日期", clause="2.0", hint="文件成文、会议召开或批示的日期"),
    ask.choice("level", "来源层级", choices="中央=中央|省=省|市=市", show_when="source_class=2.1", clause="2.1"),
    ask.choice("kind_21", "事项种类", choices="决策部署=重大决策部署|工作安排=重要工作安排|指示批示=领导同志指示批示",
        show_when="source_class=2.1", clause="2.1"),
    ask.choice("kind_22", "事项种类",
        choices="约束性指标硬任务=约束性指标硬任务|上级考核(通报)事项=上级考核（通报）事项|"
        "国家及省市挂牌督办事项=国家及省市挂牌督办事项", show_when="source_class=2.2", clause="2.2"),
    ask.text("assessor", "考核或挂牌机关", required=False, show_when="source_class=2.2", limit=60, clause="2.2"),
    ask.choice("kind_23", "事项种类", choices="会议=重要会议|文件=重要文件|指示批示=县委、县政府主要领导指示批示",
        show_when="source_class=2.3", clause="2.3"),
    ask.choice("leader", "指示批示或交办的领导", choices="main_leaders", required=False,
        show_when="source_class=2.3|2.4", clause="2.4", hint="按来源日期的任职判断"),
    ask.text("superior_leader", "作出指示批示的上级领导", required=False, show_when="source_class=2.1", limit=60,
        clause="2.1"),
    ask.long("words", "批示或交办原文", required=False, show_when="source_class=2.1|2.3|2.4", limit=4000,
        hint="批示件照录原文，不作改动"),
    ask.choices("readers", "阅批领导", choices="leaders", required=False, hint="批示件送阅的领导，办理结果再呈他们阅"),
)

TARGET_FIELDS = (
    ask.text("target_name", "量化目标", required=False, limit=80, clause="2.2", hint="如：改造管网"),
    ask.number("target_value", "目标值", required=False, positive=True, clause="2.2"),
    ask.text("target_unit", "单位", required=False, limit=12, hint="如：公里、户、万元"),
)

EXPLANATION = ask.text("explanation", "数量说明", required=False, limit=300,
    hint="累计数比上次少、超过目标，或者没有全部完成的，写明原因")
REACHED_VALUE = ask.number("value", "累计完成", required=False, hint="有量化目标的必填")
FOUND_VALUE = ask.number("value", "核实的数量", required=False, hint="单位报了数量的必填")
