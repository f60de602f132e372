"""Units and people taken in as lists."""
