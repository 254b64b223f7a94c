"""JSON of the model: a map file's keys and values as JSON, exactly; for programs that have no reader of YAML.

Read back, it is the same map. A number may stand where the map file has digits, and `null` where it has nothing.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from argmap.files import Unreadable
from argmap.formats.reading.json import Json, Object, read_json
from argmap.formats.shared.common import Arranged, Data, File, Made, Options, Placed, Taken
from argmap.formats.shared.features import EVERYTHING, in_words
from argmap.formats.shared.write import printable
from argmap.load import DEPTH_LIMIT
from argmap.model import Map
from argmap.place import Entry, Places, marked
from argmap.problem import Problem, one_line
from argmap.wording import TOO_DEEP, explain

NAME = "json"
SUFFIXES = (".argmap.json",)
FEATURES = EVERYTHING
CARRIES = in_words(FEATURES)

_HEAD = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{(?:[^{}\[\]]*,)?\s*"argmap"\s*:\s*"?\d+"?\s*[,}]')
# Written as escapes, which mean the same: what could drive a terminal, or make a line read as another.
_ESCAPED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def recognises(head: bytes) -> bool:
    return bool(_HEAD.search(head))


def write(arranged: Arranged, options: Options) -> Made:
    """The whole model."""
    text = json.dumps(_plain(arranged.graph.map), indent=1, ensure_ascii=False)
    return Made(_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def _plain(map_: Map) -> Data:
    return map_.model_dump(mode="json", by_alias=True, exclude_unset=True)


def read(files: Sequence[File], options: Options) -> Taken:
    """The model in a file."""
    path = files[0].path
    try:
        found = read_json(files[0].raw)
        data, marks = _taken_apart(found)
    except Unreadable as error:
        return Taken(None, problems=(Placed(path, error.problem),))
    places = Places(marks)
    try:
        map_ = Map.model_validate(data)
    except ValidationError as error:
        return Taken(None, problems=tuple(Placed(path, one) for one in explain(error, data, places)))
    oddities = tuple(Placed(path, one) for one in found.oddities)
    return Taken(map_, places, _plain(map_), left_out=oddities)


def _taken_apart(found: Json) -> tuple[Any, Entry]:
    """A file's value without its nulls, and the marks of its places: those of the objects. Raises `Unreadable`."""
    if not isinstance(found.value, Object):
        raise Unreadable(Problem(1, 1, "the file holds no map", "begin with an object that has `argmap` and `thesis`"))
    return _part(found, found.value, 0, 0)


def _part(found: Json, value: Any, mark: int, depth: int) -> tuple[Any, Entry]:
    if depth > DEPTH_LIMIT:
        raise Unreadable(Problem(1, 1, *TOO_DEEP))
    if isinstance(value, Object):
        line, column = found.place(value.at)
        mark = marked(line - 1, column - 1)
        parts = {key: _part(found, part, mark, depth + 1) for key, part in value.items() if part is not None}
        entries = {key: (mark, entry) for key, (_, entry) in parts.items()}
        return {printable(key): data for key, (data, _) in parts.items()}, {None: mark, **entries}
    if isinstance(value, list):
        items = [_part(found, part, mark, depth + 1) for part in value]
        return [data for data, _ in items], [mark, *(entry for _, entry in items)]
    return _text(found, value, mark) if isinstance(value, str) else value, mark


def _text(found: Json, text: str, mark: int) -> str:
    shown = printable(text)
    if shown != text:
        place = Places(mark).at(())
        what = f"a control character in “{one_line(shown)}”"
        found.oddities.append(Problem(*place, what, "no map may hold one: a replacement character stands for it"))
    return shown
