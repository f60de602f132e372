"""What we ask of a database beyond Django: bounds, guards, statements made once, statistics."""
