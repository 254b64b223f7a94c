"""Settings of a project: found in the nearest folder, refused with what to write instead."""

from pathlib import Path

import pytest

from argmap.config import ConfigError, nearest_config


def test_the_nearest_settings_are_those_in_force(tmp_path: Path) -> None:
    inner = tmp_path / "news" / "2026"
    inner.mkdir(parents=True)
    (tmp_path / "argmap.toml").write_text('fail-on = "note"\n')
    (tmp_path / "news" / "pyproject.toml").write_text('[project]\nname = "news"\n')
    assert nearest_config(inner).settings.fail_on == "note"
    (tmp_path / "news" / "pyproject.toml").write_text('[tool.argmap]\nselect = ["linchpin", "AM3"]\nfor = "map"\n')
    config = nearest_config(inner)
    assert config.path == tmp_path / "news" / "pyproject.toml"
    assert (config.settings.select, config.settings.for_) == (("linchpin", "AM3"), "map")
    assert config.settings.fail_on == "error"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('select = "linchpin"', '`select` is a list of rules (write `select = ["linchpin"]`)'),
        ('selct = ["linchpin"]', "`selct` is not a setting (did you mean `select`?)"),
        ("zzz = 1", "`zzz` is not a setting (they are select, ignore, fail-on, for, levels)"),
        ('ignore = ["linchpn"]', "`ignore`: `linchpn` is no rule (did you mean `linchpin`?)"),
        ("ignore = [3]", "`ignore`: this is no name of a rule (`argmap rule` lists them)"),
        ('fail-on = "never2"', "`fail-on` cannot be `never2` (it is error, warning, note or never)"),
        ('for = "maps"', "`for` cannot be `maps` (it is text, map or all)"),
        ("levels = 3", '`levels` says a level for each rule (write `levels = {linchpin = "error"}`)'),
        ('[levels]\nfoo = "error"', "`levels.foo`: `foo` is no rule (`argmap rule` lists them)"),
        ('[levels]\nlinchpin = "bad"', "`levels.linchpin` cannot be `bad` (it is error, warning or note)"),
        ("x ==", "Invalid value (at line 1, column 4)"),
    ],
)
def test_what_is_refused(written: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text(written)
    with pytest.raises(ConfigError) as caught:
        nearest_config(tmp_path)
    assert str(tmp_path / "argmap.toml") in str(caught.value)
    assert said in str(caught.value)


def test_settings_that_are_no_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\nargmap = 3\n")
    with pytest.raises(ConfigError, match="is a table"):
        nearest_config(tmp_path)
