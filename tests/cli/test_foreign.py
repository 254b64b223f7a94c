"""Files of other programs given to the commands that take a map."""

import json
from pathlib import Path

import pytest

import argmap
from argmap.cli import main
from argmap.cli.common import TOLD
from tests.formats.test_openpsa import BRIDGE, THEATRE
from tests.formats.trees import event, events, gate, leaf, model


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fault tree in the working folder, under a name that says nothing too, and one with much beside the tree."""
    monkeypatch.chdir(tmp_path)
    Path("theatre.xml").write_text(THEATRE, "utf-8")
    Path("theatre.txt").write_text(THEATRE, "utf-8")
    beside = map(event, (f"unused{n}" for n in range(30)))
    Path("many.xml").write_text(model(gate("top", leaf("a")), events("a"), *beside), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["audit", "theatre.xml"], "theatre.xml"),
        (["audit", "theatre.txt", "--format", "concise"], "theatre.txt:"),
        (["show", "theatre.txt"], "Mains"),
        (["why", "theatre.xml", "1"], "weak"),
        (["rests-on", "theatre.xml"], "mains-fail"),
        (["what-if", "theatre.xml", "--grant", "nobody"], ""),
        (["strength", "theatre.xml", "--semantics", "grounded"], "in"),
        (["render", "theatre.xml", "-f", "mermaid"], "flowchart"),
        (["report", "theatre.xml", "-o", "-"], "<html"),
    ],
)
def test_every_command_takes_them(words: list[str], shown: str, capfd: pytest.CaptureFixture[str]) -> None:
    code = main(words)
    printed = capfd.readouterr()
    assert shown in printed.out
    if words[0] == "what-if":
        assert "`nobody`" in printed.err
    else:
        assert code in (0, 1), printed.err
        assert "theatre" in printed.err
        assert ":1:1: the file *.profile.yaml is left out (`argmap convert` writes it beside the map)" in printed.err


def test_the_places_are_those_of_the_foreign_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "theatre.xml", "--format", "json"]) in (0, 1)
    (found,) = json.loads(capsys.readouterr().out)["maps"]
    assert found["left_out"] == [
        {"line": 1, "column": 1, "message": "the file *.profile.yaml is left out",
         "help": "`argmap convert` writes it beside the map"}
    ]  # fmt: skip
    assert found["problems"] == []
    assert found["theses"]


def test_problems_are_at_their_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.xml").write_text("<opsa-mef>\n  <define-fault-tree>\n</opsa-mef>", "utf-8")
    assert main(["show", "bad.xml"]) == 2
    assert "bad.xml:3:3: this is not well-formed XML: mismatched tag" in capsys.readouterr().err
    assert main(["audit", "bad.xml", "theatre.xml", "--format", "concise"]) == 2
    printed = capsys.readouterr().out
    assert "bad.xml:3:3: " in printed
    assert "theatre.xml:" in printed


def test_much_that_is_left_out_is_folded(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "many.xml"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == TOLD + 1
    assert lines[0].startswith("many.xml:1:")
    assert lines[-1] == "many.xml: and 10 more (`argmap convert` lists all that is left out)"


def test_from_goes_before_what_the_file_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "odd.argmap.yaml").write_text(THEATRE, "utf-8")
    assert main(["show", "odd.argmap.yaml"]) == 2
    assert main(["show", "odd.argmap.yaml", "--from", "openpsa"]) == 0
    assert main(["show", "theatre.xml", "--from", "argmap"]) == 2
    capsys.readouterr()
    assert main(["show", "theatre.xml", "--from", "opnpsa"]) == 2
    assert "`opnpsa` is no format (did you mean `openpsa`?)" in capsys.readouterr().err


def test_a_format_that_nobody_knows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("Nothing in particular.", "utf-8")
    (folder / "a.yaml").write_text("thesis: A.\n", "utf-8")
    assert main(["show", "a.txt"]) == 2
    assert "a.txt:1:1: the format of this file is not known (name it with --from;" in capsys.readouterr().err
    assert main(["show", "a.yaml"]) == 2
    assert "a.yaml:1:1: " in capsys.readouterr().err  # it may be meant as a map: what is wrong with it is said


def test_a_folder_stands_for_its_maps_unless_a_format_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bridge.argmap.yaml").write_text(BRIDGE, "utf-8")
    main(["audit", ".", "--format", "json"])
    assert [one["path"] for one in json.loads(capsys.readouterr().out)["maps"]] == ["bridge.argmap.yaml"]
    main(["audit", ".", "--from", "openpsa", "--format", "json"])
    maps = json.loads(capsys.readouterr().out)["maps"]
    assert [one["path"] for one in maps] == ["many.xml", "theatre.xml"]
    (folder / "nodeset1.json").write_text(
        '{"nodes": [{"nodeID": "1", "text": "A.", "type": "I"}], "edges": []}', "utf-8"
    )
    main(["audit", ".", "--from", "aif", "--format", "json"])
    assert [one["path"] for one in json.loads(capsys.readouterr().out)["maps"]] == ["nodeset1.json"]
    (folder / "empty").mkdir()
    assert main(["audit", "empty", "--from", "openpsa"]) == 2
    assert "there is no map there (maps are files named *.opsa, *.mef, *.xml)" in capsys.readouterr().err
    assert main(["audit", "empty"]) == 2
    assert "files named *.argmap.yaml; --from FORMAT takes those of another program)" in capsys.readouterr().err


def test_the_library_takes_them(folder: Path) -> None:
    assert argmap.read("theatre.txt").thesis
    assert argmap.picture("theatre.xml", "dot").startswith(b"digraph")
    found = argmap.check("many.xml")
    assert len(found.left_out) == 30
    assert found.graph is not None
    with pytest.raises(LookupError, match="nosuch"):
        argmap.read("theatre.xml", from_="nosuch")
    (folder / "a.txt").write_text("Nothing.", "utf-8")
    assert argmap.check("a.txt").graph is None
    with pytest.raises(argmap.Unreadable, match="the format of this file is not known"):
        argmap.read("a.txt")


def test_a_map_file_needs_no_foreign_format(folder: Path) -> None:
    import subprocess
    import sys

    (folder / "bridge.argmap.yaml").write_text(BRIDGE, "utf-8")
    (folder / "bridge.txt").write_text(BRIDGE, "utf-8")
    script = (
        "import sys; from argmap.cli import main; main(['audit', 'bridge.argmap.yaml', 'bridge.txt', '-'])\n"
        "sys.exit(any(name.startswith('argmap.formats') for name in sys.modules))"
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", script], env={"PYTHONPATH": root}, input=BRIDGE.encode(), capture_output=True
    )
    assert done.returncode == 0, done.stderr


def test_an_answer_in_words_needs_no_table_of_formats(folder: Path) -> None:
    import subprocess
    import sys

    (folder / "bridge.argmap.yaml").write_text(BRIDGE, "utf-8")
    script = (
        "import sys; from argmap.cli import main; code = main(['rests-on', 'bridge.argmap.yaml'])\n"
        "sys.exit(code or 'argmap.formats.table' in sys.modules)"
    )
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_a_note_says_its_place_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("debate.argdown").write_text("[a]: A.\n  + <b>\n", "utf-8")
    assert main(["show", "debate.argdown"]) == 0
    assert capsys.readouterr().err == ("debate.argdown:2:5: <b> is described nowhere (its title stands for it)\n")


def test_what_a_table_of_claims_leaves_out_of_a_source(capsys: pytest.CaptureFixture[str]) -> None:
    sources = "sources:\n  s: {name: Survey, note: Read it.}\n  h: {name: Herald}\n"
    evidence = "  because:\n  - evidence: B.\n    source:\n    - s\n    - h\n"
    Path("a.argmap.yaml").write_text(f"argmap: 1\n{sources}thesis:\n  claim: A.\n{evidence}", "utf-8")
    assert main(["convert", "a.argmap.yaml", "a.claims.csv"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "a.argmap.yaml:3:3: the name and note of the source s “Survey” are left out "
        "(`--to csv-sources` writes a table of sources)",
        "a.argmap.yaml:4:3: the name of the source h “Herald” is left out "
        "(`--to csv-sources` writes a table of sources)",
    ]
