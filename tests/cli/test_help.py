"""`argmap help`: pages, and the help of commands for those who ask for it that way."""

from pathlib import Path

import pytest

from argmap.cli import main

MAP = Path(__file__).parents[2] / "maps" / "river-spill.argmap.yaml"


def test_the_topics_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    assert "starting: Starting a map\n" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["add", "rests-on", "help"])
def test_a_command_is_helped_with_too(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    asked = capsys.readouterr().out
    assert asked.startswith(f"Usage: argmap {name} ")
    assert main(["help", name]) == 0
    assert capsys.readouterr().out == asked


@pytest.mark.parametrize(("topic", "said"), [("startin", "did you mean `starting`?"), ("ad", "did you mean `add`?")])
def test_what_is_no_topic_is_said(topic: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", topic]) == 2
    assert said in capsys.readouterr().err


def test_a_refusal_is_one_message_and_wrong_options_lead_to_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", str(MAP), "nobody"]) == 2
    assert capsys.readouterr().err == (
        "Error: `nobody` is no claim of this map (`argmap show` lists ids and outline numbers)\n"
    )
    assert main(["why"]) == 2
    assert capsys.readouterr().err == "Error: Missing argument 'MAP'.\n`argmap why --help` lists what it takes.\n"
