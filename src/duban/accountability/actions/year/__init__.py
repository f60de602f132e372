"""The results of a year: run, agreed, closed, put right (七)."""
