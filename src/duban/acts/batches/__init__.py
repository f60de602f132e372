"""Many acts in one unit of work."""
