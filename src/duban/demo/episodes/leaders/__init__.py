"""What county leaders do besides agreeing to papers."""
