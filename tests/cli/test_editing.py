"""The commands that change a map: what they say, what they write, and that no file is lost on the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.cli import editing, main

BRIDGE = """\
argmap: 1

sources:
  survey: County survey
# The claim.
thesis:
  id: close
  claim: The bridge should close.
  because:
  - The bridge is cracking.     # seen by all
  - together:                   # both
    - id: old
      claim: It is old.
    - assume: What is old must go.
    scheme: analogy
  but:
  - id: detour
    claim: The detour is long.
    but:
    - see: old
"""
ESSAY = "The bridge is old.\n\nIts cracks have doubled within two years, say the engineers who looked.\n"


@pytest.fixture
def bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A map as a file of the working folder, and the essay that it maps."""
    monkeypatch.chdir(tmp_path)
    Path("essay.txt").write_text(ESSAY, "utf-8")
    path = Path("bridge.argmap.yaml")
    path.write_bytes(BRIDGE.encode())
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """Run a command on the map and give what it says."""
    assert main([words[0], "bridge.argmap.yaml", *words[1:]]) == code
    printed = capsys.readouterr()
    return printed.out + printed.err


def changed(path: Path) -> list[str]:
    """The lines that came (+) and went (-)."""
    from difflib import ndiff

    lines = ndiff(BRIDGE.splitlines(), path.read_text("utf-8").splitlines())
    return [line for line in lines if line[:1] in "+-"]


def test_add(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "add", "close", "It is ugly: look", "--id", "ugly") == (
        "bridge.argmap.yaml:16: added ugly under `because` of close\n"
    )
    assert changed(bridge) == ["+   - id: ugly", '+     claim: "It is ugly: look"']


def test_add_under_a_bare_text(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", "1.1", "Cracks were seen.", "--source", "survey, p. 3")
    assert changed(bridge) == [
        "-   - The bridge is cracking.     # seen by all",
        "+   - claim: The bridge is cracking.     # seen by all",
        "+     because:",
        "+     - evidence: Cracks were seen.",
        "+       source: survey, p. 3",
    ]


def test_add_an_undercut_and_an_objection(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", "old", "Stone lasts.", "--unless")
    run(capsys, "add", "old", "It was rebuilt.", "--but")
    assert changed(bridge) == [
        "+       but:", "+       - It was rebuilt.", "+     unless:", "+     - Stone lasts."
    ]  # fmt: skip


def test_add_evidence_of_a_source_that_is_new(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "add", "old", "The stone says 1890.", "--source", "mayor, in May", code=2)
    assert "`mayor` names no source (--name makes it one)" in told
    told = run(capsys, "add", "old", "The stone says 1890.", "--source", "survey", "--name", "The mayor", code=2)
    assert "no source is new here (leave --name out" in told
    told = run(capsys, "add", "old", "The stone says 1890.", "--source", "mayor, in May", "--name", "The mayor")
    assert "made the source mayor" in told
    assert changed(bridge) == [
        "+   mayor:",
        "+     name: The mayor",
        "+       because:",
        "+       - evidence: The stone says 1890.",
        "+         source: mayor, in May",
    ]


def test_citing_for_a_claim_is_told_a_command_that_works(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "cite", "old", "mayor", code=2)
    assert "(`argmap add MAP old … --source mayor --name …` puts evidence under it)" in told
    assert "… --source survey` puts" in run(capsys, "cite", "old", "survey", code=2)


def test_a_text_that_begins_with_a_hyphen(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "add", "old", "-40 degrees is cold.", code=2)
    assert "(a text that begins with a hyphen goes behind `--`)" in told
    assert main(["add", "--but", "bridge.argmap.yaml", "--", "old", "-40 degrees is cold."]) == 0
    assert '- "-40 degrees is cold."' in bridge.read_text("utf-8")


def test_what_is_added_is_told_by_its_outline_number(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "added 1.3 under `because` of close" in run(capsys, "add", "close", "More.")
    assert "added 1.4.1 under `but` of detour" in run(capsys, "add", "detour", "More.", "--but")
    assert "added 1.1.1 under `because` of 1.1 “The bridge is cracking.”" in run(capsys, "add", "1.1", "More.")
    assert "added 1.1.2 under `unless` of 1.1 “The bridge is cracking.”" in run(
        capsys, "add", "1.1", "But no.", "--unless"
    )
    assert "added 1.3.2 under `because` of close" in run(capsys, "add", "close", "Besides.", "--together-with", "1.3")
    assert "added 1.3.2 under `because` of close" in run(
        capsys, "add", "close", "Moreover.", "--together-with", "1.3.1"
    )
    assert "added name under `because` of close" in run(capsys, "add", "close", "So.", "--id", "name")
    for number, said in (("1.3.2", "Moreover."), ("1.3.3", "Besides."), ("1.4", "So.")):
        assert said in run(capsys, "remove", number, "--diff")


def test_what_is_named_by_number_is_told_with_its_words(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers shift with every edit: whoever names the wrong one can see it."""
    cracking = "1.1 “The bridge is cracking.”"
    assert f"{cracking}: {{at: 1:1-4" in run(capsys, "quote", "1.1", "essay.txt", "The bridge is old")
    assert f"moved {cracking} after detour" in run(capsys, "move", "1.1", "--after", "detour")
    assert "1.3 “The bridge is cracking.” has the id cracks" in run(capsys, "rename", "1.3", "cracks")
    run(capsys, "add", "old", "Seen by many who cross it and then come back the same way.", "--evidence")
    assert "1.1.1.1 “Seen by many who cross it and then come…” cites" in run(capsys, "cite", "1.1.1.1", "survey")
    assert "removed 1.1.1.1 “Seen by" in run(capsys, "remove", "1.1.1.1")


def test_add_linked(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", "close", "Cracks are dangerous.", "--together-with", "1.1")
    assert changed(bridge) == [
        "+   - together:",
        "-   - The bridge is cracking.     # seen by all",
        "+     - The bridge is cracking.     # seen by all",
        "+     - Cracks are dangerous.",
    ]


def test_move(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "move", "1.1", "--under", "detour", "--as", "but")
    assert changed(bridge) == [
        "-   - The bridge is cracking.     # seen by all", "+     - The bridge is cracking.     # seen by all"
    ]  # fmt: skip
    run(capsys, "move", "1.2.1", "--before", "old")
    assert "    - The bridge is cracking.     # seen by all\n    - id: old\n" in bridge.read_text("utf-8")


def test_moving_one_of_two_linked_premises_away(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "move", "old", "--under", "close")
    assert bridge.read_text("utf-8").splitlines()[10:17] == [
        "  # both",
        "  - assume: What is old must go.",
        "    scheme: analogy",
        "  - id: old",
        "    claim: It is old.",
        "  but:",
        "  - id: detour",
    ]


def test_remove_says_what_goes_with_it(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "with old would go `see: old` on line 20 (--force" in run(capsys, "remove", "old", code=2)
    assert "with detour would go 1 item beneath it (--force" in run(capsys, "remove", "detour", code=2)
    assert bridge.read_bytes() == BRIDGE.encode()
    assert "removed old, and with it `see: old` on line 20" in run(capsys, "remove", "old", "--force")
    assert "old" not in bridge.read_text("utf-8").replace("What is old", "")
    assert "    claim: The detour is long.\n" in bridge.read_text("utf-8")


def test_a_source_that_nothing_cites_is_removed(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", "close", "It cracks.", "--evidence", "--source", "gazette", "--name", "The Gazette")
    run(capsys, "source", "gazette", "--from", "survey")
    named = "`survey` is a source, named by the source gazette (take it out there first)"
    assert named in run(capsys, "remove", "survey", code=2)
    assert "`gazette` is a source, named by 1.3 (take" in run(capsys, "remove", "gazette", code=2)
    run(capsys, "remove", "1.3")
    assert "removed the source gazette" in run(capsys, "remove", "gazette")
    assert bridge.read_bytes() == BRIDGE.encode()
    bridge.write_text(
        BRIDGE.replace("sources:\n  s", "sources:  # whom we asked\n  # one\n\n  # the only\n  s"), "utf-8"
    )
    run(capsys, "remove", "survey")
    rest = BRIDGE.partition("# The claim.")[2]
    assert bridge.read_text("utf-8") == f"argmap: 1\n\n# one\n# whom we asked\n# The claim.{rest}"


def test_rename(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "in 2 places" in run(capsys, "rename", "old", "aged")
    assert changed(bridge) == ["-     - id: old", "+     - id: aged", "-     - see: old", "+     - see: aged"]
    assert "is the name of a source already" in run(capsys, "rename", "aged", "survey", code=2)
    assert "did you mean `aged`" in run(capsys, "rename", "agd", "x", code=2)
    assert "is no name" in run(capsys, "rename", "aged", "Old Bridge", code=2)


def test_cite_makes_a_source(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", "1.1", "Cracks were seen.", "--evidence")
    assert "--name makes it one" in run(capsys, "cite", "1.1.1", "gazette", code=2)
    told = run(capsys, "cite", "1.1.1", "gazette", "--name", "The Gazette", "--kind", "media", "--from", "survey",
               "--locator", "p. 2")  # fmt: skip
    assert "made the source gazette" in told
    text = bridge.read_text("utf-8")
    assert "  survey: County survey\n  gazette:\n    name: The Gazette\n    kind: media\n    from: survey\n" in text
    assert "    - evidence: Cracks were seen.\n      source: gazette, p. 2\n" in text
    assert "sources stand behind evidence" in run(capsys, "cite", "old", "survey", code=2)
    assert "cites gazette already" in run(capsys, "cite", "1.1.1", "gazette", code=2)


def test_source_changes_what_is_said_of_one(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "source", "survey", "--reliability", "B", "--reason", "It was reviewed: twice", "--anonymous")
    assert told == "bridge.argmap.yaml:4: the source survey has `anonymous`, `reliability`, `reason`\n"
    assert (
        "  survey:\n    name: County survey\n    anonymous: true\n    reliability: B\n"
        '    reason: "It was reviewed: twice"\n'
    ) in bridge.read_text("utf-8")
    shown = run(capsys, "source", "survey", "--remove", "anonymous", "--retracted", "withdrawn", "--diff")
    assert "-    anonymous: true\n" in shown
    assert "+    retracted: withdrawn\n" in shown
    assert "anonymous" in bridge.read_text("utf-8")
    for words, said in (
        (("survey",), "nothing is to be changed"),
        (("survy", "--url", "x"), "did you mean `survey`? --name makes it one"),
        (("survey", "--kind", "medium"), "did you mean `media`?"),
        (("survey", "--from", "gazete"), "`gazete` names no source"),
        (("survey", "--from", "survey"), "ring"),
        (("survey", "--remove", "reason", "--reason", "x"), "both given and taken out"),
        (("survey", "--remove", "role"), "has no `role`"),
        (("survey", "--remove", "roles"), "`roles` is no field of a source"),
        (("survey", "--remove", "name"), "`name` is missing"),
        (("survey", "--note", " "), "`note` is empty"),
        (("survey", "--cite", "x"), "`x` names no entry of a bibliography"),
    ):
        assert said in run(capsys, "source", *words, code=2)
    run(
        capsys, "source", "gazette", "--name", "The Gazette", "--kind", "media", "--from", "survey", "--from", "unknown"
    )
    assert "  gazette:\n    name: The Gazette\n    kind: media\n    from:\n    - survey\n    - unknown\n" in (
        bridge.read_text("utf-8")
    )


def test_a_source_of_the_bibliography_is_cited(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bridge.parent / "a.json").write_text('[{"id": "Doe:2020", "title": "On mills"}]', "utf-8")
    bridge.write_text(bridge.read_text("utf-8").replace("argmap: 1\n", "argmap: 1\nbibliography: a.json\n"), "utf-8")
    run(capsys, "add", "1.1", "Cracks were seen.", "--evidence")
    assert "did you mean `Doe:2020`?" in run(capsys, "cite", "1.1.1", "doe", "--cite", "Doe2020", code=2)
    run(capsys, "cite", "1.1.1", "doe", "--cite", "Doe:2020", "--locator", "p. 2")
    assert '  doe:\n    cite: "Doe:2020"\n' in bridge.read_text("utf-8")
    assert "On mills" in run(capsys, "why", "1.1.1")


def test_quote(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "quote", "old", "essay.txt", "the Bridge is old")
    assert "      passage: {at: 1:1-4, words: 4, sha256: " in bridge.read_text("utf-8")
    assert "has a passage: 1:1-4" in run(capsys, "quote", "old", "essay.txt", "2:1-12", code=2)
    run(capsys, "quote", "old", "essay.txt", "2:1-12", "--also")
    run(capsys, "quote", "1.1", "essay.txt", "2:1-12", "--no-trace")
    lines = bridge.read_text("utf-8").splitlines()
    assert [line.split("sha256")[0] + line.partition("trace: ")[2][:1] for line in lines if "at:" in line] == [
        "    passage: {at: 2:1-12, words: 12, ", "      - {at: 1:1-4, words: 4, ", "      - {at: 2:1-12, words: 12, t"
    ]  # fmt: skip
    assert "the text has no word" in run(capsys, "quote", "detour", "essay.txt", "nowhere", code=2)
    assert "there is no paragraph 9" in run(capsys, "quote", "detour", "essay.txt", "9:1-2", code=2)


def test_a_place_noted_while_drafting_is_filled_in(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bridge.write_text(BRIDGE.replace("It is old.\n", "It is old.\n      passage: {at: 2}  # or 3\n"), "utf-8")
    run(capsys, "quote", "old", "essay.txt", "cracks have doubled")
    assert "      passage: {at: 2:2-4, words: 3, sha256: " in bridge.read_text("utf-8")
    assert "}  # or 3\n" in bridge.read_text("utf-8")


def test_diff_writes_nothing(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "add", "close", "It is ugly.", "--but", "--diff")
    assert shown.splitlines()[:2] == ["--- bridge.argmap.yaml", "+++ bridge.argmap.yaml"]
    assert "+  - It is ugly." in shown.splitlines()
    assert bridge.read_bytes() == BRIDGE.encode()


def test_a_map_with_problems_is_not_changed(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = BRIDGE.replace("see: old", "see: odl").replace("assume:", "asume:")
    bridge.write_text(broken, "utf-8")
    said = run(capsys, "add", "close", "More.", code=2)
    assert "bridge.argmap.yaml:14:7:" in said
    assert "bridge.argmap.yaml:20:12: AM102 `odl` names no claim" in said
    assert bridge.read_text("utf-8") == broken


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("add", "1.2.2", "More."), "an assumption has no reasons"),
        (("add", "survey", "More."), "it is a source"),
        (("add", "close", "More.", "--unless"), "no step leads from close"),
        (("add", "close", " "), "the statement is empty"),
        (("add", "close", "More.", "--source", "survy"), "did you mean `survey`?"),
        (("add", "close", "More.", "--id", "old"), "stands at line 12 already"),
        (("add", "close", "More.", "--id", "Old"), "(write `old`)"),
        (("add", "close", "More.", "--together-with", "detour"), "detour is no `because` of that claim"),
        (("move", "close", "--under", "old"), "close is a thesis"),
        (("move", "detour", "--under", "detour"), "cannot stand beneath itself"),
        (("move", "detour"), "nothing says where to"),
        (("move", "detour", "--before", "1.3"), "stands there already (nothing need be done)"),
        (("remove", "close"), "a map has a thesis"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(
    bridge: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], answer: str
) -> None:
    assert answer in run(capsys, *words, code=2)
    assert bridge.read_bytes() == BRIDGE.encode()


def test_line_ends_mark_and_missing_end_are_kept(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = b"\xef\xbb\xbf" + BRIDGE.rstrip().replace("\n", "\r\n").encode()
    bridge.write_bytes(raw)
    run(capsys, "add", "detour", "It has been longer.", "--but")
    assert bridge.read_bytes() == raw + b"\r\n    - It has been longer."


def test_a_link_stays_a_link_and_a_mode_a_mode(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real = bridge.rename("real.yaml")
    real.chmod(0o640)
    bridge.symlink_to(real)
    run(capsys, "rename", "old", "aged")
    assert bridge.is_symlink()
    assert "id: aged" in real.read_text("utf-8")
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "words",
    [["fmt", "--check", "."], ["fmt", "{}"], ["capture", "{}"], ["new", "--from", "{}"], ["serve", "{}"], ["{}"],
     ["coverage", "bridge.argmap.yaml", "{}"], ["coverage", "bridge.argmap.yaml", "essay.txt", "-o", "no/{}"],
     ["help", "{}"], ["convert", "bridge.argmap.yaml", "{}"], ["add", "bridge.argmap.yaml", "close", "x", "--{}"]],
)  # fmt: skip
def test_the_name_of_a_file_drives_no_terminal(
    bridge: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)  # as a terminal is written to
    one = "  claim: The bridge should close.\n"
    bridge.rename("\x1b[31m.argmap.yaml").write_text(BRIDGE.replace(f"  id: close\n{one}", f"{one}  id: close\n"))
    bridge.write_bytes(BRIDGE.encode())
    assert main([word.format("\x1b[32m\x07") for word in words]) in (1, 2)
    told = capsys.readouterr()
    assert told.err
    assert not {"\x1b", "\x07"} & set(told.out + told.err)


def test_fmt_of_a_folder_without_maps_says_so(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    assert main(["fmt", "--check", "empty"]) == 2
    assert "there is no map there" in capsys.readouterr().err


def test_fmt(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "fmt", "--check") == ""
    bridge.write_text(BRIDGE.replace("  id: close\n", "").replace("  but:\n  - id", "  id: close\n  but:\n  - id"))
    assert "would be laid out anew" in run(capsys, "fmt", "--check", code=1)
    assert "+  id: close" in run(capsys, "fmt", "--diff")
    assert "laid out anew" in run(capsys, "fmt")
    assert bridge.read_text("utf-8") == BRIDGE


def test_a_map_that_cannot_be_laid_out_keeps_no_other_from_it(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.argmap.yaml").write_text("argmap: 1\n", "utf-8")
    Path("b.argmap.yaml").write_text("argmap:   1\nthesis: A.\n", "utf-8")
    assert main(["fmt", "."]) == 2
    said = capsys.readouterr().err
    assert said.startswith("a.argmap.yaml:1:1: ")
    assert said.endswith("b.argmap.yaml:1: laid out anew\n")
    assert Path("b.argmap.yaml").read_text("utf-8") == "argmap: 1\nthesis: A.\n"
    Path("empty").mkdir()
    assert main(["fmt", "empty"]) == 2
    assert "there is no map there" in capsys.readouterr().err


def test_another_programs_file(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.argdown").write_text("[A]: b\n  + c\n", "utf-8")
    assert main(["add", "a.argdown", "A", "More."]) == 2
    assert "`argmap convert` makes a map of it" in capsys.readouterr().err


def test_two_commands_at_once(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fcntl = pytest.importorskip("fcntl", reason="this system has no such locks")
    with bridge.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert "another command is changing bridge.argmap.yaml" in run(capsys, "add", "close", "More.", code=2)
    assert bridge.read_bytes() == BRIDGE.encode()
    run(capsys, "add", "close", "More.")


def test_a_file_saved_meanwhile_is_left_alone(
    bridge: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put = editing.put_in_place

    def saved_by_the_editor_first(path: str, raw: bytes, text: str) -> None:
        bridge.write_text(BRIDGE + "# more\n")
        put(path, raw, text)

    monkeypatch.setattr(editing, "put_in_place", saved_by_the_editor_first)
    assert "was changed meanwhile" in run(capsys, "add", "close", "More.", code=2)
    assert bridge.read_text("utf-8") == BRIDGE + "# more\n"


KILLED = """
import os, random, signal, sys, time
from argmap.cli.editing import _held, put_in_place
path, kills, chance = sys.argv[1], int(sys.argv[2]), random.Random(1)
texts = ["a" * 200_000, "b" * 250_000]
open(path, "w").write(texts[0])
for _ in range(kills):
    child = os.fork()
    if not child:
        while True:
            for text in texts:
                with _held(path) as raw:
                    put_in_place(path, raw, text)
    time.sleep(chance.uniform(0.001, 0.02))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert open(path).read() in texts, "half a file"
    with _held(path) as raw:
        put_in_place(path, raw, texts[0])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_killed_in_the_middle_of_a_write(tmp_path: Path) -> None:
    path = tmp_path / "a.argmap.yaml"
    command = [sys.executable, "-c", KILLED, str(path), os.environ.get("KILLS", "20")]
    subprocess.run(command, check=True)
    assert path.read_text() == "a" * 200_000
