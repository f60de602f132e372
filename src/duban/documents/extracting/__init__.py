"""Reading the text of documents that others made: .docx and PDF with a text layer."""
