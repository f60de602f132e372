"""Decisions recorded, checked, changed, contested, and sent to who applies them (六)."""
