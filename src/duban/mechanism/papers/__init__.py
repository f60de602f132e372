"""What papers must hold and how they are numbered (三)."""
