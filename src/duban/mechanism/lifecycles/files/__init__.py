"""The rows of files: what hangs on a case, ledgers, issued papers, numbers."""
