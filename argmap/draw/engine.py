"""The one runner: DOT text in, a laid out picture out.

Layout is the work of another program: graphviz-pure, a static build that pip installs beside argmap, or Graphviz' own
`dot` where there is no such wheel. It gets its input on standard input, its arguments as a list and a time limit, so
that neither a name in a map nor a map too large can do more than fail.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Literal, NamedTuple

CHOICES = ("auto", "graphviz-pure", "dot")
TIME_LIMIT = 60.0  # seconds

_PURE = "graphviz-pure"
_LOOK = 0.05  # seconds between two looks whether a run is still wanted


class EngineError(Exception):
    """No picture, and what to do about it: the message is for the user."""


class Stopped(EngineError):
    """No picture, because nobody wants it any more."""


class Crashed(EngineError):
    """No picture, for the program broke down."""


class Engine(NamedTuple):
    """A layout program that was found."""

    name: Literal["graphviz-pure", "dot"]
    program: str


def find(choice: str = "auto") -> Engine:
    """The layout program to use, one of CHOICES. EngineError where there is none, with the ways to get one."""
    if choice not in CHOICES:
        raise ValueError(f"{choice!r} is no engine: use one of {', '.join(CHOICES)}")
    pure = _find_pure() if choice in ("auto", _PURE) else None
    if pure:
        return Engine("graphviz-pure", pure)
    dot = shutil.which("dot") if choice in ("auto", "dot") else None
    if dot:
        return Engine("dot", dot)
    raise EngineError(_MISSING[choice])


def run(engine: Engine, dot: str, *arguments: str, time_limit: float = TIME_LIMIT, stop: Event | None = None) -> bytes:
    """What the engine makes of the DOT text, such as `run(find(), dot, "-Tsvg")`. EngineError if it makes nothing.

    Once `stop` is set, the program is ended and Stopped raised.
    """
    try:
        text = dot.encode("utf-8", "replace")
        done = _run([engine.program, *arguments], text, time_limit, stop)
    except subprocess.TimeoutExpired:
        raise EngineError(
            f"{engine.name} did not lay the map out within {time_limit:g} seconds: draw less of it (--depth, --root), "
            "or give it more time (--time-limit)"
        ) from None
    except OSError as error:
        raise EngineError(f"{engine.name} could not be started ({error}): choose another with --engine") from error
    if done.returncode:  # an engine may fail and write half a picture
        kind = Crashed if done.returncode < 0 else EngineError
        raise kind(_refusal(engine, done.returncode, done.stderr))
    return done.stdout  # what it says of a font or of a letter's width, we have dealt with


def _run(
    command: list[str], text: bytes, time_limit: float, stop: Event | None
) -> "subprocess.CompletedProcess[bytes]":
    if stop is None:
        return subprocess.run(command, input=text, capture_output=True, timeout=time_limit, check=False)
    end = monotonic() + time_limit
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as child:
        given: bytes | None = text
        try:
            while True:
                if stop.is_set():
                    raise Stopped("a newer one is wanted")
                try:
                    out, told = child.communicate(given, timeout=_LOOK)
                    return subprocess.CompletedProcess(command, child.returncode, out, told)
                except subprocess.TimeoutExpired:
                    given = None  # it has been taken, and what is left of it is written on
                    if monotonic() > end:
                        raise
        finally:
            child.kill()  # nothing to one that has ended


_MISSING = {
    "auto": "no layout program was found: pip install graphviz-pure, or install Graphviz so that `dot` is on the PATH",
    "graphviz-pure": "graphviz-pure is not installed: pip install graphviz-pure, or use --engine dot",
    "dot": "`dot` is not on the PATH: install Graphviz (graphviz.org/download), or use --engine graphviz-pure",
}


def _refusal(engine: Engine, code: int, stderr: bytes) -> str:
    if code < 0:
        return f"{engine.name} crashed (signal {-code}): try another --engine, and please report the map that did it"
    lines = [line for line in stderr.decode("utf-8", "replace").splitlines() if line and not line.startswith("Warning")]
    words = "; ".join(lines[:3]) or f"exit code {code}"
    safe = "".join(c if c.isprintable() else "\ufffd" for c in words)[:300]
    return f"{engine.name} refused the map: {safe} (try another --engine, and please report the map that did it)"


def _find_pure() -> str | None:
    return next((str(path) for path in _pure_places() if os.access(path, os.X_OK)), None)


def _pure_places() -> Iterator[Path]:
    """Where the program may be: beside this interpreter, where pip says it put it, on the PATH."""
    program = f"{_PURE}.exe" if sys.platform == "win32" else _PURE
    yield Path(sysconfig.get_path("scripts")) / program
    yield Path(sys.executable).parent / program
    yield from _distribution_places(program)
    on_path = shutil.which(_PURE)
    if on_path:
        yield Path(on_path)


def _distribution_places(program: str) -> Iterator[Path]:
    import importlib.metadata  # 40 ms, and mostly not needed

    try:
        distribution = importlib.metadata.distribution(_PURE)
    except importlib.metadata.PackageNotFoundError:
        return
    yield from (Path(str(file.locate())) for file in distribution.files or () if file.name == program)
    yield Path(str(distribution.locate_file("bin"))) / program  # pip install --target puts it here and records it wrong
