"""The three measures (三) and their registry (四)."""
