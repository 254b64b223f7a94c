"""What a text says in YAML: the data of its entries and inferences, and the frontmatter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import ValidationError

from argmap.formats.argdown.citing import Citing
from argmap.formats.argdown.data import Value, Wrong, read_block, read_yaml
from argmap.formats.argdown.fields import FRONT, shown
from argmap.formats.argdown.model import Model
from argmap.formats.argdown.parsing import Entry, Inference, Parser
from argmap.formats.argdown.remarks import Remarks
from argmap.formats.shared.common import Data
from argmap.formats.shared.write import printable
from argmap.model import TEXT_LIMIT, About
from argmap.problem import one_line

Holder: TypeAlias = Entry | Inference
DataOf: TypeAlias = Mapping[Holder, dict[str, Value]]  # of those that have any

_DESCRIPTION = ("subTitle", "subtitle", "author", "authors", "date", "abstract")


def data_of(model: Model, remarks: Remarks) -> DataOf:
    """The data in braces of all entries and inferences."""
    found: dict[Holder, dict[str, Value]] = {}
    for holder in _holders(model):
        if holder.data is None:
            continue
        at, block = holder.data
        try:
            found[holder], slips = read_block(block)
        except Wrong as wrong:
            remarks.wrong(at, wrong)
        else:
            remarks.slipped(at, slips)
    return found


def _holders(model: Model) -> Iterator[Holder]:
    for member in model.order:
        yield from member.entries
    for argument in model.arguments:
        for conclusion in argument.inferences:
            yield conclusion.inference


@dataclass(slots=True)
class Front:
    """What the frontmatter says of the whole map."""

    title: str = ""
    note: str = ""
    about: Data = field(default_factory=dict)
    theses: list[str] = field(default_factory=list)  # titles
    apart: list[str] = field(default_factory=list)  # titles of what is no thesis, though steps lead to it
    strict: bool = False  # whether relations between statements are read as logical ones


def front_of(parser: Parser, citing: Citing, remarks: Remarks) -> Front:
    """The frontmatter; the sources that it declares go to `citing`."""
    front = Front()
    if parser.frontmatter is None:
        return front
    at, block = parser.frontmatter
    try:
        data, slips = read_yaml(block)
    except Wrong as wrong:
        remarks.wrong(at, wrong)
        return front
    remarks.slipped(at, slips)
    own = data.pop(FRONT, None)
    _describe(front, data, at, remarks)
    if isinstance(own, dict):
        _add_own(front, own, at, citing, remarks)
    return front


def _describe(front: Front, data: dict[str, Value], at: int, remarks: Remarks) -> None:
    """What Argdown itself knows, or people write, in a frontmatter."""
    title = data.pop("title", None)
    front.title = title if isinstance(title, str) else ""
    settings = data.get("model")
    if isinstance(settings, dict) and settings.get("mode") in ("strict", "loose"):
        front.strict = settings.pop("mode") == "strict"
        if not settings:
            del data["model"]
    lines = []
    for key in _DESCRIPTION:
        value = data.pop(key, None)
        if value is not None:
            texts = map(str, value) if isinstance(value, list) else [str(value)]
            lines.append(f"{key}: {', '.join(texts)}")
    front.note = "\n".join(lines)
    for key, value in data.items():
        remarks.leave(at, f"`{one_line(key)}` in the frontmatter: {shown(value)}")


def _add_own(front: Front, own: dict[str, Value], at: int, citing: Citing, remarks: Remarks) -> None:
    """What a map has beside its statements, as argmap itself writes it."""
    for lost in citing.declare(own.pop("sources", None) or {}, at):
        remarks.leave(at, lost)
    note = own.pop("note", None)
    if isinstance(note, str):
        front.note = "\n".join(filter(None, (note, front.note)))
    about = own.pop("about", None)
    for key, value in about.items() if isinstance(about, dict) else ():
        clean = printable(value).strip()[:TEXT_LIMIT] if isinstance(value, str) else value
        try:
            found = About.model_validate({key: clean})
        except ValidationError:
            remarks.leave(at, f"`{one_line(key)}` in the frontmatter's `about`: {shown(value)}")
        else:
            front.about |= found.model_dump(mode="json", by_alias=True, exclude_unset=True)
    front.theses, front.apart = _texts(own.pop("theses", None)), _texts(own.pop("apart", None))
    for key, value in own.items():
        remarks.leave(at, f"`{one_line(key)}` in the frontmatter's `{FRONT}`: {shown(value)}")


def _texts(value: Value) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
