"""The ground floor: the notice as cited, dated data and pure decision functions. No Django, no clock, no database."""
