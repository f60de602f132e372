"""Looking into files without trusting them: no Django, no database, nothing kept; fit to run in a process of its own."""
