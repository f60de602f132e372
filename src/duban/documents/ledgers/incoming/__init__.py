"""A ledger that comes in: opened, recognised, read."""
