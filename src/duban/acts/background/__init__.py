"""Work that goes on after an act, and the processes that do it."""
