"""All writes of the rulebook."""

from __future__ import annotations

from duban.rulebook.actions.answering import answer_notice
from duban.rulebook.actions.calendars import amend_calendar, publish_calendar, seed_calendar
from duban.rulebook.actions.checking import check_draft, keep_check
from duban.rulebook.actions.confirming import agree_to_draft, confirm_draft, send_back_draft, submit_draft
from duban.rulebook.actions.drafting import (
    discard_draft,
    draft_pack_version,
    drop_change,
    redate_draft,
    set_answer,
    set_parameter,
)
from duban.rulebook.actions.notices import (
    adopt_notice,
    confirm_extension,
    confirm_notice,
    discard_notice,
    extend_notice,
    withdraw_extension,
)
from duban.rulebook.actions.superiors import (
    confirm_change,
    confirm_override,
    discard_override,
    propose_end,
    propose_rank,
    register_override,
    withdraw_change,
)

__all__ = [
    "adopt_notice",
    "answer_notice",
    "agree_to_draft",
    "amend_calendar",
    "check_draft",
    "confirm_change",
    "confirm_draft",
    "confirm_extension",
    "confirm_notice",
    "confirm_override",
    "discard_draft",
    "discard_notice",
    "discard_override",
    "draft_pack_version",
    "drop_change",
    "extend_notice",
    "keep_check",
    "propose_end",
    "propose_rank",
    "publish_calendar",
    "redate_draft",
    "register_override",
    "seed_calendar",
    "send_back_draft",
    "set_answer",
    "set_parameter",
    "submit_draft",
    "withdraw_change",
    "withdraw_extension",
]
