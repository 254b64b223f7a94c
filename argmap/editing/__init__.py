"""Changing a map's text by place: what an edit does not mean to touch stays byte for byte.

Every edit is a function from text to an `Edit`: the pieces to replace, and the text that comes of it. It is made twice,
on the text and on the data, and refused unless the strict reader finds in the new text exactly the edited data, and the
graph can be arranged. Nothing here reads or writes a file.

From the ground up: `splice`, `lines`, `tree`, `written`, `sheet`, `shapes`, `opening`, then `citing`, `adding`,
`describing`, `moving`, `renaming`, `quoting`; `layout` lays a whole file out anew.
"""
