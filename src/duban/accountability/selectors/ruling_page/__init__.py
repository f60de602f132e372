"""A ruling as somebody may see it: page, remedies, changes (六)."""
