"""减负: to whom a complaint goes, what the figures of the burden are, and what is looked at again."""
