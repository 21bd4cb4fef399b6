"""Measurements of speed and memory; see ``python -m benchmarks --help``."""

import os

# As the program itself does, before torch is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "0")
