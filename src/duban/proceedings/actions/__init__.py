"""Steps that the acts of matters and measures are made of; each takes the work in progress."""
