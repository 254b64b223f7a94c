"""A baseline through the command: known findings are left out, new ones count, what is mended is said."""

import json
import os
from pathlib import Path

import pytest

from argmap.baseline import Baseline, BaselineError, Known, read_baseline, written
from argmap.cli import main
from tests.cli.test_audit import ONE_SOURCE

BASELINE = "known.json"
FAIL = ("--baseline", BASELINE, "--fail-on", "note", "--format", "concise")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Path:
    """A folder with a map in it, and a baseline of what is found in that."""
    monkeypatch.chdir(tmp_path)
    Path("maps").mkdir()
    Path("maps/spill.argmap.yaml").write_text(ONE_SOURCE, "utf-8")
    assert main(["audit", "maps", "--baseline", BASELINE, "--update-baseline"]) == 0
    assert capfd.readouterr() == ("", "known.json: 3 findings in 1 map, 0 before\n")
    return tmp_path


def audit(capfd: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    assert main(["audit", *words]) == code
    return capfd.readouterr()


def edit(old: str, new: str) -> None:
    file = Path("maps/spill.argmap.yaml")
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_what_is_known_neither_counts_nor_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    assert audit(capfd, "maps", *FAIL) == ("", "")
    out, _ = audit(capfd, "maps", "--baseline", BASELINE)
    assert "0 errors, 0 warnings, 0 notes; 3 known from the baseline." in out


def test_an_edit_elsewhere_makes_nothing_new(capfd: pytest.CaptureFixture[str]) -> None:
    edit("\nargmap: 1\n", "\n# a comment\n\nargmap: 1\ntitle: The spill\n")
    edit("    because:\n", "    note: Seen by many.\n    because:\n")
    edit("A plume was seen.", "A plume was *seen*!")  # the words are the same
    assert audit(capfd, "maps", *FAIL) == ("", "")


def test_a_new_finding_counts(capfd: pytest.CaptureFixture[str]) -> None:
    edit("  because:\n  - id: plume\n", "  because:\n  - id: smell\n    claim: It smelt of paint.\n  - id: plume\n")
    out, _ = audit(capfd, "maps", *FAIL, code=1)
    assert "unsupported-premise: " in out
    assert "circular-reporting" not in out


def test_what_is_mended_is_said_and_taken_out(capfd: pytest.CaptureFixture[str]) -> None:
    edit(", from: angler", "")
    _, said = audit(capfd, "maps", *FAIL, code=1)
    assert "maps/spill.argmap.yaml: circular-reporting at plume is no longer found" in said
    assert "--update-baseline takes them out" in said
    audit(capfd, "maps", "--baseline", BASELINE, "--update-baseline")
    assert "circular-reporting" not in Path(BASELINE).read_text()
    assert audit(capfd, "maps", *FAIL) == ("", "")


def test_what_was_not_looked_for_is_not_mended(capfd: pytest.CaptureFixture[str]) -> None:
    before = Path(BASELINE).read_bytes()
    assert audit(capfd, "maps", *FAIL, "--select", "linchpin") == ("", "")
    audit(capfd, "maps", "--baseline", BASELINE, "--update-baseline", "--select", "linchpin")
    assert Path(BASELINE).read_bytes() == before


def test_maps_that_are_not_audited_stay_and_those_that_are_gone_go(capfd: pytest.CaptureFixture[str]) -> None:
    Path("maps/other.argmap.yaml").write_text(ONE_SOURCE, "utf-8")
    _, said = audit(capfd, "maps/other.argmap.yaml", "--baseline", BASELINE, "--update-baseline")
    assert said == "known.json: 6 findings in 2 maps, 3 before\n"
    Path("maps/spill.argmap.yaml").unlink()
    _, said = audit(capfd, "maps/other.argmap.yaml", *FAIL)
    assert said.startswith("maps/spill.argmap.yaml: this map is no longer there\n")
    _, said = audit(capfd, "maps", "--baseline", BASELINE, "--update-baseline")
    assert said == "known.json: 3 findings in 1 map, 6 before\n"


def test_a_map_that_cannot_be_read_is_never_known(capfd: pytest.CaptureFixture[str]) -> None:
    before = Path(BASELINE).read_bytes()
    edit("argmap: 1", "argmap: [")
    out, said = audit(capfd, "maps", *FAIL, code=2)
    assert out.startswith("maps/spill.argmap.yaml:")
    assert said == ""
    out, said = audit(capfd, "maps", "--baseline", BASELINE, "--update-baseline", code=2)
    assert (out, said.splitlines()[0][:23]) == ("", "maps/spill.argmap.yaml:")
    assert Path(BASELINE).read_bytes() == before


def test_a_baseline_means_the_same_from_every_folder(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("maps")
    words = ("--baseline", os.path.join("..", BASELINE), "--fail-on", "note", "--format", "concise")  # noqa: PTH118
    assert audit(capfd, "spill.argmap.yaml", *words) == ("", "")


def test_a_baseline_is_the_same_for_the_same_maps(capfd: pytest.CaptureFixture[str]) -> None:
    before = Path(BASELINE).read_bytes()
    audit(capfd, "maps", "--baseline", BASELINE, "--update-baseline")
    assert Path(BASELINE).read_bytes() == before
    assert json.loads(before)["argmap-baseline"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--update-baseline"], "add --baseline FILE"),
        (["--baseline", "nowhere.json"], "nowhere.json: there is no such baseline"),
        (["--baseline", "maps"], "maps: this is a folder"),
        (["--baseline", "maps/spill.argmap.yaml", "--update-baseline"], "this is no baseline of argmap"),
    ],
)
def test_what_is_no_baseline(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    _, errors = audit(capfd, "maps", *words, code=2)
    assert said in " ".join(errors.split())
    assert Path("maps/spill.argmap.yaml").read_text() == ONE_SOURCE


@pytest.mark.parametrize("text", ["", "[" * 10_000, '{"argmap-baseline": 2, "maps": {}}', '{"maps": {}}', "{}"])
def test_a_text_that_is_no_baseline(text: str) -> None:
    with pytest.raises(BaselineError, match="this is no baseline of argmap"):
        read_baseline(text)


def test_a_baseline_is_read_as_it_was_written() -> None:
    baseline = Baseline({'a "b"\u2028\udcff.yaml': {"f-2": Known("linchpin", "é"), "a": Known("x", "")}, "-": {}})
    assert read_baseline(written(baseline)) == baseline
    assert read_baseline(written(Baseline())) == Baseline()
