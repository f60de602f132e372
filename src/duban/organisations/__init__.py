"""Jurisdictions, units, people, dated posts, delegation and accounts (一)."""
