"""FST Studio: paint photographs in the style of a picture, and train new styles."""

__version__ = "0.1.0"
