"""Random map files as people write them: any indent, any quotes, folded and literal texts, comments anywhere."""

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.support.maps import Data, maps

TEXTS = (
    "Something was seen.", "It costs: more", "It's over", 'He said "no" twice', "C# is a language", "40 % of all",
    "Brücken brechen", "- not an item", "a, b and c", "yes", "'quoted' at its start", "x" * 30, "? maybe", "no: no",
    "A long text that goes on and on, as texts in maps of long essays do, until it is far longer than any line of the "
    "file that it stands in should be, and then a little longer still.",
    "Two words",
)  # fmt: skip
COMMENTS = ("# why", "#", "# because: x", "#no blank", "# - item", "# 'open", "# über", "#: {[")
PLAIN = frozenset({"Something was seen.", "40 % of all", "Brücken brechen", "x" * 30, "It's over", "Two words"})
SHORT_FORMS = frozenset({"because", "but", "unless", "source", "from", "thesis", "claims"})


class Document(NamedTuple):
    """A map's text and the data that stands in it."""

    text: str
    data: Data


class Writer:
    """Writes data in one manner: indents, line ends and how often there is a comment."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.offset = random.choice((0, 0, 2, 4))  # of dashes from their key
        self.step = random.choice((2, 2, 4))  # of keys from the key above
        self.gap = random.choice((2, 2, 4))  # of what follows a dash
        self.chance = random.choice((0, 0.15, 0.4))  # of a comment or blank line
        self.end_mark = random.choice(("\n", "\n", "\r\n"))
        self.lines: list[str] = []

    def some(self, chance: float) -> bool:
        return self.random.random() < chance

    def text(self, data: Data) -> str:
        self.mapping(data, 0)
        self.noise(0)
        text = self.end_mark.join(self.lines)
        return text if self.some(0.2) else text + self.end_mark

    def noise(self, column: int) -> None:
        """Comments and blank lines before what stands at a column: never deeper than a text above may be."""
        while self.some(self.chance):
            if self.some(0.3):
                self.lines.append("")
            else:
                self.lines.append(" " * self.random.choice((column, column, 0, column // 2)) + self.comment())

    def comment(self) -> str:
        return self.random.choice(COMMENTS)

    def beside(self) -> str:
        return " " * self.random.randint(1, 9) + self.comment() if self.some(self.chance) else ""

    def mapping(self, data: Data, column: int, lead: str | None = None) -> None:
        """Keys at a column; the first of them after what leads to it on its line."""
        for key, value in data.items():
            if lead is None:
                self.noise(column)
                lead = " " * column
            self.entry(lead + key + ":", value, column, key)
            lead = None

    def entry(self, lead: str, value: Any, column: int, key: str) -> None:
        if isinstance(value, list) and len(value) == 1 and key in SHORT_FORMS and self.some(0.3):
            value = value[0]
        if isinstance(value, dict):
            if self.flat(value) and self.some(0.25):
                self.lines.append(f"{lead} {self.braces(value)}{self.beside()}")
            else:
                self.lines.append(lead + self.beside())
                self.mapping(value, column + self.step)
        elif isinstance(value, list):
            if key in ("source", "from") and self.some(0.4) and not any("," in one for one in value):
                self.lines.append(f"{lead} [{', '.join(value)}]{self.beside()}")
                return
            self.lines.append(lead + self.beside())
            for one in value:
                self.item(one, column + self.offset)
        else:
            self.scalar(lead + " ", str(value), column)

    def item(self, value: Any, column: int) -> None:
        self.noise(column)
        lead = " " * column + "-" + " " * (self.gap - 1)
        if isinstance(value, dict) and list(value) == ["claim"] and self.some(0.5):
            value = value["claim"]
        if not isinstance(value, dict):
            self.scalar(lead, str(value), column)
        elif self.flat(value) and self.some(0.15):
            self.lines.append(lead + self.braces(value) + self.beside())
        else:
            self.mapping(value, column + self.gap, lead)

    def flat(self, value: Data) -> bool:
        return bool(value) and all(isinstance(one, str | int) for one in value.values())

    def braces(self, value: Data) -> str:
        return "{" + ", ".join(f"{key}: {self.single(str(one))}" for key, one in value.items()) + "}"

    @staticmethod
    def single(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    def scalar(self, lead: str, text: str, column: int) -> None:
        """A text in any style that can hold it; `column` is that of its key or dash."""
        deeper = " " * (column + self.random.choice((2, 3, 5)))
        words = text.split(" ")
        styles = ["single", "double", "folded", "literal"]
        if text in PLAIN or text.replace("-", "").isalnum():
            styles += ["plain"] * 6
        style = self.random.choice(styles)
        several = len(words) > 3 and self.some(0.4)
        lines = [" ".join(words[:3]), " ".join(words[3:])] if several else [text]
        if style in ("folded", "literal"):
            lines = lines if style == "folded" else [text]
            self.lines += [
                lead + (">-" if style == "folded" else "|-") + self.beside(),
                *(deeper + one for one in lines),
            ]
            if self.some(0.2):
                self.lines.append("")
            return
        if style == "single":
            lines = self.single("\n".join(lines)).split("\n")
        elif style == "double":
            lines = ('"' + "\n".join(lines).replace("\\", "\\\\").replace('"', '\\"') + '"').split("\n")
        self.lines += [lead + lines[0], *(deeper + one for one in lines[1:])]
        # Beside bare words the reader takes only what is a comment beyond doubt.
        if style != "plain" or " " not in text:
            self.lines[-1] += self.beside()
        elif text.endswith("."):
            self.lines[-1] += self.random.choice(("", "  # why"))
        if self.some(self.chance / 2):
            self.lines.append(" " * (column + self.random.randint(1, 4)) + self.comment())


def _dressed(data: Any, random: Random) -> Any:
    """The data with all sorts of texts, and keys in any order; what says nothing is left out."""
    if isinstance(data, list):
        return [_dressed(one, random) for one in data]
    if not isinstance(data, dict):
        return data
    pairs = [(key, random.choice(TEXTS) if key in ("claim", "evidence", "assume") else _dressed(value, random))
             for key, value in data.items() if value not in ([], False, None)]  # fmt: skip
    if random.random() < 0.2 and data.keys() & {"claim", "evidence", "assume"}:
        pairs.append(("note", random.choice(TEXTS)))
    if random.random() < 0.2 and "name" not in data:
        random.shuffle(pairs)
    return dict(pairs)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A map in order, written in some manner."""
    random = Random(draw(st.integers(0, 2**32)))
    data = _dressed(draw(maps(size=10)), random)
    data["thesis"][0].setdefault("id", "main")
    data = {key: data[key] for key in ("argmap", "about", "sources", "thesis", "claims") if data.get(key)}
    return Document(Writer(random).text(data), data)


def comments(text: str) -> Iterator[str]:
    """The comments of a file, as a scan of its lines finds them that knows no more than that ours begin so."""
    for line in text.splitlines():
        for comment in COMMENTS:
            if line.strip() == comment or line.endswith(" " + comment):
                yield comment
                break
