"""Findings for readers and programs: one file an output. `ink` and `plain` are shared by all of them."""
