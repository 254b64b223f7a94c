"""argmap from Python: `argmap.read`, `argmap.check` and `argmap.picture`."""

from dataclasses import dataclass, fields
from html import escape

from argmap.audit import EVERYTHING, MapAudit, Options, arrange_file, audit_file
from argmap.files import Unreadable
from argmap.model import Map

__all__ = ["Audit", "Unreadable", "check", "picture", "read"]


@dataclass(frozen=True, slots=True)
class Audit(MapAudit):
    """One map, audited; in a notebook it shows itself as a picture, or says why there is none."""

    def _repr_svg_(self) -> str | None:
        """The map as SVG for a notebook; None where it cannot be drawn.

        Source of these two names: the documentation of IPython, "Integrating your objects with IPython".
        """
        from argmap.draw import EngineError

        try:
            drawn = None if self.graph is None else _drawn(self)
        except EngineError:
            return None
        # An XML declaration has no place in a page.
        return None if drawn is None else drawn[drawn.index(b"<svg") :].decode()

    def _repr_html_(self) -> str | None:
        """Why it cannot be drawn, as HTML; None where it can, since a notebook prefers this to the picture."""
        from argmap.draw.engine import EngineError

        if self.graph is None:
            said = [f"{self.path}:{problem}" for problem in self.problems]
            return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in said)}</ul>"
        try:
            _drawn(self)
        except EngineError as error:
            return f"<p>{escape(f'{self.path}: {error}')}</p>"
        return None


def read(path: str, *, from_: str | None = None) -> Map:
    """The map in a file, or on standard input for `-`; in a file of another program too.

    `from_` is the name of its format (`argmap convert --formats` lists them), where content and ending do not say it.
    Raises `Unreadable`, whose message is the first problem with its line and column; `check` lists them all. Or
    LookupError, for a format that there is not.
    """
    arranged = arrange_file(path, from_=from_)
    if arranged.graph is None:
        raise Unreadable(arranged.problems[0])
    return arranged.graph.map


def check(path: str, *, options: Options = EVERYTHING, essay: str | None = None, from_: str | None = None) -> Audit:
    """Audit a map file: its problems, or its findings with the graph and all that it rests on.

    `essay` is the text that the map reconstructs, to check its passages against; `from_` is as for `read`, and what a
    map cannot carry of a file of another program is then listed as `left_out`.
    """
    found = audit_file(path, options, essay, from_)
    return Audit(**{field.name: getattr(found, field.name) for field in fields(found)})


def picture(
    path: str, format_: str = "svg", *, audit: bool = True, engine: str = "auto", from_: str | None = None
) -> bytes:
    """A map file drawn as svg, png, pdf or dot; `audit` puts on each card what the audit finds.

    `engine` lays it out: auto, graphviz-pure, dot, or tree, whose time grows with the map alone; `from_` is as for
    `read`.
    Raises `Unreadable` for a map that cannot be read, `argmap.draw.EngineError` where no engine can draw it.
    """
    arranged = arrange_file(path, from_=from_)
    if arranged.graph is None:
        raise Unreadable(arranged.problems[0])
    return _drawn(arranged, format_, audit=audit, engine=engine)


def _drawn(arranged: MapAudit, format_: str = "svg", *, audit: bool = True, engine: str = "auto") -> bytes:
    from argmap.draw import picture as drawn
    from argmap.draw.badges import badges
    from argmap.draw.dot import draw

    assert arranged.graph is not None
    assert arranged.support is not None
    return drawn(draw(arranged.graph, badges(arranged.support) if audit else None), format_, engine=engine).data
