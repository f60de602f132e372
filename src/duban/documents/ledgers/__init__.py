"""Ledgers in and out: opened, recognised, judged, taken in, marked, exported."""
