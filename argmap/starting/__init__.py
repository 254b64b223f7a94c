"""Starting a map: from a template, from an outline typed in haste, from the text that it is to reconstruct.

The order inside the package, from the ground up: `templates`, `outline`, `texts`, `cues`, `attributions`, `reading`,
`draft`.
"""
