"""What every floor of the story does: signatures, receipts, plans, reports, ratings, extensions, verification."""
