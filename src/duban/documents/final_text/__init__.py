"""A text that was edited in Word or WPS and handed in as the final one: compared, checked, filled in at issue."""
