"""The values that a notice's text holds: numbers, quantities, lists, names."""
