"""What is done to the archive: packages are formed and kept, sealed copies are filed."""
