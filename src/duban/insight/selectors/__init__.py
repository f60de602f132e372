"""What reads across the floors."""
