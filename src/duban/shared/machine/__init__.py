"""The installation and the machine it stands on."""
