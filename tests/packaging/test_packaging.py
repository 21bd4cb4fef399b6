"""What is built and installed finds the models and the resources. Nothing is built here."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fst_gui import paths
from fst_gui.workshop import doctor

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "build.spec"


@pytest.fixture(scope="module")
def spec():
    return ast.parse(SPEC.read_text("utf-8"), SPEC.name)


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def rooted_paths(tree):
    """Every ``ROOT / "a" / "b"`` of the recipe."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)):
            continue
        parts = []
        while isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant):
            parts.insert(0, node.right.value)
            node = node.left
        if isinstance(node, ast.Name) and node.id == "ROOT":
            yield "/".join(parts)


def assigned(tree, name):
    return next(
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name
    )


def unwanted(tree):
    """The expression that says which files stay out, run without PyInstaller."""
    wanted = ast.Module([n for n in tree.body if names(n) & {"QT", "UNWANTED"}], type_ignores=[])
    scope = {"re": re}
    exec(compile(wanted, SPEC.name, "exec"), scope)
    return scope["UNWANTED"]


def names(node):
    return {t.id for t in getattr(node, "targets", []) if isinstance(t, ast.Name)}


def test_build_spec_compiles_and_names_existing_paths(spec):
    compile(spec, SPEC.name, "exec")
    found = set(rooted_paths(spec))
    assert {"models", "resources", "fst_gui/__main__.py", "resources/icons/app.png"} <= found
    assert [path for path in found if not (ROOT / path).exists()] == []


def test_build_spec_puts_the_folders_where_paths_looks(spec):
    targets = {ast.literal_eval(pair.elts[1]) for pair in assigned(spec, "datas").elts}
    assert targets == {"fst_gui/models", "fst_gui/resources"}


def test_build_spec_excludes_nothing_that_the_program_imports(spec):
    excluded = set(ast.literal_eval(assigned(spec, "EXCLUDED_MODULES")))
    assert not excluded & {"unittest", "unittest.mock", "torch.testing", "torch.testing._internal"}
    imported = set()
    for path in (ROOT / "fst_gui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module)
                imported |= {f"{node.module}.{alias.name}" for alias in node.names}
    assert not excluded & imported


@pytest.mark.parametrize(
    ("path", "left_out"),
    [
        ("torch/bin/torch_shm_manager", False),
        ("torch/testing/_internal/common_utils.py", False),
        ("torch/lib/libtorch_cpu.so", False),
        ("fst_gui/models/base.safetensors", False),
        ("fst_gui/resources/sample.jpg", False),
        ("fst_gui/resources/icons/app.svg", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", False),
        ("PySide6/Qt/lib/libQt6Gui.so.6", False),
        ("torch/bin/test_api", True),
        ("torch/test/test_nn.py", True),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/translations/qtbase_de.qm", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", True),
        ("libX11.so.6", True),
    ],
)
def test_build_spec_leaves_out_what_is_not_needed_and_only_that(spec, path, left_out):
    assert bool(unwanted(spec).match(path)) is left_out


def test_the_wheel_takes_models_and_resources_into_the_package(project):
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    taken = wheel["force-include"]
    assert taken == {"models": "fst_gui/models", "resources": "fst_gui/resources"}
    assert (ROOT / "resources" / "sample.jpg").is_file()
    assert (ROOT / "models" / "base.safetensors").is_file()


def test_the_source_archive_takes_what_exists(project):
    included = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert {"/fst_gui", "/models", "/resources", "/tests", "/build.spec"} <= set(included)
    assert [path for path in included if not (ROOT / path.lstrip("/")).exists()] == []


def test_every_requirement_that_doctor_names_is_installed_and_required(project):
    required = {
        re.split(r"[<>=!;\[ ]", text)[0].lower() for text in project["project"]["dependencies"]
    }
    for package in doctor.PACKAGES:
        assert importlib.metadata.version(package)
        assert package.lower() in required


def test_paths_point_at_existing_things():
    assert paths.models_dir().is_dir()
    assert paths.resources_dir().is_dir()
    assert (paths.resources_dir() / "icons" / "app.svg").is_file()
    assert paths.perceptual_weights().is_file()


def test_the_sample_is_a_colourful_photo():
    with Image.open(paths.sample_picture()) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (1200, 800)
        pixels = np.asarray(picture.convert("RGB"), np.float32) / 255
    assert paths.sample_picture().stat().st_size < 350_000
    assert np.ptp(np.quantile(pixels.mean(-1), (0.02, 0.98))) > 0.5
    assert np.quantile(np.ptp(pixels, axis=-1), 0.95) > 0.3


def test_the_icon_is_square():
    with Image.open(paths.resources_dir() / "icons" / "app.png") as picture:
        assert (picture.size, picture.mode) == ((256, 256), "RGBA")
