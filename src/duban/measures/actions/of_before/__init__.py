"""Measures that were taken on paper before the system came."""
