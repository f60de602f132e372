"""The pages of a year: results, corrections, one's own, the extract (七)."""
