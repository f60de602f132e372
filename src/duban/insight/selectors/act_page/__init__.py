"""The page of an act: what it opens with, what to read, who can supply what is missing."""
