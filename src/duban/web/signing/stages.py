"""What stands between a right password and the desk."""

from __future__ import annotations

from allauth.account.stages import LoginStage
from django.http import HttpResponse
from django.shortcuts import redirect

from duban.organisations.selectors.signing_in.passwords import why_another


class OwnPasswordStage(LoginStage):
    """Whoever came with a password that somebody else set, or that is too old, chooses one before anything else."""

    key = "own_password"
    urlname = "account_own_password"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """On at once where the password is one's own, and not too old."""
        if not why_another(self.login.user):
            return None, True
        return redirect(self.urlname), True
