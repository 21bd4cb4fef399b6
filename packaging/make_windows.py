"""The setup program for Windows: python packaging/make_windows.py

Takes ``dist/fst-studio`` (build.spec) and writes into ``dist``. Needs Inno Setup 6.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fst_gui import __version__  # noqa: E402

_USUAL_PLACE = Path(os.environ.get("PROGRAMFILES(X86)", "C:/")) / "Inno Setup 6" / "ISCC.exe"


def main() -> None:
    """Make the icon and run Inno Setup."""
    icon = ROOT / "dist" / "app.ico"
    with Image.open(ROOT / "resources" / "icons" / "app.png") as picture:
        picture.save(icon, sizes=[(size, size) for size in (16, 24, 32, 48, 64, 128, 256)])
    compiler = shutil.which("iscc") or str(_USUAL_PLACE)
    script = ROOT / "packaging" / "windows" / "fst-studio.iss"
    subprocess.run([compiler, f"/DVersion={__version__}", str(script)], check=True)


if __name__ == "__main__":
    main()
