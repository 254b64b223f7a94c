"""`argmap render`: formats, how much is drawn, both engines, and files that are whole or not there."""

import os
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from textwrap import dedent
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

from argmap.cli import main
from argmap.cli.render import ENGINES
from argmap.draw import render
from argmap.draw.engine import EngineError, find
from tests.draw.samples import BRIDGE

SIGNATURES = {"svg": b"<?xml", "png": b"\x89PNG\r\n", "pdf": b"%PDF-", "dot": b"digraph argmap"}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A map with everything in it, as a file of the working folder."""
    monkeypatch.chdir(tmp_path)
    Path("bridge.argmap.yaml").write_text("argmap: 1\n" + dedent(BRIDGE), "utf-8")
    return "bridge.argmap.yaml"


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A map of 161 statements: ten reasons, each with fifteen of its own."""
    monkeypatch.chdir(tmp_path)
    lines = ["argmap: 1", "thesis:", "  claim: Top.", "  because:"]
    for main_line in range(10):
        lines += [f"  - id: line-{main_line}", f"    claim: Line {main_line}.", "    because:"]
        lines += [f"    - claim: Reason {reason} of line {main_line}." for reason in range(15)]
    Path("large.argmap.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return "large.argmap.yaml"


@pytest.fixture(params=["graphviz-pure", "dot"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each layout program that is installed."""
    try:
        return find(request.param).name
    except EngineError as error:
        pytest.skip(str(error))


def rendered(*words: str) -> str:
    """The SVG that these words make."""
    assert main(["render", *words, "-o", "out.svg"]) == 0
    return Path("out.svg").read_text("utf-8")


def cards(svg: str) -> dict[str, str]:
    """The cards of a picture, by the ids of their statements, each with all that is written on it."""
    groups = [group for group in ET.fromstring(svg).iter(f"{SVG}g") if group.get("id", "").startswith("node-")]
    return {
        group.attrib["id"].removeprefix("node-"): " ".join(line.text or "" for line in group.iter(f"{SVG}text"))
        for group in groups
    }


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is said of a use that is wrong."""
    assert main(["render", *words]) == 2
    return capsys.readouterr().err


# -- formats


@pytest.mark.parametrize("format_", SIGNATURES)
def test_the_ending_of_the_file_says_the_format(bridge: str, engine: str, format_: str) -> None:
    assert main(["render", bridge, "-o", f"map.{format_}", "--engine", engine]) == 0
    assert Path(f"map.{format_}").read_bytes().startswith(SIGNATURES[format_])


def test_format_says_what_an_ending_does_not(bridge: str) -> None:
    assert main(["render", bridge, "-o", "map.gv", "--format", "dot"]) == 0
    assert Path("map.gv").read_bytes().startswith(SIGNATURES["dot"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "map.PNG", "--format", "dot"), "(end it in .dot, or say --format png)"),
        (("-o", "map.mmd", "--format", "svg"), "(end it in .svg, or say --format mermaid)"),
        (("-o", "map.svg", "--format", "svg", "--split", "{id}.png"), "(end it in .svg, or say --format png)"),
    ],
)
def test_format_and_ending_may_not_contradict_each_other(
    bridge: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert main(["render", bridge, *words]) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == [bridge]


def test_an_ending_in_capitals_is_the_same(bridge: str) -> None:
    assert main(["render", bridge, "-o", "MAP.PDF"]) == 0
    assert "lorries" in PdfReader("MAP.PDF").pages[0].extract_text()


@pytest.mark.parametrize(
    ("output", "said"),
    [("map.gif", "`.gif` is no format"), ("map", "`map` has no ending"), ("-", "`-` has no ending")],
)
def test_without_a_format_nothing_is_written(
    bridge: str, capsys: pytest.CaptureFixture[str], output: str, said: str
) -> None:
    error = refused(capsys, bridge, "-o", output)
    assert said in error
    assert "--format" in error
    assert [path.name for path in Path().iterdir()] == [bridge]


@pytest.mark.parametrize("format_", SIGNATURES)
def test_a_dash_is_standard_output(bridge: str, capsysbinary: pytest.CaptureFixture[bytes], format_: str) -> None:
    assert main(["render", bridge, "-o", "-", "--format", format_]) == 0
    assert main(["render", bridge, "-o", f"map.{format_}"]) == 0
    assert capsysbinary.readouterr().out == Path(f"map.{format_}").read_bytes()


# -- formats that are text


@pytest.mark.parametrize(
    ("ending", "format_", "begins"),
    [("mmd", "mermaid", "---\nconfig:\n"), ("md", "markdown", "# Should the old bridge close?\n")],
)
def test_text_is_written_to_a_file_or_printed(
    bridge: str, capsys: pytest.CaptureFixture[str], ending: str, format_: str, begins: str
) -> None:
    assert main(["render", bridge, "-o", f"map.{ending}"]) == 0
    written = Path(f"map.{ending}").read_text("utf-8")
    assert written.startswith(begins)
    assert main(["render", bridge, "-f", format_]) == 0
    assert capsys.readouterr().out == written


@pytest.mark.parametrize("format_", ["mermaid", "markdown"])
def test_text_keeps_to_what_is_to_be_drawn(bridge: str, capsys: pytest.CaptureFixture[str], format_: str) -> None:
    def printed(*words: str) -> str:
        assert main(["render", bridge, "-f", format_, *words]) == 0
        return " ".join(capsys.readouterr().out.replace("<br>", " ").split())

    assert "It was built for carts." in printed()
    assert "It was built for carts." not in printed("--root", "cracks")
    assert "Crack length doubled" not in printed("--depth", "1")
    assert "+1 folded" in printed("--depth", "1")
    assert "Cars alone would crack it" not in printed("--by", "text")
    assert "one source" in printed()
    assert "one source" not in printed("--no-audit")


@pytest.mark.parametrize("words", [[], ["-f", "png"], ["-f", "pdf"]])
def test_a_picture_needs_a_file(bridge: str, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert "give -o FILE" in refused(capsys, bridge, *words)


def test_a_chart_that_mermaid_will_not_draw_is_told(large: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(large).read_text("utf-8")
    more = "".join(f"    - claim: One of many more reasons, number {at}.\n" for at in range(500))
    Path(large).write_text(text + more, "utf-8")
    assert main(["render", large, "-f", "mermaid", "-o", "map.mmd"]) == 0
    assert "Mermaid draws 50,000 characters and 500 lines" in capsys.readouterr().err


# -- how much is drawn


def test_the_root_is_what_is_drawn(bridge: str) -> None:
    assert set(cards(rendered(bridge, "--root", "cracks"))) == {"cracks", "1.1.1.1"}
    assert rendered(bridge, "--root", "1.1.1") == rendered(bridge, "--root", "cracks")


@pytest.mark.parametrize(("name", "help_"), [("craks", "did you mean `cracks`?"), ("zzz", "`argmap show` lists ids")])
def test_an_unknown_root_is_wrong_use(bridge: str, capsys: pytest.CaptureFixture[str], name: str, help_: str) -> None:
    error = refused(capsys, bridge, "-o", "map.svg", "--root", name)
    assert f"`{name}` is no claim of this map" in error
    assert help_ in error
    assert not Path("map.svg").exists()


def test_depth_folds_and_says_so(bridge: str) -> None:
    whole, folded = rendered(bridge), rendered(bridge, "--depth", "1")
    shown = cards(folded)
    hidden = len(cards(whole)) - len(shown)
    assert hidden > 0
    assert "1.1.1.1" not in shown
    assert "+1 folded" in shown["cracks"]
    assert f"{hidden} more are not shown." in folded
    assert not any("folded" in card for card in cards(whole).values())


def test_depth_zero_is_the_thesis_alone(bridge: str) -> None:
    shown = cards(rendered(bridge, "--depth", "0", "--root", "close"))
    assert set(shown) == {"close"}
    assert "+9 folded" in shown["close"]


def test_the_text_alone_is_drawn_without_additions(bridge: str) -> None:
    added = set(cards(rendered(bridge))) - set(cards(rendered(bridge, "--by", "text")))
    assert added == {"1.1.2", "1.1.3"}


@pytest.mark.parametrize(("direction", "side"), [("TB", "y"), ("LR", "x")])
def test_the_thesis_is_on_top_or_at_the_left(bridge: str, direction: str, side: str) -> None:
    groups = ET.fromstring(rendered(bridge, "--root", "close", "--direction", direction)).iter(f"{SVG}g")
    places = {
        group.attrib["id"]: min(float(line.attrib[side]) for line in group.iter(f"{SVG}text"))
        for group in groups
        if group.get("id", "").startswith("node-")
    }
    assert min(places, key=places.__getitem__) == "node-close"


def test_without_the_audit_no_card_has_a_badge(bridge: str) -> None:
    badged, bare = rendered(bridge), rendered(bridge, "--no-audit")
    assert "Found: " in badged
    assert "tone-" in badged
    assert "weak" in cards(badged)["close"]
    assert "Found: " not in bare
    assert "tone-" not in bare
    assert "weak" not in cards(bare)["close"]


def test_a_picture_of_many_cards_is_warned_of(large: str, capsys: pytest.CaptureFixture[str]) -> None:
    rendered(large)
    assert capsys.readouterr().err == (
        "argmap: a picture of 161 cards is hard to read: --depth and --root draw less, --split draws each branch by "
        "itself\n"
    )


@pytest.mark.parametrize("less", [("--depth", "1"), ("--root", "line-3"), ("--format", "dot")])
def test_less_is_not_warned_of(large: str, capsys: pytest.CaptureFixture[str], less: tuple[str, str]) -> None:
    output = "out.dot" if "dot" in less else "out.svg"
    assert main(["render", large, *less, "-o", output]) == 0
    assert capsys.readouterr().err == ""


# -- how it looks


def test_a_theme_other_than_auto_is_the_same_for_every_reader(bridge: str) -> None:
    assert "prefers-color-scheme:dark" in rendered(bridge)
    for theme, page in (("light", "#ffffff"), ("dark", "#0d1117"), ("print", "#ffffff")):
        svg = rendered(bridge, "--theme", theme)
        assert "prefers-color-scheme" not in svg
        assert f'<polygon fill="{page}"' in svg


def test_print_is_black_on_white(bridge: str) -> None:
    assert set(re.findall("#[0-9a-f]{6}", rendered(bridge, "--theme", "print"))) == {"#000000", "#ffffff"}


def test_a_png_and_a_pdf_can_be_dark(bridge: str) -> None:
    assert main(["render", bridge, "-o", "dark.dot", "--theme", "dark"]) == 0
    assert 'bgcolor="#0d1117"' in Path("dark.dot").read_text("utf-8")
    for format_ in ("png", "pdf"):
        assert main(["render", bridge, "-o", f"light.{format_}"]) == 0
        assert main(["render", bridge, "-o", f"dark.{format_}", "--theme", "dark"]) == 0
        assert Path(f"light.{format_}").read_bytes() != Path(f"dark.{format_}").read_bytes()


def test_the_classic_palette(bridge: str) -> None:
    assert "#1a7f37" in rendered(bridge, "--palette", "classic")
    assert "#1a7f37" not in rendered(bridge)


def test_wide_cards_have_fewer_lines(bridge: str) -> None:
    assert "The next bridge downstream would be overloaded." in rendered(bridge, "--width", "400")
    assert "The next bridge downstream would be overloaded.<" not in rendered(bridge).partition("<text")[2]
    assert rendered(bridge, "--width", "186") == rendered(bridge)


def test_a_card_shows_what_is_asked_for(bridge: str) -> None:
    assert rendered(bridge, "--show", "sources,numbers") == rendered(bridge)
    bare = cards(rendered(bridge, "--show", "none", "--no-audit"))
    assert bare["1.1.1.1"] == "Evidence Crack length doubled in two years."
    assert cards(rendered(bridge, "--show", "grades"))["1.1.1.1"].endswith("two years. Support: moderate")
    assert "County bridge survey 2022" in cards(rendered(bridge, "--show", "sources"))["1.1.1.1"]
    assert cards(rendered(bridge, "--show", " numbers ,schemes"))["1.1.1.1"].startswith("1.1.1.1 \u00a0Evidence")
    assert ">because: cause to effect<" in rendered(bridge, "--show", "schemes")


def test_passages_and_likelihoods_are_shown(bridge: str) -> None:
    passage = "passage: {at: '12:40-53'}, likelihood: almost-certain"
    Path(bridge).write_text(f"argmap: 1\nthesis: {{claim: Top., about: x, {passage}}}\n".replace("about: x, ", ""))
    words = cards(rendered(bridge, "--show", "passages,likelihoods", "--no-audit"))["1"]
    assert words == "Thesis Top. Said to be almost certain Passage 12:40-53"


def test_what_the_map_does_not_have_is_said(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    rendered(bridge, "--show", "sources,passages,likelihoods,schemes")
    assert capsys.readouterr().err == "argmap: this map has no passages, no likelihoods to show\n"


def test_the_weak_part_is_drawn_and_the_rest_counted(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = cards(rendered(bridge, "--only", "weak"))
    assert {"close", "1.1.2", "cracks"} <= set(shown)
    assert "1.3" not in shown
    assert "folded" in shown["close"]
    assert capsys.readouterr().err == ""
    rendered(bridge, "--only", "weak", "--root", "1.1.2")
    assert "nothing below the top bears load and is weak" in capsys.readouterr().err


def test_the_weak_part_as_text(bridge: str) -> None:
    for format_ in ("mermaid", "markdown"):
        assert main(["render", bridge, "-o", "map.txt", "--format", format_, "--only", "weak"]) == 0
        written = Path("map.txt").read_text("utf-8")
        assert "No repair is possible before 2026" in written
        assert "detour" not in written


def test_the_resolution_of_a_png(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    widths = []
    for dpi in ("72", "144"):
        assert main(["render", bridge, "-o", "map.png", "--resolution", dpi]) == 0
        widths.append(int.from_bytes(Path("map.png").read_bytes()[16:20], "big"))
    assert widths[1] == pytest.approx(2 * widths[0], abs=4)
    assert "too large" not in capsys.readouterr().err
    assert main(["render", bridge, "-o", "map.png", "--resolution", "2400"]) == 0
    assert int.from_bytes(Path("map.png").read_bytes()[16:20], "big") <= 16_000
    assert "too large for a PNG at 2400 dots per inch: drawn at" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--show", "sorces"), "`sorces` is nothing that --show knows (did you mean `sources`?"),
        (("--show", ""), "`` is nothing that --show knows"),
        (("--show", "none,sources"), "`none` is nothing that --show knows"),
        (("--show", "grades", "--no-audit"), "grades are what the audit finds"),
        (("--width", "20"), "140<=x<=600"),
        (("--width", "nan"), "'nan' is not a valid integer"),
        (("--theme", "drak"), "'auto', 'light', 'dark', 'print'"),
        (("--palette", "red"), "'default', 'classic'"),
        (("--palette", "classic", "--theme", "print"), "--theme print has no colours for a --palette"),
        (("--only", "strong"), "'weak'"),
        (("--resolution", "72"), "--resolution is for PNG alone"),
        (("--resolution", "1000000", "--format", "png"), "10<=x<=2400"),
        (("--theme", "dark", "--format", "mermaid"), "--theme is for pictures: mermaid is text"),
        (("--width", "200", "--show", "none", "--format", "markdown"), "--show and --width are for pictures"),
    ],
)
def test_a_wrong_value_says_what_is_right(
    bridge: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert said in refused(capsys, bridge, "-o", "map.svg", *words)
    assert not Path("map.svg").exists()


# -- one picture a branch


def links(path: str) -> set[str]:
    """Where the cards of a picture lead, as files of the working folder."""
    anchors = ET.fromstring(Path(path).read_text("utf-8")).iter(f"{SVG}a")
    return {os.path.normpath(Path(path).parent / unquote(anchor.attrib["href"])) for anchor in anchors}


@pytest.mark.parametrize("engine", ["auto", "tree"])
def test_split_files_lead_to_each_other(large: str, engine: str) -> None:
    assert main(["render", large, "-o", "map.svg", "--split", "parts", "--engine", engine, "--no-audit"]) == 0
    parts = {os.path.normpath(path) for path in Path("parts").iterdir()}
    assert parts == {os.path.normpath(f"parts/line-{number}.svg") for number in range(10)}
    assert links("map.svg") == parts
    for part in parts:
        assert links(part) == {"map.svg"}


def test_split_draws_every_statement_and_says_where(large: str) -> None:
    assert main(["render", large, "-o", "map.svg", "--split", "map of {id}.svg"]) == 0
    shown = cards(Path("map.svg").read_text("utf-8"))
    assert len(shown) == 11
    assert "+15 folded: map of line-3.svg" in shown["line-3"]
    drawn = set(shown)
    for number in range(10):
        part = cards(Path(f"map of line-{number}.svg").read_text("utf-8"))
        assert "Overview: map.svg" in part[f"line-{number}"]
        drawn |= set(part)
    assert len(drawn) == 161


def test_a_link_to_a_source_is_none_inside_a_link_to_a_picture(bridge: str) -> None:
    assert main(["render", bridge, "-o", "map.svg", "--split", "{id}.svg", "--depth", "2"]) == 0
    text = Path("map.svg").read_text("utf-8")
    assert not any(anchor.findall(f".//{SVG}a") for anchor in ET.fromstring(text).iter(f"{SVG}a"))


def test_depth_is_that_of_the_overview(bridge: str) -> None:
    assert main(["render", bridge, "-o", "map.svg", "--split", "{id}.svg", "--depth", "0", "--root", "close"]) == 0
    assert set(cards(Path("map.svg").read_text("utf-8"))) == {"close"}
    assert len(cards(Path("close.svg").read_text("utf-8"))) == 10


def test_split_is_warned_of_by_file(large: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", large, "-o", "map.svg", "--split", "{id}.svg", "--depth", "0"]) == 0
    assert "a picture of 161 cards is hard to read (1.svg)" in capsys.readouterr().err


def test_what_a_picture_of_several_lacks_is_said_by_file(large: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", large, "-o", "map.png", "--split", "{id}.png", "--depth", "0", "--resolution", "600"]) == 0
    notes = [line for line in capsys.readouterr().err.splitlines() if "too large" in line]
    assert [note.split(": ")[:2] for note in notes] == [["argmap", "1.png"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "-", "--format", "svg", "--split", "parts"), "only pictures in files lead to each other"),
        (("-o", "map.md", "--split", "parts"), "only pictures in files lead to each other"),
        (("-o", "map.svg", "--split", "{id}.png"), "have different endings"),
        (("-o", "cracks.svg", "--split", "{id}.svg"), "is to be the overview and the picture of `cracks`"),
        (("-o", "map.svg", "--split", "bridge.argmap.yaml"), "the folder bridge.argmap.yaml cannot be made"),
    ],
)
def test_a_split_that_cannot_be_is_said(
    bridge: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert said in refused(capsys, bridge, *words)
    assert [path.name for path in Path().iterdir()] == [bridge]


def test_nothing_to_split_is_said(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", bridge, "-o", "map.svg", "--split", "parts", "--root", "cracks"]) == 0
    assert "there is no branch to draw by itself" in capsys.readouterr().err
    assert not Path("parts").exists()


# -- engines


@pytest.mark.parametrize("direction", ["TB", "LR"])
@pytest.mark.parametrize("format_", SIGNATURES)
def test_the_tree_is_an_engine_for_every_format(bridge: str, format_: str, direction: str) -> None:
    words = ("--engine", "tree", "--direction", direction)
    assert main(["render", bridge, "-o", f"map.{format_}", *words]) == 0
    assert Path(f"map.{format_}").read_bytes().startswith(SIGNATURES[format_])


def test_a_large_map_is_laid_out_as_a_tree_without_any_program(large: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = rendered(large, "--engine", "tree")
    monkeypatch.setattr(render, "MOST_FOR_GRAPHVIZ", 160)
    monkeypatch.setattr(render, "find", lambda *_: pytest.fail("no program is needed"))
    assert rendered(large) == expected


def test_the_help_says_where_the_tree_begins(capsys: pytest.CaptureFixture[str]) -> None:
    main(["render", "--help"])
    assert f"beyond {render.MOST_FOR_GRAPHVIZ:,} cards" in " ".join(capsys.readouterr().out.split())
    assert render.ENGINES == ENGINES


def test_each_engine_draws_every_statement(bridge: str, engine: str) -> None:
    shown = cards(rendered(bridge, "--engine", engine))
    assert len(shown) == 11
    assert "The old bridge should" in shown["close"]


def test_no_dot_on_the_path_is_no_matter(bridge: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = rendered(bridge, "--engine", "graphviz-pure")
    monkeypatch.setenv("PATH", "")
    assert rendered(bridge) == expected


def test_a_missing_dot_is_said(
    bridge: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    error = refused(capsys, bridge, "-o", "map.svg", "--engine", "dot")
    assert "`dot` is not on the PATH" in error
    assert "--engine graphviz-pure" in error
    assert not Path("map.svg").exists()


# -- files are whole or not there


def test_a_file_is_replaced_and_nothing_is_left_beside_it(bridge: str) -> None:
    Path("map.svg").write_text("old")
    assert main(["render", bridge, "-o", "map.svg"]) == 0
    assert Path("map.svg").read_bytes().startswith(SIGNATURES["svg"])
    assert sorted(path.name for path in Path().iterdir()) == [bridge, "map.svg"]


@pytest.mark.parametrize("folder", ["missing", "bridge.argmap.yaml"])
def test_a_folder_that_cannot_be_written_to_is_said(
    bridge: str, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    assert f"{folder}/map.svg cannot be written" in refused(capsys, bridge, "-o", f"{folder}/map.svg")
    assert [path.name for path in Path().iterdir()] == [bridge]


def test_an_engine_that_fails_leaves_the_old_file(
    bridge: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if sys.platform == "win32":
        pytest.skip("the engine that fails is a shell script")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "dot").write_text("#!/bin/sh\necho '<svg>half'\necho 'Error: out of ink' >&2\nexit 1\n")
    (tools / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    Path("map.svg").write_text("old")
    assert "dot refused the map: Error: out of ink" in refused(capsys, bridge, "-o", "map.svg", "--engine", "dot")
    assert Path("map.svg").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == [bridge, "map.svg", "tools"]


def test_a_full_disk_leaves_the_old_file(
    bridge: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    Path("map.svg").write_text("old")
    assert "map.svg cannot be written: No space left on device" in refused(capsys, bridge, "-o", "map.svg")
    assert Path("map.svg").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == [bridge, "map.svg"]


def test_a_map_that_cannot_be_read_is_not_drawn(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(bridge).write_text("argmap: 1\nthesis: {clam: Top.}\n", "utf-8")
    assert f"{bridge}:2:" in refused(capsys, bridge, "-o", "map.svg")
    assert not Path("map.svg").exists()
