"""Readers of files that may be hostile, each giving plain data with its places: `xml`, `json`, `csv`, `plain` for YAML.

`files` keeps what is wrong with the files of a model and what is left out of them; `markup` makes plain texts of what
web forms hold.
"""
