"""The archive package of a case: everything about it in open formats, with digests, and the check of one."""
