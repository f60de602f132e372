"""A county as a whole: its month, its lights, its founding, its soundness."""
