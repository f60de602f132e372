"""Files: how they arrive, where they lie, on what they hang, and that they are what they were."""
