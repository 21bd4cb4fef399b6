"""What the frozen program is made of: the lists for build.spec, free of PyInstaller.

A torch that lacks something still imports and opens the window; it fails at its first step.
After any change here run ``python packaging/smoke.py PROGRAM``, which trains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Only needed where the base network is trained or the sample is computed.
_WORKSHOP_ONLY = re.compile(r"models/.*\.(txt|csv)|resources/(.*\.py|.*\.ts|README\.md)")

# Never add to these: unittest (torch imports unittest.mock), torch.testing and its _internal
# (torch.optim reaches them through dynamo), torch._inductor.runtime (the same).
EXCLUDED_MODULES = [
    # Tests and checks: ours, not the program's.
    "pytest", "_pytest", "pytestqt", "importlinter", "grimp", "ruff", "pyright",
    # Optional branches of numpy, torch, tqdm and pyqtgraph that are never taken.
    "tkinter", "IPython", "matplotlib", "pandas", "torchvision", "tensorboard", "triton",
    "onnx", "onnxruntime", "onnxscript",
    "networkx", "pygments", "rich", "fsspec", "jinja2", "markupsafe", "setuptools", "distutils",
    "functorch", "numpy.f2py", "sympy.categories", "sympy.codegen", "sympy.physics",
    "sympy.testing", "sympy.vector",
    "pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.jupyter", "pydoc_data",
    # Databases, the network and line editing: nothing is sent anywhere. hashlib has its own.
    "sqlite3", "_sqlite3", "ssl", "_ssl", "_hashlib", "readline",
    # Compiling networks, training on many machines, and torch's tools for its own makers.
    "torch._inductor.codecache", "torch._inductor.codegen", "torch._inductor.compile_fx",
    "torch._inductor.cudagraph_trees", "torch._inductor.fx_passes", "torch._inductor.graph",
    "torch._inductor.ir", "torch._inductor.kernel", "torch._inductor.lowering",
    "torch._inductor.pattern_matcher", "torch._inductor.scheduler",
    "torch._inductor.select_algorithm", "torch._inductor.template_heuristics",
    "torch._inductor.autoheuristic",
    "torch._export.db", "torch._export.passes", "torch._export.serde", "torch._vendor.quack",
    "torch._functorch.partitioners", "torch.export.pt2_archive", "torch.backends._nnapi",
    "torch.sparse._triton_ops_meta", "torch.fx.experimental.migrate_gradual_types",
    "torch.ao.ns", "torch.ao.pruning", "torch.ao.quantization.fx",
    "torch.distributed._tools", "torch.distributed.checkpoint", "torch.distributed.elastic",
    "torch.distributed.flight_recorder", "torch.distributed.optim",
    "torch.distributed.pipelining", "torch.distributed.tensor.examples",
    "torch.distributed.tensor.experimental",
    "torch.utils.benchmark", "torch.utils.cpp_extension", "torch.utils.hipify",
    "torch.utils.tensorboard",
    # Qt that no window of ours uses; Qml and Quick alone bring 30 MB.
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2",
    "PySide6.QtSql", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools",
    "PySide6.QtPrintSupport", "PySide6.QtTest", "PySide6.QtNetwork", "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
]  # fmt: skip

_QT = r"PySide6/(Qt/)?"  # the wheels for Linux and macOS have one folder more than for Windows
_UNWANTED = re.compile(
    "|".join(
        [
            # Needed to compile or test torch. torch/bin/torch_shm_manager stays: torch wants it at
            # its first step.
            r"torch/(test|include|share)/",
            r"torch/lib/.*\.(a|lib)$",
            r"torch/bin/(?!torch_shm_manager)",
            r"torch/lib/(lib)?(torchbind_test|jitbackend_test|backend_with_compiler|aoti_custom_ops)",
            # Lists of what a package's maker compiled in: its licences are beside them.
            r"[^/]*\.dist-info/sboms/",
            # pyqtgraph's own icon, for windows that it makes itself.
            r"pyqtgraph/icons/peegee/",
            # Python sources that are collected with data files; bytecode of the build machine.
            r"fst_gui/.*\.py$",
            r".*__pycache__/",
            # Loads the system's GTK into the program, which then crashes or warns.
            _QT + r"plugins/platformthemes/libqgtk3",
            # Databases, network, QML, virtual keyboard, screens without a desktop.
            _QT + r"plugins/(sqldrivers|networkinformation|tls|qmltooling|qmllint|designer)/",
            _QT + r"plugins/(egldeviceintegrations|printsupport|vectorimageformats)/",
            _QT + r"plugins/(wayland-graphics-integration-server|generic)/",
            _QT + r"plugins/platforminputcontexts/.*virtualkeyboard",
            _QT + r"plugins/platforms/libq(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc)",
            # Pictures are read by Pillow and libvips; Qt reads icons and what other programs hand
            # over when something is dropped or pasted: PNG, JPEG, GIF, BMP.
            _QT + r"plugins/imageformats/.*q(pdf|tiff|webp|tga|wbmp|icns)\b",
            _QT + r"qml/",
            rf"({_QT}(lib/)?)?(lib)?Qt6?(Qml|Quick|VirtualKeyboard|E[Gg]lF|Sql|Pdf|Network|Print)",
            # On Linux X, OpenGL, fonts and glib must be the system's: they talk to its server and
            # its drivers. The package depends on them, and the program names what is missing.
            r"lib(X|xcb|xkbcommon|wayland|GL|EGL|OpenGL|drm|gbm|fontconfig|freetype|glib|gio|gobject"
            r"|gmodule|gthread|gtk|gdk|pango|cairo|atk|dbus|systemd|udev)[^/]*\.so[^/]*$",
        ]
    )
)
# torch reads the text of some of its own modules while it is imported: settings with their
# comments, what is compiled by torch.jit, operators that are made of functions. The text of all
# others (36 MB) is only for tracebacks; that of its tests likewise.
_READS_ITSELF = re.compile(
    rb"install_config_module|@(torch\.)?_?jit\.(script|ignore|unused|export|interface|_overload)"
    rb"|_overload|custom_op|boolean_dispatch|register_fake"
)

# Their explanations for programmers are a third of them. Nothing in them reads those, and numpy and
# sympy are tested without by their makers. Not torch: it puts some of its explanations together
# from others while it is imported.
_WITHOUT_DOCSTRINGS = ("numpy", "sympy", "mpmath")


def shipped_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file of ``models`` or ``resources`` that the program reads, and its folder in it."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and not _WORKSHOP_ONLY.fullmatch(name) and "__pycache__" not in name:
            yield path, f"fst_gui/{path.parent.relative_to(ROOT).as_posix()}"


def languages() -> list[str]:
    """What the window is translated into."""
    return [p.stem.removeprefix("fst_studio_") for p in (ROOT / "resources").rglob("*.ts")]


def wanted(name: str, source: str) -> bool:
    """Whether the program needs the file, by its name in the program and where it comes from."""
    name = name.replace("\\", "/")
    if "/translations/qt" in name and name.startswith("PySide6/"):
        return Path(name).stem in {f"qtbase_{language}" for language in languages()}
    if name.startswith("torch/") and name.endswith(".py"):
        module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        if _excluded(module) or module.startswith("torch.testing."):
            return False
        return bool(_READS_ITSELF.search(Path(source).read_bytes()))
    return not _UNWANTED.match(name)


def optimization(module: str) -> int:
    """Python's level for compiling the module: 2 leaves docstrings and asserts out."""
    return 2 if module.partition(".")[0] in _WITHOUT_DOCSTRINGS else 0


def short_record(text: str) -> str:
    """Of the list of a package's files those that are shipped: its metadata, licences included."""
    return "".join(line for line in text.splitlines(keepends=True) if ".dist-info/" in line)


def _excluded(module: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in EXCLUDED_MODULES)


def needed_libraries(files: dict[str, set[str]], roots: set[str]) -> set[str]:
    """The libraries that ``roots`` load, themselves or through others.

    ``files`` maps a file's name to the names of the libraries that it says it needs.
    """
    found: set[str] = set()
    waiting = [name for root in roots for name in files[root]]
    while waiting:
        name = waiting.pop()
        if name in files and name not in found:
            found.add(name)
            waiting += files[name]
    return found
