"""Key work (二): sources, matters, decomposition, assignment, completion."""
