"""The package from outside: whole processes, light starts, quiet ends, public names."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import argmap
from tests.effort import PATIENCE

ROOT = Path(__file__).parent.parent
ESSAY_MAP = str(ROOT / "maps" / "internal-and-external-schisms.argmap.yaml")
HEAVY = ("pydantic", "graphviz", "oxidd", "fpdf", "yaml")


def run(*words: str, input_: bytes = b"", cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "argmap", *words],
        input=input_,
        capture_output=True,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        timeout=PATIENCE,
    )


def test_the_public_names() -> None:
    assert sorted(argmap.__all__) == ["Audit", "Unreadable", "__version__", "check", "picture", "read"]
    assert all(getattr(argmap, name) for name in argmap.__all__)


def test_the_library_reads_checks_and_draws() -> None:
    found = argmap.check(ESSAY_MAP)
    assert found.problems == ()
    assert found.findings
    assert argmap.read(ESSAY_MAP).title
    assert argmap.picture(ESSAY_MAP).startswith(b"<svg") or b"<svg" in argmap.picture(ESSAY_MAP)


def test_the_library_says_why_a_map_cannot_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.argmap.yaml"
    bad.write_text("argmap: 1\nthesis:\n")
    with pytest.raises(argmap.Unreadable, match=r"^2:8: an item is empty"):
        argmap.read(str(bad))


def test_version() -> None:
    assert run("--version").stdout.decode().strip() == f"argmap, version {argmap.__version__}"


def test_help_imports_nothing_heavy() -> None:
    script = "import sys; from argmap.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, check=True)
    assert not set(HEAVY) & set(done.stderr.decode().split())


def test_a_map_without_shared_parts_needs_no_diagram() -> None:
    script = (
        "import sys; from argmap.audit import audit_text;"
        "audit_text('argmap: 1\\nthesis:\\n  claim: A.\\n  because:\\n  - B.\\n  - C.\\n');"
        "sys.exit('oxidd' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT).returncode == 0


@pytest.mark.parametrize("path", sorted((ROOT / "maps").glob("*.yaml")), ids=lambda path: path.name)
def test_shipped_maps_are_read(path: Path) -> None:
    assert argmap.check(str(path)).problems == ()


def test_standard_input() -> None:
    done = run("audit", "-", input_=b"argmap: 1\nthesis: It is so.\n")
    assert b"THESIS  It is so." in done.stdout
    assert done.returncode == 0


def test_a_closed_pipe_ends_quietly() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "argmap", "audit", ESSAY_MAP, "--all"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=ROOT)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="it keeps a folder that is in use")
@pytest.mark.parametrize("words", ["audit x.argmap.yaml", "fmt x.argmap.yaml", "new x", "show x.argmap.yaml"])
def test_a_folder_that_is_gone_is_said(words: str, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    command = f"cd gone && rmdir ../gone && exec '{sys.executable}' -m argmap {words}"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, timeout=PATIENCE)
    assert (done.returncode, b"bug of ours" in done.stderr) == (2, False)


@pytest.mark.skipif(os.name == "nt", reason="its shell cannot close a stream")
@pytest.mark.parametrize(
    ("words", "said"),
    [("audit -", b"holds no map"), ("add - 1 x", b"holds no map"), ("capture", b"there is no thesis")],
)
def test_a_closed_input_is_an_empty_one(words: str, said: bytes) -> None:
    command = f"exec '{sys.executable}' -m argmap {words} <&-"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, timeout=PATIENCE)
    assert (done.returncode, said in done.stdout + done.stderr) == (2, True)


def test_a_console_that_is_not_utf_8() -> None:
    done = run("audit", ESSAY_MAP, PYTHONIOENCODING="cp1252")
    assert done.returncode in (0, 1)
    assert done.stderr == b""
    assert "\\u2192 " in done.stdout.decode("cp1252")  # the arrow, which that code page lacks


def test_no_colour_in_a_pipe() -> None:
    assert b"\x1b" not in run("audit", ESSAY_MAP).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["audit", "nowhere.argmap.yaml"], "there is no such file"),
        (["audit"], "Missing argument"),
        (["audti"], "did you mean `audit`?"),
        (["audit", ESSAY_MAP, "--select", "single-sorce"], "did you mean `single-source`?"),
        (["render", ESSAY_MAP, "-o", "picture.gif"], "`.gif` is no format"),
        (["render", ESSAY_MAP, "-o", "no/such/folder/picture.svg"], "cannot be written"),
        (["why", ESSAY_MAP, "insidde"], "did you mean `inside`?"),
        (["rule", "single-sorce"], "did you mean `single-source`?"),
    ],
)
def test_wrong_use_ends_in_one_clear_message(words: list[str], said: str, tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in (done.stdout + done.stderr).decode()
    assert b"Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_others_are_still_audited_beside_a_bad_map(tmp_path: Path) -> None:
    (tmp_path / "a.argmap.yaml").write_text("argmap: 1\nthesis: 'open\n")
    (tmp_path / "b.argmap.yaml").write_text("argmap: 1\nthesis: It is so.\n")
    done = run("audit", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "a.argmap.yaml:2:9: a quotation mark opens here" in " ".join(done.stdout.decode().split())
    assert "THESIS  It is so." in done.stdout.decode()


def test_settings_of_a_project(tmp_path: Path) -> None:
    (tmp_path / "m.argmap.yaml").write_text("argmap: 1\nthesis:\n  claim: It is so.\n  because:\n  - It seems so.\n")
    (tmp_path / "pyproject.toml").write_text('[tool.argmap]\nselect = ["one-sided-map"]\nfail-on = "note"\n')
    done = run("audit", "m.argmap.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert "0 errors, 0 warnings, 1 note." in done.stdout.decode()
    assert run("audit", "m.argmap.yaml", "--fail-on", "never", cwd=tmp_path).returncode == 0


def test_settings_refuse_unknown_keys(tmp_path: Path) -> None:
    (tmp_path / "m.argmap.yaml").write_text("argmap: 1\nthesis: It is so.\n")
    (tmp_path / "argmap.toml").write_text('ignroe = ["one-sided-map"]\n')
    done = run("audit", "m.argmap.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "`ignroe` is not a setting (did you mean `ignore`?)" in done.stderr.decode()


def test_allow_silences_one_place_and_is_told_when_idle(tmp_path: Path) -> None:
    (tmp_path / "m.argmap.yaml").write_text(
        "argmap: 1\n"
        "thesis:\n"
        "  claim: It is so.\n"
        "  allow:\n"
        "    one-sided-map: it is a sketch\n"
        "    retracted-source: nothing here is\n"
        "  because:\n"
        "  - It seems so.\n"
    )
    done = run("audit", "m.argmap.yaml", "--format", "concise", cwd=tmp_path)
    assert "AM206" not in done.stdout.decode()
    assert "m.argmap.yaml:6:5: AM602 warning bad-allow" in done.stdout.decode()
