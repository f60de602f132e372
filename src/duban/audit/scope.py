"""What the record does not vouch for, table by table with the reason, and what no verifier of one database can know."""

from __future__ import annotations

from collections.abc import Mapping

UNVOUCHED: Mapping[str, str] = {
    "account_emailaddress": "登录框架自带，本系统不用：不登记邮箱。",
    "account_emailconfirmation": "登录框架自带，本系统不用：不登记邮箱。",
    "acts_lease": "进程之间的占用，到时即失效，不是办理的内容。",
    "acts_token": "检索用的字对，全由事项名称、编号、文号等推出；核验时逐件与原文比对，可随时重新生成（duban doctor --renew）。",
    "acts_usedkey": "只用来认出同一份表单的重复提交；办了什么，以审计记录为准。",
    "audit_accesscount": "一分钟内相同的登录、越权情形合记一条时的计数，合记以后各有记录。",
    "audit_entry": "审计记录本身，由链上的摘要核对。",
    "audit_head": "链尾的序号，与记录的条数核对。",
    "audit_machinetime": "上次巡检时的服务器时间，用来看时钟有没有走快；以哪个时间为准，由校时的行为记录。",
    "audit_payload": "记录的正文，由记录里的摘要核对。",
    "audit_rowstate": "数据行的摘要，由记录里的摘要核对。",
    "auth_group": "框架自带，本系统不用：能办什么只看任职。",
    "auth_permission": "框架自带，本系统不用：能办什么只看任职。",
    "burden_authorship": "谁写了哪一件投诉建议，只供本人看答复；记录不写作者，谁都查不到，也就无从核验。",
    "burden_filltime": "填表时间的抽样计数，不记人、不记单位、不记时刻，与办理无关。",
    "django_content_type": "框架的表名清单，可随时重建。",
    "django_session": "登录状态，由密钥签名，八小时失效。",
    "django_tasks_database_dbtaskresult": "后台任务的队列；任务办成的事是行为，各有记录。",
    "notifications_delivery": "发到系统外的每一条消息和它的下落；欠办的事以待办为准，消息只是提醒。",
    "notifications_reach": "一个人自己的邮箱、手机号、平台账号和免打扰，与办理无关，本人随时可以改、可以删。",
    "organisations_counted": "登录尝试的计数，到时即失效。",
    "organisations_ownthing": "一个人自己存的视图、栏目、常用意见、草稿和最近查找，与办理无关，本人随时可以改、可以删。",
    "organisations_readmessage": "谁在什么时候看过一条消息，只用来分开待阅和已阅；消息本身由审计记录核对。",
    "usersessions_usersession": "正在登录的浏览器清单，退出即失效；登录和退出各有记录。",
}
"""Every model that no digest covers. A test holds this list against the models."""

UNKNOWABLE = (
    "链尾的若干条记录连同它们的数据行、正文和链尾序号一起被删去，剩下的前后仍然相符；",
    "整个数据库和附件被换成较早的一份完整副本；",
    "没有经过本系统、也没有留下数据的事。",
)
"""What agrees in itself and still is not the whole: only a count and a head kept elsewhere show it."""
