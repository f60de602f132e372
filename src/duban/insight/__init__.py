"""What reads across the floors: the desk, the case page, the lists."""
