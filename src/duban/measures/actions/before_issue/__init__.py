"""From the draft of a measure to its issue (三)."""
