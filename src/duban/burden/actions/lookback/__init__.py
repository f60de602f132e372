"""回头看: the plan of a year, the draw of a quarter, the visits."""
