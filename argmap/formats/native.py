"""The map file itself, as one of the formats."""

from collections.abc import Sequence

from argmap.files import SUFFIXES as SUFFIXES
from argmap.files import Unreadable, decoded, is_map
from argmap.formats.shared.common import Arranged, File, Made, Options, Placed, Taken
from argmap.formats.shared.features import EVERYTHING, in_words
from argmap.formats.shared.write import map_text
from argmap.load import load

NAME = "argmap"
FEATURES = EVERYTHING
CARRIES = in_words(FEATURES)


def recognises(head: bytes) -> bool:
    return is_map("", head)


def read(files: Sequence[File], options: Options) -> Taken:
    """The map in a file; a second one has no place in it."""
    first, *more = files
    try:
        loaded = load(decoded(first.raw))
    except Unreadable as error:
        return Taken(None, problems=(Placed(first.path, error.problem),))
    problems = tuple(Placed(first.path, problem) for problem in loaded.problems)
    assert not more, "a map is one file"
    return Taken(loaded.map, loaded.places, problems=problems)


def write(arranged: Arranged, options: Options) -> Made:
    """The text of a map that was read from another format."""
    assert arranged.data is not None, "a map file is not written over from itself"
    return Made(map_text(arranged.data))
