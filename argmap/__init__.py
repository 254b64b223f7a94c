"""Plain-text argument maps: draw them, and find what a conclusion rests on."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Audit", "Unreadable", "__version__", "check", "picture", "read"]

if TYPE_CHECKING:
    from argmap.library import Audit, Unreadable, check, picture, read


def __getattr__(name: str) -> Any:
    """Look a public name up when it is first used: the command line must start without pydantic."""
    if name in __all__:
        from argmap import library

        return getattr(library, name)
    raise AttributeError(f"module 'argmap' has no attribute {name!r}")
