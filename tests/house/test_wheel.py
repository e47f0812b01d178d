"""An installed wheel works far from any checkout, with the data that it ships."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
SHIPPED = ("bruxelles-2015", "demo")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that sees neither the checkout nor the user's pip settings."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON", "COV_"))
    }
    result = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result


def build(out: Path, *options: str) -> Path:
    """Build from the checkout and return the wheel."""
    python_build = (sys.executable, "-m", "build", "--no-isolation")
    run(*python_build, *options, "--outdir", out, ROOT, cwd=out.parent)
    (wheel,) = out.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel") / "dist", "--wheel")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the ``bin`` of an environment that holds the wheel and borrows the libraries."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--no-deps", "--no-index", wheel, cwd=home)
    where = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home)
    # A borrowed folder's own .pth files are not read, so the checkout stays out of sight.
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(where.stdout.strip(), "libraries.pth").write_text("\n".join(sorted(libraries)))
    return python.parent


def test_the_wheel_holds_the_package_its_files_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"isp_graph", f"isp_graph-{VERSION}.dist-info"}
    assert "cli.py" not in names
    for wanted in ("py.typed", "_shipped/cypher/", *(f"_shipped/data/{name}/" for name in SHIPPED)):
        assert any(name.startswith(f"isp_graph/{wanted}") for name in names), wanted
    for licence in ("LICENSE", "LICENSE-DATA"):
        assert any(name.endswith(f"/{licence}") for name in names)


def test_a_wheel_from_the_sdist_is_the_same(wheel: Path, tmp_path: Path) -> None:
    again = build(tmp_path / "dist")
    assert sorted(zipfile.ZipFile(again).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())


def test_the_checkout_is_out_of_sight(installed: Path, tmp_path: Path) -> None:
    code = (
        "import importlib.util, isp_graph; print(isp_graph.__file__); "
        "print(importlib.util.find_spec('cli'))"
    )
    where, launcher = run(installed / "python", "-c", code, cwd=tmp_path).stdout.split()
    assert Path(where).is_relative_to(installed.parent)
    assert launcher == "None"


def test_the_command_answers(installed: Path, tmp_path: Path) -> None:
    assert VERSION in run(installed / "isp-graph", "--version", cwd=tmp_path).stdout


def test_the_report_of_a_shipped_dataset_is_written(installed: Path, tmp_path: Path) -> None:
    run(installed / "isp-graph", "report", "bruxelles-2015", "-o", "report.html", cwd=tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html")
