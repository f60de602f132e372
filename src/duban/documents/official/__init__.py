"""Official documents (公文): one typed content, laid out by GB/T 9704-2012 as .docx and as PDF."""
