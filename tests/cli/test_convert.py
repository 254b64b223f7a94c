"""`argmap convert`: formats found by ending and content, what is left out listed, files whole or not at all."""

import io
import json
from pathlib import Path

import pytest

from argmap.cli import main
from tests.formats.test_aif import BRIDGE as NODE_SET
from tests.formats.test_openpsa import BRIDGE, THEATRE, THEATRE_MAP
from tests.formats.trees import event, events, gate, leaf, model


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fault tree and a map in the working folder."""
    monkeypatch.chdir(tmp_path)
    Path("theatre.xml").write_text(THEATRE, "utf-8")
    Path("bridge.argmap.yaml").write_text(BRIDGE, "utf-8")
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_fault_tree_to_a_map_with_a_profile_beside_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "theatre.xml", "out.argmap.yaml"]) == 0
    assert Path("out.argmap.yaml").read_text("utf-8") == THEATRE_MAP
    assert Path("out.profile.yaml").read_text("utf-8").endswith("events:\n  mains-fail: 0.97\n  gen-fail: 0.98\n")
    assert capsys.readouterr() == ("", "argmap: probabilities are in out.profile.yaml\n")
    assert main(["audit", "out.argmap.yaml", "--fail-on", "error"]) == 0


def test_a_map_to_a_fault_tree_lists_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "bridge.argmap.yaml", "out.opsa", "--reading", "own-word", "--view", "claim"]) == 0
    assert Path("out.opsa").read_text("utf-8").count("<define-basic-event") == 4
    said = capsys.readouterr().err
    assert "bridge.argmap.yaml:26:5: the objection 1.2 “The detour costs an hour.”, with all under it, is left" in said
    assert "argmap: each event without a profile is given the probability 0.5 of being lost" in said


def test_a_profile_gives_the_probabilities(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Theatre comes back with the probabilities that it had: what is lost is 1 minus what holds."""
    assert main(["convert", "theatre.xml", "out.argmap.yaml"]) == 0
    assert main(["convert", "out.argmap.yaml", "back.xml", "--profile", "out.profile.yaml"]) == 0
    back = Path("back.xml").read_text("utf-8")
    assert back.count("<float value=") == 3
    assert '<float value="0.03"/>' in back
    assert '<float value="0.02"/>' in back
    assert "without a profile" not in capsys.readouterr().err
    assert main(["convert", "out.argmap.yaml", "default.xml", "--profile", "default"]) == 0
    assert Path("default.xml").read_text("utf-8").count('<float value="0.2"/>') == 3  # an assumption holds with 0.8
    assert main(["convert", "out.argmap.yaml", "none.xml", "--profile", "nowhere.yaml"]) == 2


def test_strict_writes_nothing_where_something_is_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = names(folder)
    assert main(["convert", "bridge.argmap.yaml", "out.xml", "--strict"]) == 1
    assert "--strict allows nothing to be left out" in capsys.readouterr().err
    assert names(folder) == before
    assert main(["convert", "theatre.xml", "out.argmap.yaml", "--strict"]) == 0


def test_content_tells_the_format_of_what_is_read(folder: Path) -> None:
    (folder / "theatre.txt").write_text(THEATRE, "utf-8")
    (folder / "bridge.txt").write_text(f"# A map.\n{BRIDGE}", "utf-8")
    assert main(["convert", "theatre.txt", "a.argmap.yml"]) == 0
    assert main(["convert", "bridge.txt", "b.txt", "--to", "openpsa"]) == 0
    assert (folder / "a.argmap.yml").read_text("utf-8") == THEATRE_MAP
    assert (folder / "b.txt").read_text("utf-8").startswith("<?xml")


def test_the_ending_tells_the_format_where_the_content_does_not(folder: Path) -> None:
    (folder / "theatre.xml").write_bytes(THEATRE.replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16"))
    assert main(["convert", "theatre.xml", "out.argmap.yaml"]) == 0
    assert (folder / "out.argmap.yaml").read_text("utf-8") == THEATRE_MAP


def test_a_mission_time_gives_probabilities(folder: Path) -> None:
    rate = '<exponential><float value="0.01"/><system-mission-time/></exponential>'
    (folder / "tree.xml").write_text(model(gate("top", leaf("a")), event("a", rate)), "utf-8")
    assert main(["convert", "tree.xml", "out.argmap.yaml", "--strict"]) == 1
    assert main(["convert", "tree.xml", "out.argmap.yaml", "--strict", "--mission-time", "100"]) == 0
    assert "  a: 0.367879441171442" in (folder / "out.profile.yaml").read_text("utf-8")


def test_the_formats_say_what_they_carry(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "--formats"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("argmap (.argmap.yaml, .argmap.yml), read and written\n  carries everything\n")
    assert "\nopenpsa (.opsa, .mef, .xml), read and written\n" in said
    assert "no objections, undercuts" in said


def test_standard_output_has_no_place_for_a_profile(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["convert", "theatre.xml", "-", "--to", "argmap"]) == 0
    printed = capfdbinary.readouterr()
    assert printed.out.decode() == THEATRE_MAP
    assert b"-:1:1: the file *.profile.yaml is left out (write to a file" in printed.err
    assert main(["convert", "theatre.xml", "-", "--to", "argmap", "--strict"]) == 1


def test_names_of_a_foreign_file_cannot_drive_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tree.xml").write_text(model(gate("top", leaf("a\x9b2J\u202e"))), "utf-8")
    assert main(["convert", "tree.xml", "out.argmap.yaml"]) == 2
    assert "`a<U+009B>2J<U+202E>` names no event" in capsys.readouterr().err


def test_further_files_of_a_model(folder: Path) -> None:
    (folder / "tree.xml").write_text(model(gate("top", leaf("a"))), "utf-8")
    (folder / "events.xml").write_text(f"<opsa-mef><model-data>{events('a')}</model-data></opsa-mef>", "utf-8")
    assert main(["convert", "tree.xml", "out.argmap.yaml"]) == 2
    assert main(["convert", "tree.xml", "out.argmap.yaml", "--with", "events.xml"]) == 0
    assert "assume: a does not occur.\n" in (folder / "out.argmap.yaml").read_text("utf-8")


def test_many_things_left_out_are_all_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tree.xml").write_text(model(gate("top", leaf("a")), events("a"), *(map(event, map(str, range(150))))))
    assert main(["convert", "tree.xml", "out.argmap.yaml"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 150
    assert "the basic event `149`" in lines[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["bridge.argmap.yaml", "out.argmap.yaml"],
            "IN and OUT are both argmap (copy the file, or say --from or --to)",
        ),
        (
            ["theatre.xml", "out.txt"],
            "the ending of out.txt is that of no format (say --to with one of argmap, ",
        ),
        (["theatre.xml", "-"], "nothing says what to write on standard output (say --to with one of argmap, "),
        (["theatre.xml", "out.xml", "--to", "opnpsa"], "`opnpsa` is no format (did you mean `openpsa`?)"),
        (["theatre.xml", "theatre.xml", "--to", "argmap"], "theatre.xml is what is read (write to another file)"),
        (["nowhere.xml", "out.argmap.yaml"], "nowhere.xml:1:1: there is no such file"),
        (["empty", "out.argmap.yaml"], "the format of empty is not known (say --from with one of argmap, "),
        (["bridge.argmap.yaml", "out.xml", "--claim", "nobody"], "`nobody` is no claim of this map"),
        (["theatre.xml", "out.argmap.yaml", "--claim", "a"], "a map is converted whole, but to openpsa (leave --claim"),
        (
            ["bridge.argmap.yaml", "out.argdown", "--view", "claim"],
            "a map is converted whole, but to openpsa (leave --view",
        ),
        (["bridge.argmap.yaml", "out.xml", "--with", "theatre.xml"], "a map is one file (leave --with out)"),
        (
            ["bridge.argmap.yaml", "out.argmap.yaml", "--from", "openpsa"],
            "bridge.argmap.yaml:1:1: this is not well-form",
        ),
        (["theatre.xml", "out.xml", "--from", "argmap"], "theatre.xml:1:1: "),
        (["latin", "out.xml", "--from", "argmap"], "latin:1:1: this is not UTF-8 text"),
        (["ring", "out.xml"], "ring:3:18: AM102 `b` names no claim"),
        (["theatre.xml", "no/folder/out.argmap.yaml"], "cannot be written"),
    ],
)
def test_wrong_use_and_bad_files_end_in_a_message(
    words: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty").write_text("")
    (folder / "latin").write_bytes(b"\xe4")
    (folder / "ring").write_text("argmap: 1\nthesis:\n- because: {see: b}\n  claim: A.\n")
    before = names(folder)
    assert main(["convert", *words]) == 2
    assert said in capsys.readouterr().err
    assert names(folder) == before


def test_from_standard_input_to_standard_output(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BRIDGE.encode())))
    assert main(["convert", "-", "-", "--to", "dot"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"digraph argument {\n")


def test_json_is_known_by_its_content_and_ids_come_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.json").write_text(json.dumps(NODE_SET), "utf-8")
    assert main(["convert", "x.json", "x.argmap.yaml"]) == 0
    assert main(["convert", "x.argmap.yaml", "y.xaif.json", "--strict"]) == 0
    assert main(["convert", "y.xaif.json", "y.argmap.yaml"]) == 0
    assert Path("y.argmap.yaml").read_text("utf-8") == Path("x.argmap.yaml").read_text("utf-8")
    assert capsys.readouterr() == ("", "")
    assert main(["convert", "x.json", "z.json", "--to", "sadface", "--strict"]) == 0
    assert main(["convert", "x.json", "again.argmap.yaml", "--from", "sadface"]) == 2
    assert "there is no statement in it" in capsys.readouterr().err
