"""The program's entry."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import sys


def main() -> int:
    """Run the command line; without arguments, the studio."""
    multiprocessing.freeze_support()
    if sys.stderr is not None:
        faulthandler.enable()
    # Spinning OpenMP threads slow everything else down; set before torch is imported.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "0")
    # On some processors MKL's sums differ from run to run; a resumed training would too.
    os.environ.setdefault("MKL_CBWR", "AUTO")
    try:
        from fst_gui.cli import run  # takes a second, in which people may think again

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130  # as shells expect


if __name__ == "__main__":
    sys.exit(main())
