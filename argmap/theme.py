"""How a map looks: colours, shapes, fonts and words, as data.

Colours come in pairs, for a light and for a dark page. No two things are told apart by colour alone: support, objection
and undercut also differ in dash, in arrow head and in word, and a finding is a word on the card before it is a tint.
Every text stands out from what it is written on by 4.5 to 1 or more (WCAG 2.2, 1.4.3); a test measures it. Blue and
orange, not green and red, because those two stay apart in every common colour blindness and on a grey printer.
"""

from typing import Literal, NamedTuple, TypeAlias

Tone: TypeAlias = Literal["plain", "caution", "weak", "contested", "broken"]
Palette: TypeAlias = Literal["default", "classic"]
Theme: TypeAlias = Literal["auto", "light", "dark", "print"]

PALETTES: tuple[Palette, ...] = ("default", "classic")
# `auto` is light, and turns dark in an SVG where its reader's screen is; `print` is black on white.
THEMES: tuple[Theme, ...] = ("auto", "light", "dark", "print")


class Pair(NamedTuple):
    """One colour on a light page and on a dark one."""

    light: str
    dark: str


class ToneColours(NamedTuple):
    """What a finding does to a card: its fill, and the line and the words on it."""

    fill: Pair
    ink: Pair


class LineLook(NamedTuple):
    """How the line of one kind of step is drawn, in Graphviz's words."""

    colour: str
    text: str
    style: str
    head: str
    word: str


# Graphviz must hear this very word: any list of families, or a family it does not know, is measured as Times.
FONT = "Arial"
FONT_FAMILIES = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif"

TEXT_SIZE = 11.0
SMALL_SIZE = 9.0
LINE_WIDTH = 168.0  # points: some thirty characters of text
MAX_LINES = 12
CARD_MARGIN = 7  # points between the border and the words

COLOURS: dict[str, Pair] = {
    "page": Pair("#ffffff", "#0d1117"),
    "card": Pair("#ffffff", "#161b22"),
    "on-line": Pair("#ffffff", "#0d1117"),  # the word in a filled bar
    "ink": Pair("#1b1f24", "#e6edf3"),
    "muted": Pair("#57606a", "#9da7b3"),
    "support": Pair("#005a9c", "#6cb6ff"),
    "attack": Pair("#c35200", "#f0883e"),
    "attack-text": Pair("#a84300", "#f5a066"),
    "undercut": Pair("#333333", "#d0d7de"),
    "explain": Pair("#6e7781", "#8b949e"),
    # What people expect who grew up with green for and red against: dashes, heads and words stay.
    "classic-support": Pair("#1a7f37", "#56d364"),
    "classic-attack": Pair("#c62828", "#ff7b72"),
    "classic-attack-text": Pair("#b32424", "#ff938b"),
}

# For lines in a text of which nobody knows on what page it will be drawn: 3 to 1 on a light one and on a dark one.
MIDTONES = {
    "support": "#3079c4",
    "attack": "#c9601c",
    "undercut": "#6e7781",
    "explain": "#7d8590",
    "classic-support": "#1f883d",
    "classic-attack": "#d1453b",
}
GROUNDS = frozenset({"page", "card", "on-line"})  # what is light on a light page

TONES: dict[Tone, ToneColours] = {
    "caution": ToneColours(Pair("#fdf7d8", "#2e2a0a"), Pair("#7a6200", "#d9c34a")),
    "weak": ToneColours(Pair("#fff4e5", "#33230b"), Pair("#9a5b00", "#e3a33a")),
    "contested": ToneColours(Pair("#f6f0fe", "#261b38"), Pair("#6639ba", "#c6a0ff")),
    "broken": ToneColours(Pair("#ffefee", "#3a1618"), Pair("#a40e26", "#ff9a9a")),
}

TONE_WORDS: dict[Tone, str] = {
    "caution": "rests on one source, or on an interested one",
    "weak": "weak support, or none",
    "contested": "an objection stands",
    "broken": "rests on something withdrawn",
}

# Where nothing may be coloured, the badge stands in a frame instead: its style, and its thickness in points.
TONE_FRAMES: dict[Tone, tuple[str, int]] = {
    "caution": ("dotted", 1),
    "weak": ("dashed", 1),
    "contested": ("solid", 1),
    "broken": ("solid", 2),
}

LINES: dict[str, LineLook] = {
    "because": LineLook("support", "support", "solid", "normal", "supports"),
    "but": LineLook("attack", "attack-text", "dashed", "tee", "objects"),
    "unless": LineLook("undercut", "undercut", "dotted", "odot", "undercuts"),
    "explanation": LineLook("explain", "muted", "solid", "odiamond", "explains"),
}
# The heads of lines as characters that the fonts of all formats have.
HEAD_SIGNS = {"normal": "►", "tee": "|", "odot": "○", "odiamond": "◊"}
LINE_WORDS = {
    "because": "supports",
    "but": "objects to a statement",
    "unless": "undercuts a step",
    "explanation": "explains; supports nothing",
}
BAR_WORDS = {"because": "because", "but": "however", "unless": "unless", "explanation": "explains"}

STRENGTH_WIDTHS = {"weak": 1.0, "moderate": 2.0, "strong": 3.2}
DEFAULT_WIDTH = 1.5  # of a step whose strength nobody gave

# Corners tell the kinds apart in print and in grey; the header says the kind in a word as well.
SHAPES = {
    "claim": ("box", "rounded,filled"),
    "evidence": ("note", "filled"),
    "assumption": ("box", "diagonals,filled"),
}
KIND_WORDS = {"claim": "Claim", "evidence": "Evidence", "assumption": "Assumption"}
SHAPE_WORDS = {"evidence": "folded corner: evidence", "assumption": "cut corners: assumption"}
THESIS_WORD = "Thesis"
ATTACK_WORDS = {"but": "Objection", "unless": "Undercut"}
REPLY_WORD = "Reply"


def colour(name: str, palette: Palette = "default") -> str:
    """The light colour called `name`, in the palette where it has one of its own. KeyError for an unknown name."""
    own = COLOURS.get(f"{palette}-{name}")
    return (own or COLOURS[name]).light


def midtone(name: str, palette: Palette = "default") -> str:
    """The colour of a line called `name`, for a page that may be light or dark. KeyError for an unknown name."""
    return MIDTONES.get(f"{palette}-{name}") or MIDTONES[name]


class Paint(NamedTuple):
    """The colours of one picture, by its palette and theme."""

    palette: Palette = "default"
    theme: Theme = "auto"

    @property
    def is_print(self) -> bool:
        """Whether there is no colour and no fill, only black on white."""
        return self.theme == "print"

    def colour(self, name: str) -> str:
        """The colour called `name`, as `#rrggbb`. KeyError for an unknown name."""
        return self._of(COLOURS.get(f"{self.palette}-{name}") or COLOURS[name], is_ground=name in GROUNDS)

    def fill(self, tone: Tone) -> str:
        """What a card with a finding of that tone is filled with; one without colours of its own as any card."""
        return self._of(TONES[tone].fill if tone in TONES else COLOURS["card"], is_ground=True)

    def ink(self, tone: Tone) -> str:
        """The colour of a finding's words."""
        return self._of(TONES[tone].ink if tone in TONES else COLOURS["muted"])

    def _of(self, pair: Pair, *, is_ground: bool = False) -> str:
        if self.is_print:
            return "#ffffff" if is_ground else "#000000"
        return pair.dark if self.theme == "dark" else pair.light


def pairs() -> dict[str, Pair]:
    """Every colour by its name, those of the tones as `caution-fill`, `caution-ink` and so on."""
    tones = {f"{tone}-{part}": getattr(look, part) for tone, look in TONES.items() for part in ToneColours._fields}
    return COLOURS | tones
