"""Semantics of formal argumentation on a map, for those who work with them. Nothing of the audit rests on it.

From the floor up: `framework` holds arguments with their supports and attacks; `gradual` gives each a strength and
`grounded` a label; `encoding` makes such a framework of a map; `evaluation` answers for a map.
"""
