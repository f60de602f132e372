"""Key work: its sources, its reports, how it is rated, its light (二, 四)."""
