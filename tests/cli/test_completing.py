"""What a Tab offers in each shell, asked as the shell asks: by the variable that click's scripts set."""

import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from argmap.cli.completing import FIELDS, KINDS
from argmap.editing.describing import FIELDS as DESCRIBED
from argmap.model import SourceKind

MAP = Path(__file__).parent.parent.parent / "maps" / "river-spill.argmap.yaml"


def offered(line: str, shell: str = "bash") -> list[str]:
    """The words that a shell is offered at the end of a line."""
    words = line.split(" ")
    environment = {
        **os.environ,
        "_ARGMAP_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
    }
    script = "import sys; from argmap.cli import cli; cli(prog_name='argmap')"
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    lines = [line for line in run.stdout.splitlines() if line]
    if shell == "zsh":
        return lines[1::3]
    return [one.partition(",")[2].partition("\t")[0] for one in lines]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_ids_of_the_map_on_the_line_are_offered(shell: str) -> None:
    assert offered(f"argmap why {MAP} wo", shell) == ["works-spilled"]


def test_what_can_be_removed_is_offered() -> None:
    assert offered(f"argmap remove {MAP} r") == ["radio"]


def test_sources_rules_files_and_topics_are_offered() -> None:
    assert offered(f"argmap what-if {MAP} --without ang") == ["angler"]
    assert offered(f"argmap what-if {MAP} --as-one angler,ra") == ["angler,radio"]
    assert offered("argmap rule single") == ["single-source"]
    assert offered("argmap help ed") == ["editors"]
    assert offered("argmap why maps") == ["maps"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_statement_without_an_id_is_offered_by_its_number(shell: str) -> None:
    assert offered(f"argmap why {MAP} 1.1.1", shell) == ["1.1.1"]


def test_a_shell_that_shows_more_is_told_the_text() -> None:
    line = f"argmap why {MAP} 1.1.1"
    environment = {**os.environ, "_ARGMAP_COMPLETE": "zsh_complete", "COMP_WORDS": line, "COMP_CWORD": "3"}
    script = "from argmap.cli import cli; cli(prog_name='argmap')"
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["plain", "1.1.1", "Witnesses saw a white plume at the outfall."]


def test_what_is_said_of_sources_is_offered(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@comment{x,}\n@book{doe:2020,\n title={X}}\n @misc(doe-b, title={Y})\n")
    (tmp_path / "b.json").write_text('[{"id": "dove", "title": "Z"}]')
    (tmp_path / "c.yaml").write_text("references:\n- type: book\n  id: doll\n")
    path = tmp_path / "m.argmap.yaml"
    path.write_text("argmap: 1\nbibliography:\n- a.bib\n- b.json  # more\n- 'c.yaml'\n- https://x/y.bib\nthesis: A.\n")
    assert offered(f"argmap source {path} s --cite do") == ["doe:2020", "doe-b", "dove", "doll"]
    assert offered(f"argmap source {MAP} radio --kind da") == ["dataset"]
    assert offered(f"argmap source {MAP} radio --remove re") == ["reliability", "reason", "retracted"]
    assert offered(f"argmap source {MAP} radio --group her") == ["herald-house"]


def test_the_words_that_are_offered_are_those_of_the_model() -> None:
    assert set(get_args(SourceKind)) == set(KINDS)
    assert FIELDS == DESCRIBED


def test_a_file_that_is_no_map_offers_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.argmap.yaml"
    path.write_bytes(b"\xff\xfe\x00{{{")
    assert offered(f"argmap why {path} ") == []
    assert offered(f"argmap why {tmp_path / 'none.yaml'} ") == []


def test_nothing_heavy_is_imported_for_it() -> None:
    script = (
        "import sys; from argmap.cli import cli\n"
        "try: cli(prog_name='argmap')\n"
        "except SystemExit: print(sorted({'pydantic', 'yaml', 'graphviz', 'oxidd'} & set(sys.modules)))"
    )
    environment = {
        **os.environ,
        "_ARGMAP_COMPLETE": "bash_complete",
        "COMP_WORDS": f"argmap why {MAP} ",
        "COMP_CWORD": "3",
    }
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"
