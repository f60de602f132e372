"""Days: working days, months, deadlines, and what ends by itself."""
