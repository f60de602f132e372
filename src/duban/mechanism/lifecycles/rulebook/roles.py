"""Who keeps the county's rules, and who confirms them."""

from __future__ import annotations

from duban.mechanism.people.standing import Role

KEEPERS = (Role.INSPECTOR, Role.REGISTRAR)
OFFICE_HEADS = (Role.OFFICE_HEAD, Role.CO_HEAD)
HEADS = (*OFFICE_HEADS, Role.MAIN_LEADER)
DRAFTERS = (*KEEPERS, *OFFICE_HEADS)
