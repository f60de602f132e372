"""Accounts, resets, and slips for the first sign-in."""
