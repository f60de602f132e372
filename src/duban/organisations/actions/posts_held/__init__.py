"""Who holds which post, when, and by whose word."""
