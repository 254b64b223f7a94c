"""Maps to begin with: one file each, which teaches by its comments and audits with nothing but notes.

The files do not end in `.argmap.yaml`, or an audit of a folder would find those of an installation in it.
"""

from importlib.resources import files

TEMPLATES: dict[str, str] = {
    "essay": "an argument of your own: thesis, three reasons, the strongest objection",
    "debate": "a motion with the case for it and the case against it",
    "policy": "a proposal: harm, cause, remedy, gains, costs, alternatives",
    "news": "a story before it is printed: who says so, and where they have it from",
    "safety-case": "goals, strategy, solutions and assumptions, as in the Goal Structuring Notation",
    "reconstruction": "what somebody else's text argues",
    "blank": "a thesis and nothing else",
}
"""Name of each template, and what it is for in a few words."""


def template(name: str) -> str:
    """The text of a template, a whole map file; `name` is a key of `TEMPLATES`."""
    return files("argmap.starting.templates").joinpath(f"{name}.yaml").read_text("utf-8")
