"""How somebody wants to be reached outside the system."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.notifications.actions.own import Wish
from duban.notifications.selectors import OwnReach


class ReachForm(forms.Form):
    """Addresses and quiet; a county leader is asked besides whether he wants a digest and who gets it."""

    mail = forms.CharField(label="邮箱", max_length=120, required=False)
    mobile = forms.CharField(label="手机号", max_length=20, required=False)
    account = forms.CharField(
        label="工作平台账号", max_length=60, required=False, help_text="企业微信、钉钉、粤政易一类平台上的账号"
    )
    quiet = forms.BooleanField(
        label="免打扰", required=False, help_text="所有渠道都不发每日提要；紧急催办仍然发"
    )
    asks = forms.BooleanField(label="给我发每日提要", required=False, help_text="县领导不选的，不发")
    goes_to = forms.TypedChoiceField(
        label="发给", required=False, coerce=int, empty_value=None, help_text="可以指定秘书、办公室的人；不选的发给本人"
    )

    def __init__(self, sent: Any = None, *, known: OwnReach) -> None:
        super().__init__(sent, initial={name: getattr(known, name) for name in Wish._fields})
        self.use_required_attribute = False
        if not known.leader:
            del self.fields["asks"], self.fields["goes_to"]
            return
        self.fields["goes_to"].choices = [("", "本人"), *known.people]  # type: ignore[attr-defined]

    @property
    def wish(self) -> Wish:
        """What was typed."""
        return Wish(**self.cleaned_data)
