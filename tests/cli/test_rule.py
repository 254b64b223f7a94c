"""`argmap rule`: the list of rules and their pages."""

import pytest

from argmap.cli import main
from argmap.rules import RULES, page


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["rule", *words]) == 0
    return capsys.readouterr().out


def test_the_list_has_a_line_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys).splitlines()
    assert [line.split()[:4] for line in lines] == [[rule.CODE, rule.NAME, rule.LEVEL, rule.AUDIENCE] for rule in RULES]
    assert all(line.endswith(page(rule).fault) for line, rule in zip(lines, RULES, strict=True))
    assert len({line.index(page(rule).fault) for line, rule in zip(lines, RULES, strict=True)}) == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_page_is_found_by_name_and_by_code(rule: object, capsys: pytest.CaptureFixture[str]) -> None:
    name, code = rule.NAME, rule.CODE  # type: ignore[attr-defined]
    told = printed(capsys, name)
    assert told == printed(capsys, code) == printed(capsys, code.lower())
    assert told.startswith(f"{code} {name} (")
    assert (rule.__doc__ or "").strip() in told


@pytest.mark.parametrize(
    ("name", "said"),
    [("linchpins", "did you mean `linchpin`?"), ("xyzzy", "`argmap rule` lists them"), ("", "`` is no rule")],
)
def test_an_unknown_rule_is_wrong_use(name: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", name]) == 2
    assert said in capsys.readouterr().err
