"""`argmap new`: templates that teach, and files that are never overwritten."""

from pathlib import Path

import pytest

from argmap.audit import audit_text
from argmap.cli import main
from argmap.editing.layout import layout
from argmap.starting.templates import TEMPLATES, template

# What a template may leave to be filled in; every other finding would be a fault of the template's own.
TO_FILL_IN = {"weak-support", "unsupported-premise", "no-source", "second-hand"}

each_template = pytest.mark.parametrize("name", TEMPLATES)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_file_of_the_folder_is_a_template() -> None:
    import argmap.starting.templates as package

    files = {path.stem for path in Path(package.__file__).parent.glob("*.yaml")}
    assert files == set(TEMPLATES)


@each_template
def test_a_template_audits_with_only_the_notes_that_say_what_to_fill_in(name: str) -> None:
    audit = audit_text(template(name))
    assert audit.problems == ()
    assert {finding.level for finding in audit.findings} == {"note"}
    assert {finding.rule for finding in audit.findings} <= TO_FILL_IN


@each_template
def test_a_template_is_laid_out_as_all_maps_are(name: str) -> None:
    assert not layout(template(name)).splices


@each_template
def test_a_template_teaches_by_its_comments(name: str) -> None:
    text = template(name)
    assert text.startswith("# ")
    assert text.count("# ") >= 4
    assert max(map(len, text.splitlines())) <= 120


@each_template
def test_what_a_template_has_in_comments_can_be_taken_in(name: str) -> None:
    """`sources:` and the like, whose comment signs a writer takes out, are YAML of the right indent."""
    text = template(name)
    block = [line for line in text.splitlines() if line.startswith(("# sources:", "#   "))]
    if block:
        opened = text.replace("\n".join(block), "\n".join(line.removeprefix("# ") for line in block))
        assert opened != text
        assert audit_text(opened).problems == ()


@each_template
def test_a_map_is_made_and_can_be_audited(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "mine", "--template", name]) == 0
    assert "mine.argmap.yaml is written" in capfd.readouterr().out
    assert Path("mine.argmap.yaml").read_text("utf-8") == template(name)
    assert main(["audit", "mine.argmap.yaml"]) == 0


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("mine.argmap.yaml", "mine.argmap.yaml"),
        ("mine.argmap.yml", "mine.argmap.yml"),
        ("mine.yaml", "mine.argmap.yaml"),
        ("v1.2", "v1.2.argmap.yaml"),
    ],
)
def test_a_map_has_the_ending_of_maps(given: str, made: str) -> None:
    assert main(["new", given]) == 0
    assert [path.name for path in Path().iterdir()] == [made]


def test_what_is_there_is_never_overwritten(capfd: pytest.CaptureFixture[str]) -> None:
    Path("mine.argmap.yaml").write_text("mine")
    assert main(["new", "mine"]) == 2
    assert "mine.argmap.yaml is there already and stays as it is" in capfd.readouterr().err
    assert Path("mine.argmap.yaml").read_text() == "mine"


def test_a_link_that_leads_nowhere_is_there_too(capfd: pytest.CaptureFixture[str]) -> None:
    Path("mine.argmap.yaml").symlink_to("elsewhere")
    assert main(["new", "mine"]) == 2
    assert not Path("elsewhere").exists()


@pytest.mark.parametrize("name", ["no/such/folder/mine", "x" * 300, "nul\0"])
def test_a_name_that_cannot_be_written_leaves_nothing(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["new", name]) == 2
    assert "cannot be written" in capfd.readouterr().err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("name", "said"), [("", "has no name"), (" ", "has no name"), (".argmap.yaml", "has no name"), ("a\nb", "control"),
                       ("a\x1b[31m", "control")]
)  # fmt: skip
def test_a_name_that_nobody_would_see_is_refused(name: str, said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["new", name]) == 2
    assert main(["new", f"./{name}"]) == 2
    assert said in (told := capfd.readouterr().err)
    assert "\x1b" not in told
    assert list(Path().iterdir()) == []


def test_a_disk_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", fail)
    assert main(["new", "mine"]) == 2
    assert "Input/output error" in capfd.readouterr().err
    assert list(Path().iterdir()) == []


def test_a_map_goes_to_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "-", "--template", "blank"]) == 0
    assert capfd.readouterr().out == template("blank")


def test_an_unknown_template_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "mine", "--template", "esay"]) == 2
    assert "'essay', 'debate'" in capfd.readouterr().err


def test_a_file_system_without_links_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert main(["new", "mine"]) == 0
    assert main(["new", "mine"]) == 2
    assert [path.name for path in Path().iterdir()] == ["mine.argmap.yaml"]
