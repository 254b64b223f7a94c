"""Bibliographies beside a map: BibTeX and BibLaTeX, CSL JSON and CSL YAML, and what a source takes from them.

A map names the files under `bibliography:`, and a source the key of its entry under `cite:`. What the map says of a
source wins; what it leaves open (name, kind, date, address) the entry gives. Nothing here is imported by a map without
a bibliography.

From the ground up: `entry`, then one reader a format (`csl`, `bibtex`), `files`, `looking_up`, which `look_up` calls.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.load import Loaded
    from argmap.problem import Problem

_NAMED = re.compile(r"^bibliography *:", re.MULTILINE)


def files_named(text: str, path: str) -> tuple[str, ...]:
    """The paths of the bibliographies that the text of a map at `path` names; none where it cannot be read."""
    if not _NAMED.search(text):
        return ()
    from argmap.bibliography.looking_up import files_of
    from argmap.load import load

    map_ = load(text).map
    return () if map_ is None else tuple(file.as_posix() for file in files_of(map_, path))


def look_up(loaded: "Loaded", path: str) -> "tuple[Loaded, tuple[Problem, ...]]":
    """A map at `path` with its sources filled from its bibliography, where it has one, and what is wrong with that."""
    map_ = loaded.map
    if map_ is None or not (map_.bibliography or any(source.cite for source in map_.sources.values())):
        return loaded, ()
    from argmap.bibliography.looking_up import looked_up  # readers of files, of which most maps have no need

    return looked_up(loaded, path)
