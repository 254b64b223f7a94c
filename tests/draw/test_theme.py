"""Every word can be read on what it stands on, in light and in dark, and the kinds of lines differ without colour."""

from itertools import combinations

import pytest

from argmap import theme
from argmap.theme import Pair


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pairings() -> list[tuple[str, Pair, Pair, float]]:
    """What is seen on what, and the least contrast: 4.5 for words, 3 for lines (WCAG 2.2, 1.4.3 and 1.4.11)."""
    colours = theme.COLOURS
    words = ["ink", "muted"]
    found = [(f"{name} on {on}", colours[name], colours[on], 4.5) for name in words for on in ("page", "card")]
    for prefix in ("", "classic-"):
        found += [
            (f"{prefix}{name} line", colours[f"{prefix}{name}"], colours["page"], 3.0) for name in ("support", "attack")
        ]
        found += [
            (f"in a {prefix}{name} bar", colours["on-line"], colours[f"{prefix}{name}"], 4.5)
            for name in ("support", "attack-text")
        ]
        found.append((f"{prefix}attack word", colours[f"{prefix}attack-text"], colours["page"], 4.5))
    found += [(f"{name} line", colours[name], colours["page"], 3.0) for name in ("undercut", "explain")]
    found += [("in an undercut bar", colours["on-line"], colours["undercut"], 4.5)]
    for tone, look in theme.TONES.items():
        found += [(f"{tone} badge", look.ink, look.fill, 4.5), (f"ink on {tone}", colours["ink"], look.fill, 4.5)]
        found += [(f"muted on {tone}", colours["muted"], look.fill, 4.5)]
    return found


@pytest.mark.parametrize(("what", "front", "back", "least"), pairings(), ids=lambda x: x if isinstance(x, str) else "")
def test_contrast(what: str, front: Pair, back: Pair, least: float) -> None:
    assert contrast(front.light, back.light) >= least, what
    assert contrast(front.dark, back.dark) >= least, what


@pytest.mark.parametrize(("one", "other"), list(combinations(theme.LINES, 2)))
def test_lines_differ_in_more_than_colour(one: str, other: str) -> None:
    first, second = theme.LINES[one], theme.LINES[other]
    assert first.head != second.head
    assert first.word != second.word


def test_a_colour_has_one_name_at_most_where_pictures_are_repainted() -> None:
    named = {name: pair.light for name, pair in theme.pairs().items() if name not in ("page", "card", "on-line")}
    assert len(set(named.values())) == len(named)


def test_every_tone_and_line_has_words_for_the_legend() -> None:
    assert theme.TONE_WORDS.keys() == theme.TONES.keys()
    assert theme.LINE_WORDS.keys() == theme.LINES.keys() == theme.BAR_WORDS.keys()
