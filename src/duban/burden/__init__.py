"""减负: what people say about the burden that the work lays on them, and what shows that it is light."""
