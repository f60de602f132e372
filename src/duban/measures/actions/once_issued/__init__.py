"""From the issue of a measure to its end (三, 四)."""
