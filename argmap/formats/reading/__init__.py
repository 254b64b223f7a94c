"""Readers of files that may be hostile, each giving plain data with its places: `xml`, `json`, `csv`, `plain` for YAML.

`markup` makes plain texts of what web forms hold.
"""
