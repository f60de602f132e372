"""Each kind of file: that it is what it says, and what text it holds."""
