"""Documents and attachments: what is issued, how it reads, and the files that hang on a case."""
