"""The forms of the door, in the words of this system."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, SetPasswordForm
from django import forms

from duban.organisations.selectors import one_spelling
from duban.organisations.selectors.signing_in.passwords import rules_for

_RULE = "至少 12 位，不含姓名、账号和单位名称（包括拼音），没有大段重复、连续的字符"


class SignInForm(LoginForm):
    """Account and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "username": forms.CharField(
                label="账号", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username"})
            ),
            "password": _secret("密码", "current-password"),
        }
        self.use_required_attribute = False

    def clean_username(self) -> str:
        """The one spelling of the name, which allauth knows as `login`."""
        self.cleaned_data["login"] = one_spelling(self.cleaned_data["username"])
        return str(self.cleaned_data["login"])


class _NewPassword:
    """A new password, typed twice."""

    fields: dict[str, forms.Field]
    user: Any

    def say(self) -> None:
        """Put the words of this system on the fields of allauth."""
        rule = "，".join(part for part in (_RULE, rules_for(self.user).sentence) if part)
        for name, label, hint in (("password1", "新密码", rule), ("password2", "再输入一次", "")):
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = "请填写。"


class OwnPasswordForm(_NewPassword, SetPasswordForm):
    """A password of one's own in place of one that somebody else set."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say()


class NewPasswordForm(_NewPassword, ChangePasswordForm):
    """Another password, by whoever knows the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = _secret("现在的密码", "current-password")
        self.order_fields(["oldpassword", "password1", "password2"])
        self.say()


def _secret(label: str, purpose: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": purpose})
    return forms.CharField(label=label, max_length=128, strip=False, widget=widget)
