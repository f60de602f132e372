"""减负: what people say about the burden, and what is looked at again."""
