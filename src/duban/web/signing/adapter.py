"""How this system signs in: what allauth asks its adapter."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal import ratelimit
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_scopes import scope

from duban.organisations.actions.signing_in.accounts import choose_password, spend, weak
from duban.shared import clock
from duban.shared.actor import system_actor
from duban.shared.errors import Invalid
from duban.web import access
from duban.web.signing import known

STRANGERS = {"strangers": "100/h/key"}
"""How many wrong passwords all browsers together that an account does not know may try on it."""
_WAYS = {"password": "凭密码", "one_time_link": "凭一次性链接"}
MISMATCH = "账号或密码不对。"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; a password of somebody else's making opens once; tries are counted by account and by source."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "too_many_login_attempts": "登录失败次数太多，请 30 分钟以后再试，或者换一台您登录过的电脑。",
        "enter_current_password": "现在的密码不对。",
        "password_spent": "这个密码只能登录一次，已经用过。请系统管理员重新设置。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are opened by an act."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address as the middleware for proxies left it."""
        return str(request.META.get("REMOTE_ADDR", ""))

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A closed account is sent to the door, which tells nobody why."""
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After a change: the own account again."""
        return reverse("account_change_password")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing of allauth's own: the page that follows says what came of it."""

    # counting

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """An account from a browser that it knows, or from a source: five wrong passwords each."""
        name = str(credentials.get("username", ""))
        return f"{name}|{known.mark_of(request, name) or self.get_client_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is looked at, so that of many at once no more than the limit are."""
        super().pre_authenticate(request, **credentials)
        name = str(credentials.get("username", ""))
        if known.mark_of(request, name):
            return
        usage = ratelimit.consume(request, app="duban", action="strangers", config=STRANGERS, key=name)
        if not usage:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage.usage += usage.usage

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The account, if the password is right and may still be used; a closed account is like an unknown one."""
        try:
            account = super().authenticate(request, **credentials)
            if account is not None and account.is_active:
                if account.for_one_sign_in and not spend(account):
                    raise self.validation_error("password_spent")
                return account
        except ValidationError:
            access.failed(request, str(credentials.get("username", "")))
            raise
        access.failed(request, str(credentials.get("username", "")))
        return None

    # passwords

    def clean_password(self, password: str, user: Any = None) -> str:
        """The password, or ValidationError with the reason why not; whether it returns is told when it is set."""
        if fault := weak(password, user.username, user.person):
            raise ValidationError(fault)
        return password

    def set_password(self, user: Any, password: str) -> None:
        """Give an account the password of its owner's choice, by the act of the table."""
        with scope(jurisdiction=user.jurisdiction_id):
            try:
                choose_password(
                    actor=system_actor(user.jurisdiction_id, clock.today()),
                    ref=user.person.ref,
                    password=password,
                )
            except Invalid as error:
                raise ValidationError(error.message) from error
        user.refresh_from_db(fields=["password", "for_one_sign_in", "spent", "password_since"])

    def get_login_stages(self) -> list[str]:
        """Those of allauth, second factors included where there are any; last, a password of one's own."""
        return [*super().get_login_stages(), "duban.web.signing.stages.OwnPasswordStage"]

    def post_login(self, request: HttpRequest, user: Any, **hook: Any) -> HttpResponse:
        """On to where one wanted to go; the browser is known from now on."""
        response: HttpResponse = super().post_login(request, user, **hook)
        ways = [_WAYS.get(one["method"], "") for one in get_authentication_records(request, user)]
        access.signed_in(request, user, "、".join(dict.fromkeys(way for way in ways if way)))
        known.remember(request, response, user.username)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Out, on record."""
        account = request.user
        super().logout(request)
        access.signed_out(request, account)
