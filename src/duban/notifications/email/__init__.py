"""E-mail by the SMTP server of the county."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from duban.notifications.models import Channel
from duban.notifications.wire import SECONDS, Letter, NotSent, Unsure


def send(channel: Channel, secret: str, letter: Letter) -> None:
    """Hand a letter to the server; whatever fails before its text was sent is certain."""
    try:
        server = _connected(channel, secret)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"邮件服务器没有接受连接：{_said(error)}") from error
    try:
        _handed_over(server, channel.setting("sender"), letter)
    finally:
        server.close()


def _connected(channel: Channel, secret: str) -> smtplib.SMTP:
    host, port, security = (channel.setting(name) for name in ("server", "port", "security"))
    trusted = ssl.create_default_context()
    if security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, int(port), timeout=SECONDS, context=trusted)
    else:
        server = smtplib.SMTP(host, int(port), timeout=SECONDS)
    if security == "starttls":
        server.starttls(context=trusted)
    if account := channel.setting("account"):
        server.login(account, secret)
    server.ehlo_or_helo_if_needed()
    return server


def _handed_over(server: smtplib.SMTP, sender: str, letter: Letter) -> None:
    try:
        for step, address in ((server.mail, sender), (server.rcpt, letter.to)):
            code, answer = step(address)
            if code >= 300:
                raise NotSent(f"邮件服务器不接受：{code} {answer.decode('utf-8', 'replace')[:80]}")
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"邮件服务器中断：{_said(error)}") from error
    try:
        code, answer = server.data(_message(sender, letter).as_bytes())
    except smtplib.SMTPDataError as error:
        raise NotSent(f"邮件服务器不接受：{_said(error)}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unsure("邮件已经交出，服务器没有答复。") from error
    if code >= 300:
        raise NotSent(f"邮件服务器不接受：{code} {answer.decode('utf-8', 'replace')[:80]}")


def _message(sender: str, letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Message-ID"] = f"<{letter.number}@{sender.rpartition('@')[2]}>"
    message.set_content(letter.text)
    return message


def _said(error: Exception) -> str:
    return str(error)[:100]
