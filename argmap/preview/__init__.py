"""The live page: a map's report that follows the file, for one author on one machine.

The floors, lowest first; a module imports only from those above it in this list:

watching   when a file was saved
editor     the author's editor, opened at a line
page       a map's page with what makes it live, or what is wrong with the map
live       what is shown now, made anew at every save; who waits for the next
server     what a browser is told, and who is told nothing

Its script, after the page's own: `newer.js`, a newer page taken in place of the old one, and `live.js`, when that is
done, what is wrong, and what leads to the editor.
"""
