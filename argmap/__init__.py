"""Plain-text argument maps: draw them, and find what a conclusion rests on."""

__version__ = "0.1.0"
