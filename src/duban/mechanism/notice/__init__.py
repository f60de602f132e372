"""A county's notice: read, cut into articles and paragraphs, bound to the clauses, compared with a pack."""
