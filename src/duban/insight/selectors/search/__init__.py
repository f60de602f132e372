"""The search: what was asked, what is found of each kind, and what is found in the directory."""
