"""Signing in and out, and the own password. A demo offers its persons; each of them signs in as anybody does."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.internal import flows
from allauth.account.internal.decorators import login_stage_required
from allauth.account.utils import perform_login
from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from duban.organisations.selectors import DEMO_PASSWORD, personas
from duban.organisations.selectors.own import own_things
from duban.organisations.selectors.signing_in.passwords import good_until, why_another
from duban.organisations.selectors.signing_in.sessions import end_session as end_session_of
from duban.organisations.selectors.signing_in.sessions import sessions_of
from duban.web.claims import page
from duban.web.presenting.daily.drafts import listed
from duban.web.signed import actor_of
from duban.web.signing.forms import NewPasswordForm, OwnPasswordForm, SignInForm
from duban.web.signing.stages import OwnPasswordStage

Valid = Callable[[Any, Any], HttpResponse]
_LIMITED = "too_many_login_attempts"


class Answering:
    """A form that did not fit goes back with a status that says so; never with a password."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The same page with what was wrong."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        limited = any(error.code == _LIMITED for error in form.non_field_errors().as_data())
        response.status_code = 429 if limited else 422
        return response


def telling(form_valid: Valid) -> Valid:
    """What the act that sets a password refuses is told beside the field, on the same page."""

    @wraps(form_valid)
    def answered(self: Any, form: Any) -> HttpResponse:
        try:
            return form_valid(self, form)
        except ValidationError as error:
            form.add_error("password1", error)
            response: HttpResponse = self.form_invalid(form)
            return response

    return answered


class SignIn(Answering, LoginView):
    """登录."""

    form_class = SignInForm
    template_name = "pages/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and in a demo its persons."""
        offered = personas()
        shown = {"personas": offered, "demo_password": DEMO_PASSWORD if offered else ""}
        return {**super().get_context_data(**kwargs), **shown, "next": self.get_next_url() or ""}


@method_decorator(login_stage_required(OwnPasswordStage.key, "account_login"), name="dispatch")
class OwnPassword(Answering, FormView[OwnPasswordForm]):
    """Between signing in with a password that somebody else set, or that is too old, and the desk: one's own."""

    form_class = OwnPasswordForm
    template_name = "pages/own_password.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows whose password it is."""
        return {**super().get_form_kwargs(), "user": self.request._login_stage.login.user}  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and why another password is asked for."""
        shown = super().get_context_data(**kwargs)
        return {**shown, "why": why_another(shown["form"].user)}

    @telling
    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        """Set it, and go on signing in."""
        form.save()
        stage: OwnPasswordStage = self.request._login_stage  # type: ignore[attr-defined]
        answer: HttpResponse = stage.exit()
        return answer


class MyAccount(Answering, PasswordChangeView):
    """我的账号: change the password, end what was left signed in elsewhere."""

    form_class = NewPasswordForm
    template_name = "pages/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, until when the password is good, and where else the account is signed in."""
        shown = super().get_context_data(**kwargs)
        until = good_until(shown["form"].user)
        kept = own_things(actor_of(self.request), "phrase", "recent", "draft")
        phrases, recent, drafts = ([one for one in kept if one.sort == sort] for sort in ("phrase", "recent", "draft"))
        own = {"phrases": phrases, "recent": recent, "drafts": listed(drafts)}
        return {**shown, **own, "good_until": until, "sessions": sessions_of(self.request.user)}

    @telling
    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        """Change it, and say so."""
        response: HttpResponse = super().form_valid(form)
        messages.success(self.request, "密码已修改，您在其他地方的登录都已退出。")
        return response


def let_in(request: HttpRequest, account: Any, how: str, to: str = "") -> HttpResponse:
    """Sign in an account that proved itself by something other than its password, e.g. a one-time link, named by `how`.

    It goes the way of every sign-in: stages that are still due come first, then the page `to`, by default the desk.
    """
    flows.login.record_authentication(request, account, method=how)
    response: HttpResponse = perform_login(request, account, redirect_url=to or None)
    return response


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the own account out somewhere else."""
    if not end_session_of(cast(Any, request.user), pk):
        raise Http404
    return redirect("account_change_password")


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Somebody knocks faster than anybody types."""
    return render(request, "pages/errors/429.html", status=429)


sign_in = page(says="用自己的账号登录；一人一号，登录和办理都留有记录。")(SignIn.as_view())
sign_out = require_POST(LogoutView.as_view())
own_password = page(says="设一个只有您知道的密码，然后进入工作台。")(OwnPassword.as_view())
my_account = page(says="改自己的密码，查看在哪里登录着，管理自己的常用意见。")(MyAccount.as_view())
