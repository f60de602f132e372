"""Forms: made from the act table, and how their fields are shown."""
