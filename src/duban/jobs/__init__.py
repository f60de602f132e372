"""The command line and the worker: they start acts and hold no logic of their own."""
