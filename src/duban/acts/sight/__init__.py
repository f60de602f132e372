"""Who may see what, asked of a row or of the database."""
