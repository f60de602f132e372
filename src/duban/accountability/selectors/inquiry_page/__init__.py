"""An inquiry as somebody may see it: page, hearing, brief, bundle (五)."""
