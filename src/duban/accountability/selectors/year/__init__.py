"""The results of a year: what counts, what holds, who has the say (七)."""
