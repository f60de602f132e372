"""What is written: settings of channels by acts, what is one's own by a small door, and what was delivered."""

from duban.notifications.actions import settings  # noqa: F401
