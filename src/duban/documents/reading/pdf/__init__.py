"""A PDF with a text layer: its rows with fonts and places, and what they say."""
