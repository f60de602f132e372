"""Channels to the outside: off until the administrator has set one up, tried it and switched it on (A103)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

_SET = (
    ask.choice("kind", "渠道", choices="email=电子邮件|sms=短信网关|webhook=工作平台消息|todos=统一待办"),
    ask.text("server", "邮件服务器", show_when="kind=email", limit=120, hint="如 mail.xx.gov.cn"),
    ask.number("port", "端口", show_when="kind=email", integer=True, least=1, most=65535),
    ask.choice("security", "加密", show_when="kind=email", choices="tls=TLS|starttls=STARTTLS|plain=不加密（只限内网）"),
    ask.text("sender", "发件地址", show_when="kind=email", limit=120),
    ask.text("account", "登录名", show_when="kind=email", required=False, limit=80),
    ask.choice("brand", "平台", show_when="kind=webhook", choices="dingtalk=钉钉类|wecom=企业微信类|yuezhengyi=粤政易类"),
    ask.text("url", "地址", show_when="kind=sms|webhook|todos", limit=300, hint="平台或者网关给的地址，https 开头"),
    ask.text("app", "应用编号", show_when="kind=webhook", required=False, limit=60, hint="平台分配的应用编号，粤政易类须填"),
    ask.secret("secret", "密码或密钥", required=False, limit=200, hint="另存在服务器的文件里，不进数据库，不再显示；不填的不改"),
)

CHANNEL = Lifecycle(kind="channel", label="发送渠道",
    states=(state("off", "未启用"), state("on", "已启用")),
    acts=(
        act(key="channel.add", label="设置渠道", clause="3.0", by=Role.REGISTRAR, to="off",
            says="{who}设置发送渠道：{object}。", guard="notifications.settings.settings_sound",
            hint="发出去的只有编号、类别和链接，没有姓名和内容。先试发，再启用", asks=_SET),
        act(key="channel.change", label="修改设置", clause="3.0", by=Role.REGISTRAR, at=("off", "on"),
            says="{who}修改发送渠道：{object}。", guard="notifications.settings.settings_sound",
            opens="channel_as_set", asks=_SET),
        act(key="channel.test", label="试发", clause="3.0", by=Role.REGISTRAR, at=("off", "on"), keeps_version=True,
            says="{who}试发一条：{object}。", asks=(
                ask.text("to", "发给", limit=120, hint="邮箱、手机号或者平台账号；统一待办填平台账号"),
            )),
        act(key="channel.start", label="启用", clause="3.0", by=Role.REGISTRAR, at="off", to="on",
            says="{who}启用发送渠道：{object}。", guard="notifications.settings.tried"),
        act(key="channel.stop", label="停用", clause="3.0", by=Role.REGISTRAR, at="on", to="off",
            says="{who}停用发送渠道：{object}。{reason}", asks=(ask.text("reason", "原因", required=False, limit=100),)),
    ),
)

LIFECYCLES = (CHANNEL,)
