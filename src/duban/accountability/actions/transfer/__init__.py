"""From the proposal of a transfer to its handling by the two bodies (六)."""
