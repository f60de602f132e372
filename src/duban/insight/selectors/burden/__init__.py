"""减负: what the work lays on units, from recorded facts."""
