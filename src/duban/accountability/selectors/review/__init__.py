"""问责记录查询: what was asked, of whom, and what stands on record."""
