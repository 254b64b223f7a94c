"""`argmap why`: what a statement rests on, and its grade derived in both readings."""

from pathlib import Path

import pytest

from argmap.audit import arrange_file
from argmap.cli import main
from argmap.report.why import as_why
from tests.samples import MAPS

COLUMNS = 100


def why(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    code = main(["why", *words])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out.splitlines()


def test_the_page_of_the_thesis(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = why(capsys, bridge, "close")
    assert lines[:2] == ["close  The old bridge should close to lorries.", "bridge.argmap.yaml:19: claim 1, the thesis"]
    page = " ".join(" ".join(lines).split())
    assert "Beneath it: 2 sources (County bridge survey 2022 and The Gazette); 1 assumption;" in page
    assert "Origins: County bridge survey 2022 alone, so it has a single source." in page
    assert "Objection 1.2 “The detour costs hauliers an hour a day.”: answered only by a bare claim, in force." in page
    assert "Undercut 1.1.3 “Cars alone would crack it as fast.”: open, nothing behind it, so it moves no grade." in page
    assert "It falls if the assumption 1.1.2 or County bridge survey 2022 is lost." in page
    assert "no better than its weakest premise" in page
    assert lines[-3:] == [
        "TAKING THE TEXT'S WORD: weak, contested",
        "  It falls if the assumption 1.1.2 or County bridge survey 2022 is lost.",
        "  By the same reasons.",
    ]


def test_a_number_finds_what_an_id_does(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    by_id, by_number = why(capsys, bridge, "cracks"), why(capsys, bridge, "1.1.1")
    assert by_id == by_number
    assert by_id[0] == "cracks  The bridge is cracking under lorries."
    assert "  Order: 1, its loss alone takes all support from the thesis." in by_id
    assert "    1.1.1.1 “Crack length doubled in two years.”: moderate" in by_id
    assert "      County bridge survey 2022: strong" in by_id


def test_the_order_says_how_many_losses_it_takes(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "  Order: 2, its loss and that of 1 leaf of the argument take all support from the thesis." in why(
        capsys, bridge, "1.1.1.1"
    )
    assert "  Order: its loss takes no support from the thesis." in why(capsys, bridge, "1.2")


def test_both_readings_are_derived_where_they_differ(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = why(capsys, bridge, "rivals")
    assert lines[lines.index("ON ITS SOURCES ALONE: none") :] == [
        "ON ITS SOURCES ALONE: none",
        "  Nothing carries it.",
        "  rivals “The next bridge downstream would be overloaded.”: none",
        "    - bare: on the text's own word alone",
        "",
        "TAKING THE TEXT'S WORD: weak",
        "  It falls if the text's own word is lost.",
        "  rivals “The next bridge downstream would be overloaded.”: weak",
        "    - bare: on the text's own word, which is weak",
    ]


def test_what_takes_two_losses_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    river = next(path for path in MAPS if "river" in path.name)
    page = " ".join(" ".join(why(capsys, str(river), "1", "--by", "text")).split())
    assert "No single loss brings it down; two together do: " in page
    assert " + State water office, laboratory report 22-118" in page


def test_without_the_mapper_additions_they_are_no_claims(capsys: pytest.CaptureFixture[str]) -> None:
    river = next(path for path in MAPS if "river" in path.name)
    assert why(capsys, str(river), "only-user")
    assert main(["why", str(river), "only-user", "--by", "text"]) == 2
    assert "`only-user` is no claim of this map" in capsys.readouterr().err


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_every_statement_of_the_maps_that_ship_has_its_page(path: Path) -> None:
    audit = arrange_file(str(path))
    assert audit.graph is not None
    for node in audit.graph.nodes:
        page = as_why(audit, node, width=COLUMNS)
        assert page.endswith("\n")
        assert all(len(line) <= COLUMNS for line in page.splitlines() if not line.startswith(str(path)))
        assert "ON ITS SOURCES ALONE" in page
        assert "\x1b" not in page


def test_a_claim_that_is_not_there_is_named_with_the_nearest(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", bridge, "craks"]) == 2
    assert "did you mean `cracks`?" in capsys.readouterr().err


def test_a_map_that_cannot_be_read_lists_its_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.argmap.yaml"
    path.write_text("argmap: 1\nthesis:\n  claim: So.\n  because:\n  - see: a\n  - see: b\n", "utf-8")
    assert main(["why", str(path), "1"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert all(line.startswith(f"{path}:") for line in said)


def test_what_a_map_says_cannot_drive_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "turned.argmap.yaml"
    path.write_text("argmap: 1\nthesis: Read \u202ethis.\n", "utf-8")
    assert "1  Read <U+202E>this." in why(capsys, str(path), "1")
