"""Messages that leave the system: one digest a day of what is owed, what is urgent, and to-dos of other platforms."""
