"""Adopted notices, parameter packs and the work calendar, as kept in this installation."""
