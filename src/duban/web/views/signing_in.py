"""Signing in and out. A demo offers its persons; each of them signs in as anybody does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duban.organisations.selectors import DEMO_PASSWORD, personas


class SignInForm(AuthenticationForm):
    """Account and password."""

    username = forms.CharField(
        label="账号", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {"invalid_login": "账号或密码不对。", "inactive": "账号或密码不对。"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


def door(next_page: str) -> dict[str, Any]:
    """What the sign-in page shows beside the form."""
    offered = personas()
    return {"personas": offered, "demo_password": DEMO_PASSWORD if offered else "", "next": next_page}


@method_decorator(never_cache, name="dispatch")
class SignIn(LoginView):
    """登录."""

    form_class = SignInForm
    template_name = "pages/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and in a demo its persons."""
        return super().get_context_data(**kwargs) | door(self.get_redirect_url())

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """The same page with what was wrong; never the password."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
    """The sign-in page after too many failures: for how long, and what to do."""
    form = SignInForm(request, data={"username": str(credentials.get("username") or "")[:40], "password": ""})
    form.full_clean()
    form.errors.clear()
    form.add_error(None, settings.AXES_COOLOFF_MESSAGE)
    return render(request, "pages/login.html", {"form": form, **door("")}, status=429)


sign_in = SignIn.as_view()
sign_out = require_POST(LogoutView.as_view())
