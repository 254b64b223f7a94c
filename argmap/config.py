"""Settings of a project: `[tool.argmap]` in the nearest pyproject.toml, or argmap.toml. Unknown keys are refused."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from argmap.problem import Level, nearest
from argmap.rules import RULES, find

FailOn = Literal["error", "warning", "note", "never"]


class ConfigError(ValueError):
    """A settings file that cannot be used; the message says where and what to do."""


def _known_rule(name: Any) -> Any:
    if isinstance(name, str) and find(name) is None and not (name.startswith("AM") and name[2:].isdigit()):
        raise ValueError
    return name


RuleName = Annotated[str, BeforeValidator(_known_rule)]


class Settings(BaseModel):
    """What `[tool.argmap]` may hold."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_").replace("_", "-")
    )

    select: tuple[RuleName, ...] = ()
    ignore: tuple[RuleName, ...] = ()
    fail_on: FailOn = "error"
    for_: Literal["text", "map", "all"] = "all"
    levels: dict[RuleName, Level] = {}


@dataclass(frozen=True, slots=True)
class Config:
    """The settings in force and the file that they come from, None where there is none."""

    settings: Settings
    path: Path | None


def nearest_config(start: Path) -> Config:
    """The settings of the nearest folder at or above `start` that has any. Raises `ConfigError`."""
    for folder in (start, *start.resolve().parents):
        for name in ("argmap.toml", "pyproject.toml"):
            path = folder / name
            if path.is_file() and (table := _table(path)) is not None:
                return Config(_settings(table, path), path)
    return Config(Settings(), None)


def _table(path: Path) -> dict[str, Any] | None:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from None
    if path.name == "argmap.toml":
        return data
    tool = data.get("tool", {}).get("argmap")
    if tool is not None and not isinstance(tool, dict):
        raise ConfigError(f"{path}: `tool.argmap` is a table (write `[tool.argmap]`, and the settings below it)")
    return tool


def _settings(table: dict[str, Any], path: Path) -> Settings:
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        raise ConfigError("\n".join(f"{path}: {_said(one)}" for one in error.errors(include_url=False))) from None


def _said(detail: Any) -> str:
    key = ".".join(str(part) for part in detail["loc"] if part != "[key]" and not isinstance(part, int))
    value, kind = detail["input"], detail["type"]
    if kind == "extra_forbidden":
        known = [name.rstrip("_").replace("_", "-") for name in Settings.model_fields]
        near = nearest(key, known)
        return f"`{key}` is not a setting (" + (f"did you mean `{near}`?)" if near else f"they are {', '.join(known)})")
    if kind == "literal_error":
        return f"`{key}` cannot be `{value}` (it is {detail['ctx']['expected'].replace(chr(39), '')})"
    if kind == "tuple_type":
        return f'`{key}` is a list of rules (write `{key} = ["linchpin"]`)'
    if kind == "dict_type":
        return f'`{key}` says a level for each rule (write `{key} = {{linchpin = "error"}}`)'
    if kind == "value_error":
        near = nearest(str(value), [rule.NAME for rule in RULES])
        return f"`{key}`: `{value}` is no rule (" + (
            f"did you mean `{near}`?)" if near else "`argmap rule` lists them)"
        )
    return f"`{key}`: this is no name of a rule (`argmap rule` lists them)"
