"""Days and spans: the calendar, what a matter did over time, and a year by its quarters."""
