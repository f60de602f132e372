"""The one way a write goes: unit of work, permits, numbers, obligations, outbox and repeated keys."""
