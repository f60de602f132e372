"""Why a result follows, what a decision touches, and what other rules would say (七)."""
