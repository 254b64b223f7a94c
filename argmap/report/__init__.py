"""Findings for readers and programs: one file an output, over `digest`, `ink` and `contract` that they share."""
