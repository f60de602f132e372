"""What the pages of 减负 read."""
