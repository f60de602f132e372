"""Inquiries of the demo county, from facts to decisions (五, 六)."""
