"""The live page: a map's report that follows the file, for one author on one machine.

The floors, lowest first; a module imports only from those above it in this list:

watching   when a file was saved
editor     the author's editor, opened at a line
page       a map's page with what makes it live, or what is wrong with the map
live       what is shown now, made anew at every save; who waits for the next
server     what a browser is told, and who is told nothing
"""
