"""A discussion exported from Kialo as text, read.

A claim is a line `1.2.3. Pro: …` under its number; its text may go on over further lines. `-> See 1.1.3.` uses a claim
again. The sources of a claim are the links in it: what links to one address cites one source, and the link's words
stay in the text.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from argmap.files import decoded
from argmap.formats.reading.files import Lines
from argmap.formats.shared.common import File, Options, Taken
from argmap.formats.shared.draft import Cited, Draft, Statement, Step, StepKind
from argmap.formats.shared.features import Feature
from argmap.formats.shared.naming import KEY_LIMIT, Names, kebab
from argmap.model import RESERVED
from argmap.problem import one_line

NAME = "kialo"
SUFFIXES = (".kialo.txt", ".txt")
FEATURES: frozenset[Feature] = frozenset({"theses", "objections", "shared", "title", "sources", "urls"})
CARRIES = "theses, pros and cons, claims used again, links as sources"

_TITLE = re.compile(r"Discussion (?:Title|Name):\s*(.*)")
_CLAIM = re.compile(r"((?:\d+\.)+)\s+(?:(Pro|Con):\s?)?(.*)")
_SEE = re.compile(r"->\s*See\s+((?:\d+\.)*\d+)\.?\s*")
# No bracket within the words, else many opened ones would each be followed to the end of the text.
_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\(((?:[^()\\\s]|\\.|\([^()\\\s]*\))*)\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_HEAD = re.compile(rb"^\s*(Discussion (Title|Name):|1\.\s.*\n+1\.1\.\s+(Pro|Con):)", re.MULTILINE)


def recognises(head: bytes) -> bool:
    return bool(_HEAD.match(head.removeprefix(b"\xef\xbb\xbf")))


def read(files: Sequence[File], options: Options) -> Taken:
    """The map in each file, all together; sources are shared."""
    draft, reading = Draft(), Lines()
    reader = _Reader(draft, reading)
    for file in files:
        with reading.within(file):
            reader.read(decoded(file.raw))
    return reading.taken(draft, files)


class _Reader:
    """One discussion after the other; numbers are those of their file."""

    def __init__(self, draft: Draft, reading: Lines) -> None:
        self.draft, self.reading = draft, reading
        self._names = Names(RESERVED)
        self._keys: dict[str, str] = {}  # address -> key of the source

    def read(self, text: str) -> None:
        claims: dict[str, Statement] = {}
        seen: list[tuple[int, str, str, str]] = []  # what is used again: line, number, stance, number of the claim
        last: list[str] = []  # the lines of the claim that is being read
        parts: list[tuple[int, str, str, list[str]]] = []
        stray = False
        # By hand, since `splitlines` takes characters for line ends that stand in texts.
        for number, line in enumerate((line.rstrip("\r") for line in text.split("\n")), 1):
            found, titled = _CLAIM.fullmatch(line.strip()), _TITLE.fullmatch(line.strip())
            if found:
                last = [found[3]]
                parts.append((number, found[1].rstrip("."), found[2] or "", last))
            elif titled and not parts:
                self.draft.entitle(titled[1])
            elif parts:
                last.append(line.strip())
            elif line.strip() and not stray:
                stray = True  # all lines of a file of another kind are, so the first stands for them
                self.reading.problem(
                    number, f"“{one_line(line, 40)}” stands before the first claim", "begin with `1. `"
                )
        for number, name, stance, lines in parts:
            text_of = "\n".join(lines).strip()
            if again := _SEE.fullmatch(text_of):
                seen.append((number, name, stance, again[1]))
            elif name in claims:
                help_ = "export the discussion anew; a line of a text cannot begin with a number and a full stop"
                self.reading.problem(number, f"two claims have the number {_short(name)}", help_)
            else:
                claims[name] = self._claim(number, name, text_of)
                self._lead(number, name, stance, claims[name], claims)
        for number, name, stance, other in seen:
            if other in claims:
                self._lead(number, name, stance, claims[other], claims)
            else:
                self.reading.problem(number, f"there is no claim {_short(other)} to see", "export the discussion anew")

    def _claim(self, number: int, name: str, text: str) -> Statement:
        cites = [Cited(self._source(link)) for link in _LINK.finditer(text) if link[2]]
        plain = _ESCAPE.sub(r"\1", _LINK.sub(r"\1", text))
        statement = Statement(" ".join(plain.split()), hint=f"claim-{name}", path=self.reading.path, line=number)
        statement.cites = list(dict.fromkeys(cites))
        self.draft.statements.append(statement)
        return statement

    def _source(self, link: re.Match[str]) -> str:
        """The key of the source behind a link."""
        address = _ESCAPE.sub(r"\1", link[2])
        if address not in self._keys:
            host = _host(address)
            key = self._keys[address] = self._names.new(kebab(host or address, "source"), KEY_LIMIT)
            self.draft.sources[key] = {"name": address, "url": address}
        return self._keys[address]

    def _lead(self, number: int, name: str, stance: str, premise: Statement, claims: dict[str, Statement]) -> None:
        """The step from a claim to the one above it; a claim at the top is a thesis."""
        above = name.rpartition(".")[0]
        if not above:
            self.draft.theses.append(premise)
        elif above not in claims:
            self.reading.problem(
                number, f"nothing has the number {_short(above)}, above {_short(name)}", "export the discussion anew"
            )
        elif not stance:
            self.reading.problem(
                number, f"{_short(name)} is neither Pro nor Con", "write `Pro:` or `Con:` behind the number"
            )
        else:
            kind: StepKind = "because" if stance == "Pro" else "but"
            self.draft.steps.append(Step(kind, [premise], claims[above], path=self.reading.path, line=number))


def _short(number: str) -> str:
    return one_line(number, 40)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # an address that is none
        return ""
