"""A package as it is packed: what belongs into it, how it is laid out, what describes it."""
