"""The rows of the directory: units, people, posts, leaves, resets, the clock (一)."""
