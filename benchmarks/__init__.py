"""Measurements of speed and memory; see ``python -m benchmarks --help``."""
