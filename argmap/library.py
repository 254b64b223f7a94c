"""argmap from Python: `argmap.read`, `argmap.check` and `argmap.picture`."""

from argmap.audit import EVERYTHING, MapAudit, Options, arrange_file, audit_file
from argmap.load import Unreadable
from argmap.model import Map

__all__ = ["Audit", "Unreadable", "check", "picture", "read"]

Audit = MapAudit


def read(path: str) -> Map:
    """The map in a file, or on standard input for `-`.

    Raises `Unreadable`, whose message is the first problem with its line and column; `check` lists them all.
    """
    arranged = arrange_file(path)
    if arranged.graph is None:
        raise Unreadable(arranged.problems[0])
    return arranged.graph.map


def check(path: str, *, options: Options = EVERYTHING, essay: str | None = None) -> Audit:
    """Audit a map file: its problems, or its findings with the graph and all that it rests on.

    `essay` is the text that the map reconstructs, to check its passages against.
    """
    return audit_file(path, options, essay)


def picture(path: str, format_: str = "svg", *, audit: bool = True, engine: str = "auto") -> bytes:
    """A map file drawn as svg, png, pdf or dot; `audit` puts on each card what the audit finds.

    Raises `Unreadable` for a map that cannot be read, `argmap.draw.EngineError` where no engine can draw it.
    """
    from argmap.draw import picture as drawn
    from argmap.draw.badges import badges
    from argmap.draw.dot import draw

    arranged = arrange_file(path)
    if arranged.graph is None or arranged.support is None:
        raise Unreadable(arranged.problems[0])
    return drawn(draw(arranged.graph, badges(arranged.support) if audit else None), format_, engine=engine).data
