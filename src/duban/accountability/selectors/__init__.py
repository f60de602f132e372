"""All reads of accountability, by what they show."""
