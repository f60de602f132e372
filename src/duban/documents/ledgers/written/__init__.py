"""Lists and results as workbooks."""
