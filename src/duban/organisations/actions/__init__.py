"""All writes of the directory."""

from __future__ import annotations

from duban.organisations.actions.clockchecks import confirm_time, propose_time, refuse_time
from duban.organisations.actions.founding import Founded, found_county, found_jurisdiction
from duban.organisations.actions.people import change_person, create_person
from duban.organisations.actions.posts_held.authorities import authorise, lend
from duban.organisations.actions.posts_held.delegations import end_delegation, give_delegation
from duban.organisations.actions.posts_held.leaves import end_leave, record_leave
from duban.organisations.actions.posts_held.liaisons import name_liaison
from duban.organisations.actions.posts_held.postlists import (
    confirm_list,
    nominate,
    propose_list,
    reject_list,
    submit_list,
    withdraw_list,
)
from duban.organisations.actions.posts_held.posts import appoint, end_post, void_post
from duban.organisations.actions.signing_in.accounts import (
    choose_password,
    close_account,
    open_account,
    reset_password,
    spend,
    weak,
)
from duban.organisations.actions.signing_in.resets import confirm_reset, propose_reset, refuse_reset
from duban.organisations.actions.signing_in.slips import (
    confirm_slips,
    give_slips,
    one_time_link,
    revoke_slip,
    use_link,
)
from duban.organisations.actions.units import change_unit, close_unit, create_unit, merge_unit

__all__ = [
    "Founded",
    "appoint",
    "authorise",
    "change_person",
    "change_unit",
    "choose_password",
    "close_account",
    "close_unit",
    "confirm_list",
    "confirm_reset",
    "confirm_slips",
    "confirm_time",
    "create_person",
    "create_unit",
    "end_delegation",
    "end_leave",
    "end_post",
    "found_county",
    "found_jurisdiction",
    "give_delegation",
    "give_slips",
    "lend",
    "merge_unit",
    "name_liaison",
    "nominate",
    "one_time_link",
    "open_account",
    "propose_list",
    "propose_reset",
    "propose_time",
    "record_leave",
    "refuse_reset",
    "refuse_time",
    "reject_list",
    "reset_password",
    "revoke_slip",
    "spend",
    "submit_list",
    "use_link",
    "void_post",
    "weak",
    "withdraw_list",
]
