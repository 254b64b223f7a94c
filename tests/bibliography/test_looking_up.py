"""Sources that take what they are from a bibliography beside the map, and what is said where that cannot be."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.audit import arrange_file, arrange_text
from argmap.bibliography.csl import read_csl_json, read_csl_yaml
from argmap.cli import main
from argmap.files import Unreadable
from argmap.model import Source
from tests.effort import tries

Write = Callable[[str, str], Path]

BIB = r"""
@string{jm = "Journal of Mills"}
@Article{Smith:2020a,
  Author = {Smith, J{\"o}rg and Maria de la Cruz},
  Title = {On {DNA} in Mills: a 50\% study, 100% sure},
  journaltitle = jm, date = {2020-05-04},
  url = {https://example.org/a%20b\_c}, urldate = {2021-01-02},
}
@misc{rest, author = {Doe, Jane and others}, title = {R}}
@misc{many, author = {One, A. and Two, B. and Three, C.}, title = "Joined # " # jm, year = 1999, month = 3 # "~1"}
@article{paper, entrysubtype = {newspaper}, journaltitle = {The Herald}, title = {Mill falls}, date = {2021-02}}
@inproceedings{child, crossref = {whole}, author = {{World Mill Organisation}}, title = {A part}, doi = {10.1000/x}}
@proceedings{whole, title = {The whole of 2011}, year = {2011}, month = nov, ids = {alias, other}}
@online{bare, title = {Only a title}, eprint = {2101.00001}, eprinttype = {arxiv}}
@book{odd, title = {{{Never}, year = {20xx}}}}
"""
CSL = [
    {
        "id": "report",
        "type": "report",
        "title": "Global <i>Mills</i> Report: 2022",
        "author": [{"literal": "World Mill Organisation"}],
        "issued": {"date-parts": [[2022, "3", 1]]},
        "DOI": "https://doi.org/10.1000/182",
        "accessed": {"date-parts": [["2023"]]},
    },
    {
        "id": 7,
        "type": "article-newspaper",
        "title-short": "Falls",
        "title": "Mill falls",
        "container-title": "The Herald",
        "issued": {"raw": "2021-02-03"},
        "URL": "javascript:alert(1)",
    },
    {"type": "book", "title": "Without an id"},
]
YAML = """\
---
references:
- id: doe
  type: thesis
  author:
  - family: Doe
    given: Jane
  - {family: Gogh, non-dropping-particle: van}
  issued:
  - year: 2019
    month: 5
  title: "On mills # and wind: an essay"
  accessed:
    date-parts: [[2020, 5], [2020, 6]]
...
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write_


def a_map(files: str, sources: str) -> str:
    return f"argmap: 1\nbibliography: {files}\n{'sources:' if sources else ''}\n{sources}thesis: A.\n"


def sources(path: Path) -> dict[str, Source]:
    found = arrange_file(str(path))
    assert found.graph is not None, [str(one) for one in found.problems]
    return dict(found.graph.sources.by_key)


def problems(path: Path) -> list[str]:
    return [str(one) for one in arrange_file(str(path)).problems]


def said(source: Source) -> tuple[str, str | None, str | None, str | None, str | None]:
    return source.name, source.kind, source.date, source.url, source.accessed


def cites(*keys: str) -> str:
    return "".join(f"  s{at}: {{cite: '{key}'}}\n" for at, key in enumerate(keys))


def test_what_bibtex_says_of_a_work(write: Write) -> None:
    pytest.importorskip("bibtexparser", minversion="2", reason="the extra argmap[bib] is not installed")
    write("a.bib", BIB)
    found = sources(write("m.argmap.yaml", a_map("a.bib", cites("Smith:2020a", "many", "paper", "child", "other",
                                                               "bare", "odd", "rest"))))  # fmt: skip
    assert [said(one) for one in found.values()] == [
        ("Smith and de la Cruz: On DNA in Mills (2020)", "study", "2020-05-04", "https://example.org/a%20b_c",
         "2021-01-02"),
        ("One et al.: Joined # Journal of Mills (1999)", None, "1999", None, None),
        ("The Herald: Mill falls (2021)", "media", "2021-02", None, None),
        ("World Mill Organisation: A part (2011)", "study", "2011-11", "https://doi.org/10.1000/x", None),
        ("The whole of 2011", "document", "2011-11", None, None),
        ("Only a title", None, None, "https://arxiv.org/abs/2101.00001", None),
        ("Never, year = 20xx", "document", None, None, None),
        ("Doe et al.: R", None, None, None, None),
    ]  # fmt: skip


def test_what_csl_says_of_a_work(write: Write) -> None:
    write("a.json", json.dumps(CSL))
    write("b.YAML", YAML)
    found = sources(write("m.argmap.yaml", a_map("[a.json, b.YAML]", cites("report", "7", "doe"))))
    assert [said(one) for one in found.values()] == [
        ("World Mill Organisation: Global Mills Report (2022)", "document", "2022-03-01",
         "https://doi.org/10.1000/182", "2023"),
        ("The Herald: Falls (2021)", "media", "2021-02-03", None, None),
        ("Doe and van Gogh: On mills # and wind (2019)", "study", "2019-05", None, "2020-05/2020-06"),
    ]  # fmt: skip


def test_what_the_map_says_wins(write: Write) -> None:
    write("a.json", json.dumps({"items": CSL}))
    written = "  s: {name: report, cite: report, kind: official, date: '2023', reliability: B, reason: Reviewed.}\n"
    found = sources(write("m.argmap.yaml", a_map("a.json", written)))["s"]
    assert said(found) == ("report", "official", "2023", "https://doi.org/10.1000/182", "2023")


def test_what_is_wrong_is_told_at_its_place(write: Write) -> None:
    write("a.json", json.dumps(CSL))
    write("b.json", json.dumps([*CSL, {"id": "rapport"}, {"id": "rapport"}]))
    write("c.json", '[{"id": }]')
    write("d.yaml", "a: [b\n")
    write("e.json", '{"title": "no list"}')
    path = write(
        "m.argmap.yaml", a_map("[none.json, c.json, d.yaml, e.json, x.txt, 'https://x/y.bib', '//x/y.bib']", "")
    )
    assert problems(path) == [
        "2:16: AM102 none.json: there is no such file (check the name, which counts from the map's folder)",
        "2:27: c.json:1: this is not JSON: `}` where a value belongs (mend it here)",
        "2:35: d.yaml:1: a bracket or brace opens here, and what is in it does not fit (close it; a text that begins "
        "with one goes in quotes)",
        "2:43: e.json: there is no list of references in it (CSL is a list of items, or has one under `references`)",
        "2:51: x.txt: this is no kind of bibliography (a bibliography ends in .bib (BibTeX), .json (CSL JSON), .yaml "
        "or .yml (CSL YAML))",
        "2:58: https://x/y.bib: this is an address, and nothing is fetched (save the file beside the map)",
        "2:77: //x/y.bib: this is on another machine (save the file beside the map)",
    ]
    assert problems(write("n.argmap.yaml", a_map("[a.json, b.json]", cites("report", "7", "rapport", "rep")))) == [
        "4:14: `report` stands for several entries: a.json:1 and b.json:1 (take all out but one, or give them keys of "
        "their own)",
        "5:14: `7` stands for several entries: a.json:1 and b.json:1 (take all out but one, or give them keys of their "
        "own)",
        "6:14: `rapport` stands for several entries: b.json:1 and b.json:1 (take all out but one, or give them keys of "
        "their own)",
        "7:14: AM102 `rep` names no entry of a bibliography (did you mean `report`?)",
    ]
    assert problems(write("o.argmap.yaml", "argmap: 1\nsources:\n  s: {name: S, cite: s}\nthesis: A.\n")) == [
        "3:22: AM102 `s` names no entry of a bibliography (name the file: `bibliography: references.bib`; without one, "
        "leave `cite` out)"
    ]


def test_a_file_named_twice_is_one_and_what_nobody_cites_is_no_matter(write: Write) -> None:
    write("a.json", json.dumps([*CSL, {"id": "twice"}, {"id": "twice"}]))
    assert sources(write("m.argmap.yaml", a_map("[a.json, ./a.json]", cites("report"))))


def test_a_broken_entry_is_no_matter_until_it_is_cited(write: Write) -> None:
    pytest.importorskip("bibtexparser", minversion="2", reason="the extra argmap[bib] is not installed")
    write("a.bib", "@misc{whole, title={W}}\n@book{broken,\n title = {Never closed\n@misc{after, title={X}}\n")
    assert sources(write("m.argmap.yaml", a_map("a.bib", cites("whole", "after"))))
    assert problems(write("n.argmap.yaml", a_map("a.bib", cites("broken", "gone")))) == [
        "4:14: AM102 the entry of `broken` cannot be read: a.bib:2 (mend it there)",
        "5:14: AM102 `gone` names no entry of a bibliography (add it to a.bib, or correct the key; what begins at "
        "a.bib:2 cannot be read, and may hold it)",
    ]


def test_without_the_library_it_is_said_how_to_get_it(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bibtexparser", None)
    write("a.bib", BIB)
    assert problems(write("m.argmap.yaml", a_map("a.bib", cites("whole")))) == [
        "2:15: a.bib: this is BibTeX, and what reads it is not installed (`pip install 'argmap[bib]'`, or save the "
        "bibliography as CSL JSON (.json))"
    ]


def test_a_map_on_standard_input_counts_from_the_working_folder(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, text = write("a.json", json.dumps(CSL)).parent, a_map("a.json", cites("report"))
    monkeypatch.chdir(folder)
    assert arrange_text(text, "-").graph is not None
    monkeypatch.chdir(folder.parent)
    (told,) = arrange_text(text, "-").problems
    assert told.help == "check the name, which counts from the folder where the command runs"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path, write: Write) -> None:
    os.mkfifo(tmp_path / "a.bib")
    (told,) = problems(write("m.argmap.yaml", a_map("a.bib", "")))
    assert "this is a device or pipe, not a file" in told


def test_a_file_saved_anew_is_read_anew(write: Write) -> None:
    write("a.json", '[{"id": "a", "title": "One"}]')
    path = write("m.argmap.yaml", a_map("a.json", cites("a")))
    assert sources(path)["s0"].name == "One"
    write("a.json", '[{"id": "a", "title": "Two and more"}]')
    assert sources(path)["s0"].name == "Two and more"


def test_convert_writes_what_the_entry_says(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write("a.json", json.dumps(CSL))
    path = write("m.argmap.yaml", a_map("a.json", cites("report")))
    assert main(["convert", str(path), "-", "--to", "csv-sources"]) == 0
    assert "World Mill Organisation: Global Mills Report (2022)" in capsys.readouterr().out


def test_nothing_of_it_is_imported_for_a_map_without(write: Write) -> None:
    path = write("m.argmap.yaml", "argmap: 1\nsources: {s: S}\nthesis: A.\n")
    script = (
        "import sys; from argmap.audit import audit_file; audit_file(sys.argv[1]);"
        "print([name for name in sys.modules if name.startswith(('argmap.bibliography.', 'bibtexparser'))])"
    )
    run = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


@tries(150)
@given(st.text(st.sampled_from("[]{}:,\"'-#&*!|>\n ab\x00\t9"), max_size=60), st.binary(max_size=40))
def test_no_file_is_too_broken_to_be_refused(text: str, raw: bytes) -> None:
    for read in (read_csl_json, read_csl_yaml):
        for one in (text.encode(), raw, b"[" * 5_000, b"- " * 5_000):
            with suppress(Unreadable):
                read(one)
