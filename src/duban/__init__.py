"""Duban 督联: a county's 重点工作督查联动机制 as software."""
