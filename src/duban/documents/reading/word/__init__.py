"""A .docx: what it says, and how it is set after styles and lists have had their word."""
