"""What leaves on paper or as a file: tables, extracts, registers, bulletins, packages."""
