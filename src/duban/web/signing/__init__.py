"""The door: signing in and out, and the own password, by django-allauth; what is ours is said here."""
