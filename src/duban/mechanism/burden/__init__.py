"""减负: to whom a complaint goes, and what the figures of the burden are."""
