"""`argmap audit` as it is called: what is read, what is chosen, how it ends."""

import os
import sys
from pathlib import Path

import pytest

from argmap.cli import main

ONE_SOURCE = """
argmap: 1
sources:
  angler: {name: An angler, reliability: C, reason: known}
  herald: {name: The Herald, from: angler}
thesis:
  id: spill
  claim: The works spilled it.
  because:
  - id: plume
    claim: A plume was seen.
    because:
    - evidence: The angler says so.
      source: angler
    - evidence: The Herald says so.
      source: herald
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one map in it."""
    monkeypatch.chdir(tmp_path)
    Path("spill.argmap.yaml").write_text(ONE_SOURCE, "utf-8")
    return tmp_path


def audited(capfd: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["audit", *words]) == code
    return capfd.readouterr().out


def page(capfd: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """The text report with its lines joined."""
    return " ".join(audited(capfd, *words, code=code).split())


def test_the_answer_comes_first(capfd: pytest.CaptureFixture[str]) -> None:
    lines = audited(capfd, "spill.argmap.yaml").splitlines()
    assert lines[3] == "THESIS  The works spilled it."
    assert lines[4].startswith(
        "  On its sources alone: moderate. It stands on An angler. It falls if An angler is lost."
    )
    text = " ".join(" ".join(lines).split())
    assert "Taking the text's word: moderate. The same holds." in text
    assert "weakest needed step: from plume (moderate)" in text
    assert "the one origin behind 2 sources cited for plume [circular-reporting]" in text


def test_a_linchpin_is_named_beside_the_thesis(capfd: pytest.CaptureFixture[str]) -> None:
    assert "It falls if An angler is lost. [linchpin]" in page(
        capfd, "spill.argmap.yaml", "--select", "linchpin", "--fail-on", "warning", code=1
    )
    assert "[linchpin]" not in page(capfd, "spill.argmap.yaml", "--ignore", "linchpin")


def test_what_the_grade_hangs_on_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    """Four lines of support, of which one good source alone is better than weak."""
    lines = ["argmap: 1", "sources:", "  good: {name: Good study, reliability: A, reason: known}"]
    lines += [f"  poor-{n}: {{name: Poor report {n}, reliability: D, reason: known}}" for n in "abc"]
    lines += ["thesis:", "  claim: It is so.", "  because:"]
    for n in ("good", "poor-a", "poor-b", "poor-c"):
        lines += [f"  - claim: Reason {n}.", "    because:", f"    - evidence: From {n}.", f"      source: {n}"]
    Path("four.argmap.yaml").write_text("\n".join(lines))
    assert "It is weak at best without Good study. No single loss brings it down" in page(capfd, "four.argmap.yaml")


def test_the_smallest_sets_are_named(capfd: pytest.CaptureFixture[str]) -> None:
    Path("two.argmap.yaml").write_text(
        "argmap: 1\nsources:\n  a: {name: Source A}\n  b: {name: Source B}\nthesis:\n  claim: T.\n  because:\n"
        "  - claim: X.\n    because:\n    - evidence: E.\n      source: a\n"
        "  - claim: Y.\n    because:\n    - evidence: F.\n      source: b\n"
    )
    assert "it takes two together: Source A + Source B." in page(capfd, "two.argmap.yaml")


def test_a_bare_thesis(capfd: pytest.CaptureFixture[str]) -> None:
    Path("bare.argmap.yaml").write_text("argmap: 1\nthesis: T.\n")
    text = page(capfd, "bare.argmap.yaml")
    assert "It falls if its author's own word is not taken. Basis: nothing stands under it." in text


@pytest.mark.parametrize("names", ["", " , "])
def test_no_rule_named(names: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "spill.argmap.yaml", "--select", names]) == 2
    assert "no rule is named" in capfd.readouterr().err


def test_a_file_named_twice_is_audited_once(capfd: pytest.CaptureFixture[str]) -> None:
    assert audited(capfd, "spill.argmap.yaml", ".", ".") == audited(capfd, "spill.argmap.yaml")


def test_passages_that_were_looked_up_are_counted(capfd: pytest.CaptureFixture[str]) -> None:
    Path("text.txt").write_text("One. Two words here.\n")
    assert "the map has no passages to look up" in page(capfd, "spill.argmap.yaml", "--text", "text.txt")
    Path("p.argmap.yaml").write_text("argmap: 1\nthesis:\n  claim: T.\n  passage: {at: '1'}\n")
    assert "1 passage looked up in the text, all found" in page(capfd, "p.argmap.yaml", "--text", "text.txt")
    Path("p.argmap.yaml").write_text("argmap: 1\nthesis:\n  claim: T.\n  passage: {at: '7'}\n")
    assert "1 passage looked up in the text, not all found" in page(
        capfd, "p.argmap.yaml", "--text", "text.txt", code=1
    )


def test_a_folder_is_no_text(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "spill.argmap.yaml", "--text", "."]) == 2
    assert "this is a folder, not a file (name a text in it)" in capfd.readouterr().err


def test_settings_that_cannot_be_used_end_it(capfd: pytest.CaptureFixture[str]) -> None:
    Path("argmap.toml").write_text("selct = []")
    assert main(["audit", "spill.argmap.yaml"]) == 2
    assert "did you mean `select`?" in capfd.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_device_is_no_bug_of_ours(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    kept = os.dup(1)
    try:
        with Path("/dev/full").open("w") as full, os.fdopen(os.dup(full.fileno()), "w") as out:
            os.dup2(full.fileno(), 1)
            monkeypatch.setattr(sys, "stdout", out)
            code = main(["audit", "spill.argmap.yaml"])
    finally:
        os.dup2(kept, 1)
        os.close(kept)
    assert code == 2
    assert "there is no room left where it goes" in capfd.readouterr().err


# -- what is allowed


def test_an_allow_on_evidence_that_silences_is_listed(capfd: pytest.CaptureFixture[str]) -> None:
    """The rule looks past the evidence, and so says nothing of the claim above it."""
    text = (
        "argmap: 1\nsources:\n  q: {name: Other, reliability: B, reason: known}\nthesis:\n  id: t\n  claim: T.\n"
        "  because:\n  - id: m\n    claim: M.\n    because:\n    - id: y\n      evidence: Y.\n      source: q\n"
        "      allow: {single-source: only one knows}\n"
    )
    Path("allow.argmap.yaml").write_text(text)
    shown = page(capfd, "allow.argmap.yaml", "--all")
    assert "bad-allow" not in shown
    assert "[single-source]" not in shown
    assert "single-source at y: only one knows" in shown


def test_an_allow_that_silences_nothing_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    Path("allow.argmap.yaml").write_text("argmap: 1\nthesis:\n  claim: T.\n  allow: {linchpin: why not}\n")
    assert "`linchpin` is allowed here, but finds nothing here" in page(capfd, "allow.argmap.yaml", "--all")
