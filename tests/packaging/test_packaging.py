"""What is built and installed finds the models and the resources. Nothing is built here."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import contents
import numpy as np
import pytest
import torch
import weights
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from PIL import Image

from fst_gui import paths
from fst_gui.engine.networks.vgg import load_perceptual_network
from fst_gui.workshop import doctor

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "build.spec"
TORCH = Path(torch.__file__).parent


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


def test_build_spec_compiles_and_names_existing_paths(spec):
    compile(spec, SPEC.name, "exec")
    found = set(rooted_paths(spec))
    assert {"models", "resources", "fst_gui/__main__.py", "resources/icons/app.png"} <= found
    assert [path for path in found if not (ROOT / path).exists()] == []


def test_everything_that_the_program_reads_is_shipped_where_paths_looks():
    for folder in ("models", "resources"):
        shipped = dict(contents.shipped_files(ROOT / folder))
        assert {path.suffix for path in shipped}.isdisjoint({".txt", ".py", ".ts", ".md"})
        for path, place in shipped.items():
            assert f"{place}/{path.name}" == f"fst_gui/{path.relative_to(ROOT).as_posix()}"
    manifest = json.loads((ROOT / "models" / "manifest.json").read_text("utf-8"))
    named = {manifest["base"]["file"], *(style["file"] for style in manifest["styles"])}
    shipped = {path.name for path, _ in contents.shipped_files(ROOT / "models")}
    assert shipped == named | {"manifest.json"}


def test_build_spec_excludes_nothing_that_the_program_imports():
    excluded = set(contents.EXCLUDED_MODULES)
    imported = set()
    for path in (ROOT / "fst_gui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module)
                imported |= {f"{node.module}.{alias.name}" for alias in node.names}
    assert not excluded & imported


# torch fails at its first step, not while it is imported.
STEP = """
import importlib.util, sys
left_out = sys.argv[1].split(",")

def is_left_out(name):
    return any(name == one or name.startswith(one + ".") for one in left_out)

class Absent:
    def find_spec(self, name, path=None, target=None):
        if is_left_out(name):
            raise ModuleNotFoundError(name, name=name)

find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if is_left_out(name) else find(name, *more)
sys.meta_path.insert(0, Absent())
import torch
layer = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), torch.nn.InstanceNorm2d(4))
adam = torch.optim.Adam(layer.parameters())
layer(torch.zeros(1, 3, 8, 8)).square().mean().backward()
adam.step()
torch.optim.lr_scheduler.OneCycleLR(adam, 1.0, 10).step()
"""


def test_torch_takes_a_step_without_what_is_left_out():
    modules = [name for name in contents.EXCLUDED_MODULES if not name.startswith("PySide6")]
    done = subprocess.run(
        [sys.executable, "-c", STEP, ",".join(modules)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("torch/bin/torch_shm_manager", True),
        ("torch/lib/libtorch_cpu.so", True),
        ("fst_gui/models/base.safetensors", True),
        ("fst_gui/resources/sample.jpg", True),
        ("fst_gui/resources/icons/app.svg", True),
        ("fst_gui/resources/translations/fst_studio_zh_CN.qm", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6/Qt/lib/libQt6Gui.so.6", True),
        ("PySide6\\Qt6Gui.dll", True),
        ("torch/bin/test_api", False),
        ("torch/test/libtest.so", False),
        ("torch/lib/libprotobuf.a", False),
        ("torch\\lib\\dnnl.lib", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/translations/qtbase_de.qm", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6\\Qt6Network.dll", False),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6\\plugins\\imageformats\\qwebp.dll", False),
        ("torch/lib/libtorchbind_test.so", False),
        ("filelock-4.2.11.dist-info/sboms/filelock.cdx.json", False),
        ("filelock-4.2.11.dist-info/licenses/LICENSE", True),
        ("libX11.so.6", False),
    ],
)
def test_what_is_not_needed_is_left_out_and_only_that(path, taken):
    assert contents.wanted(path, "") is taken


def test_torch_keeps_the_sources_that_it_reads_itself():
    def taken(name):
        return contents.wanted(name, str(TORCH / name.removeprefix("torch/")))

    for name in ("functional.py", "nn/functional.py", "_dynamo/config.py", "_inductor/config.py"):
        assert taken(f"torch/{name}")
    for name in ("distributions/normal.py", "testing/_comparison.py", "_inductor/ir.py"):
        assert not taken(f"torch/{name}")


def test_the_trimmed_weights_are_the_same_network(tmp_path):
    whole = paths.perceptual_weights()
    small = weights.trim(whole, tmp_path)
    assert small.name == whole.name
    assert small.stat().st_size < 0.7 * whole.stat().st_size
    networks = [load_perceptual_network(path).state_dict() for path in (whole, small)]
    assert all(torch.equal(networks[0][name], networks[1][name]) for name in networks[0])


def test_the_list_of_files_keeps_the_licences():
    text = "x-1.dist-info/licenses/LICENSE,,\nx/__init__.py,sha256=abc,1\n"
    assert contents.short_record(text) == "x-1.dist-info/licenses/LICENSE,,\n"


def test_only_docstrings_that_nothing_reads_are_left_out():
    levels = [
        contents.optimization(name) for name in ("sympy.core.add", "numpy", "torch", "fst_gui")
    ]
    assert levels == [2, 2, 0, 0]


def test_a_library_is_needed_through_others():
    files = {"program": {"libb.so", "libc.so.6"}, "libb.so": {"liba.so"}, "liba.so": {"libb.so"}}
    assert contents.needed_libraries({**files, "libz.so": set()}, {"program"}) == {
        "liba.so",
        "libb.so",
    }


def taken_by(builder):
    """Where the files go that the builder would pack."""
    return {Path(file.distribution_path).as_posix() for file in builder.recurse_included_files()}


def test_the_wheel_holds_what_the_frozen_program_holds():
    shipped = {
        f"{place}/{path.name}"
        for folder in ("models", "resources")
        for path, place in contents.shipped_files(ROOT / folder)
    }
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "fst_gui").rglob("*.py")}
    assert taken_by(WheelBuilder(str(ROOT))) == shipped | code


def test_the_source_archive_holds_the_wheel_and_its_tests():
    taken = taken_by(SdistBuilder(str(ROOT)))
    wheel = {
        Path(file.relative_path).as_posix()
        for file in WheelBuilder(str(ROOT)).recurse_included_files()
    }
    assert wheel <= taken
    assert {"tests/packaging/test_packaging.py", "build.spec", "packaging/contents.py"} <= taken


def test_the_source_archive_takes_what_exists(project):
    included = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert {"/fst_gui", "/models", "/resources", "/tests", "/packaging"} <= set(included)
    assert [path for path in included if not (ROOT / path.lstrip("/")).exists()] == []


def plain(package):
    """As package indices compare names."""
    return re.sub(r"[-_.]+", "-", package).lower()


def test_doctor_and_the_licences_name_every_requirement_and_nothing_else(project):
    required = {
        plain(re.split(r"[<>=!;\[ ]", text)[0]) for text in project["project"]["dependencies"]
    }
    required |= {  # "pyvips[binary]" takes the package pyvips-binary
        plain(f"{name}-{extra}")
        for name, extra in re.findall(
            r"'([\w-]+)\[(\w+)\]", str(project["project"]["dependencies"])
        )
    }
    assert {plain(package) for package in doctor.PACKAGES} == required
    for package in doctor.PACKAGES:
        assert importlib.metadata.version(package)


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
