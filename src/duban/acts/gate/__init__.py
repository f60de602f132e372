"""The one way in to an act: what is given, who may do it, and how it is refused."""
