"""问责记录查询 as pure matching (7.1.1): whom a line of a list means, and whether this mechanism has a record of them.

The answer is 本机制内未见记录 or the records. It is never that somebody is qualified (A52).
"""
