"""What templates may ask for beyond Django."""
