"""One set of versions, told in several files: they agree with each other and with what is installed.

The Makefile's promises about Python, the wheel's contents and the rule about skipped tests are kept here, too.
"""

from __future__ import annotations

import ast
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import analysis

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
NEEDED = [*PROJECT["dependencies"], *EXTRAS["test"]]
ALL = [*NEEDED, *EXTRAS["dev"]]
PACKAGES_OF_THE_BRIEF = {
    "jupyterlab",
    "pandas",
    "plotly",
    "wordcloud",
    "arabic-reshaper",
    "python-bidi",
    "camel-tools",
    "nbval",
}


def pin(line: str) -> tuple[str, frozenset[str], str]:
    """Read `name[extra]==version` into (canonical name, extras, version); anything looser is an error."""
    requirement = Requirement(line)
    (specifier,) = requirement.specifier
    assert specifier.operator == "==", f"{line} is no exact pin"
    assert "*" not in specifier.version, f"{line} is no exact pin"
    return canonicalize_name(requirement.name), frozenset(requirement.extras), specifier.version


def locked() -> dict[str, str]:
    """Name -> version of every line of requirements.lock."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    pins = [pin(line.split("#")[0]) for line in lines if line.split("#")[0].strip()]
    names = [name for name, _, _ in pins]
    assert len(names) == len(set(names)), "requirements.lock names a package twice"
    return {name: version for name, _, version in pins}


def imports(path: Path) -> set[str]:
    """The top-level modules that a file imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0}
    return {name.partition(".")[0] for name in names}


def conda() -> dict[str, object]:
    return yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))


def run(*command: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, timeout=120)


class TestPins:
    def test_every_dependency_is_pinned_exactly_and_once(self) -> None:
        names = [pin(line)[0] for line in ALL]
        assert sorted(names) == sorted(set(names))

    def test_the_packages_that_users_were_promised_are_among_them(self) -> None:
        assert PACKAGES_OF_THE_BRIEF <= {pin(line)[0] for line in NEEDED}

    @pytest.mark.parametrize("line", ALL)
    def test_what_is_pinned_is_what_is_installed(self, line: str) -> None:
        name, _, version = pin(line)
        # torch 2.13.0+cpu is torch 2.13.0, built for the processor
        assert Version(importlib.metadata.version(name)).public == version

    @pytest.mark.parametrize(("folder", "pins"), [("analysis", PROJECT["dependencies"]), ("tests", NEEDED)])
    def test_every_library_that_the_code_imports_is_pinned(self, folder: str, pins: list[str]) -> None:
        """What only comes along with another package may leave with it."""
        pinned = {pin(line)[0] for line in pins} | {canonicalize_name(PROJECT["name"])}
        providers = importlib.metadata.packages_distributions()
        for path in (ROOT / folder).rglob("*.py"):
            for module in imports(path) - sys.stdlib_module_names:
                providing = {canonicalize_name(name) for name in providers.get(module, [])}
                local = (path.parent / module).exists() or (path.parent / f"{module}.py").exists()
                assert local or providing & pinned, (
                    f"{path.name} imports {module}, which no pin of pyproject.toml provides"
                )

    def test_environment_yml_has_the_same_pins(self) -> None:
        *packages, pip = conda()["dependencies"]
        *pins, project = pip["pip"]
        assert [pin(line) for line in pins] == [pin(line) for line in NEEDED]
        assert project == "-e ."
        assert [package.split("=")[0] for package in packages] == ["python", "pip"]

    def test_environment_yml_takes_a_python_that_the_project_supports(self) -> None:
        python = conda()["dependencies"][0].removeprefix("python=")
        assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(python)


class TestLock:
    def test_it_holds_every_pin(self) -> None:
        assert {name: version for name, _, version in map(pin, ALL)}.items() <= locked().items()

    def test_it_is_complete_for_this_machine(self) -> None:
        """Every requirement of every locked package that applies here is locked."""
        versions, missing = locked(), set()
        wanted = [Requirement(line) for line in ALL]
        seen: set[tuple[str, frozenset[str]]] = set()
        while wanted:
            requirement = wanted.pop()
            key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
            if key in seen:
                continue
            seen.add(key)
            if key[0] not in versions:
                missing.add(key[0])
                continue
            for line in importlib.metadata.requires(requirement.name) or []:
                below = Requirement(line)
                if below.marker is None or any(below.marker.evaluate({"extra": extra}) for extra in (key[1] or {""})):
                    wanted.append(below)
        # a build of torch for a graphics card asks for what a CPU build must not bring
        assert {name for name in missing if not re.match("cuda|nvidia|triton", name)} == set()

    def test_it_names_no_host_path_or_hash_and_nothing_for_graphics_cards(self) -> None:
        text = (ROOT / "requirements.lock").read_text("utf-8")
        assert not re.search(r"https?:|file:|--hash|--index|--find-links|^(cuda|nvidia|triton)", text, re.MULTILINE)


class TestBillOfMaterials:
    def test_it_lists_what_the_lock_lists(self) -> None:
        bill = json.loads((ROOT / "sbom.json").read_text("utf-8"))
        assert bill["bomFormat"] == "CycloneDX"
        parts = bill["components"]
        assert {canonicalize_name(part["name"]): part["version"] for part in parts} == locked()
        assert len(parts) == len(locked())

    def test_it_names_no_place_that_a_package_was_taken_from(self) -> None:
        assert not re.search(r"externalReferences|/simple/|file:", (ROOT / "sbom.json").read_text("utf-8"))


class TestCitation:
    def test_it_is_a_citation_file_as_its_schema_wants(self) -> None:
        """The fields that Citation File Format 1.2.0 requires, and no key that it does not know."""
        citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
        known = {"abstract", "authors", "cff-version", "date-released", "doi", "identifiers", "keywords", "license"}
        known |= {"license-url", "message", "preferred-citation", "references", "repository", "repository-code"}
        known |= {"title", "type", "url", "version", "commit", "contact"}
        assert {"authors", "cff-version", "message", "title"} <= set(citation) <= known
        assert citation["cff-version"] == "1.2.0"
        assert citation["type"] == "software"
        assert all(set(author) <= {"name", "website", "email"} for author in citation["authors"])
        assert len(citation["keywords"]) == len(set(citation["keywords"]))


class TestVersion:
    def test_it_is_the_same_everywhere(self) -> None:
        citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
        assert PROJECT["version"] == analysis.__version__ == citation["version"]
        assert importlib.metadata.version(PROJECT["name"]) == PROJECT["version"]

    def test_the_licence_is_the_same_everywhere(self) -> None:
        citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
        assert PROJECT["license"] == citation["license"] == "MIT"
        assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")

    def test_the_changelog_has_a_place_for_what_is_new(self) -> None:
        assert re.search(r"^## \[Unreleased\]$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


class TestMake:
    @pytest.fixture
    def clone(self, tmp_path: Path) -> Path:
        for name in ("Makefile", "requirements.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, tmp_path)
        return tmp_path

    @pytest.mark.parametrize("target", ["figures", "test", "lab", "notebooks"])
    def test_an_old_python_is_told_what_to_do(self, clone: Path, target: str) -> None:
        old = clone / "python3.10"
        old.write_text('#!/bin/sh\ncase "$1" in -c) exit 1;; *) echo "went on" >&2; exit 99;; esac\n')
        old.chmod(0o755)
        done = run("make", target, f"PYTHON={old}", cwd=clone)
        assert done.returncode != 0
        assert "Mizan needs Python 3.11 or later" in done.stderr
        assert "PYTHON=python3.12" in done.stderr
        assert "went on" not in done.stderr

    def test_a_set_up_that_broke_off_is_not_taken_for_done(self, clone: Path) -> None:
        broken = clone / "python3.11"
        broken.write_text('#!/bin/sh\ncase "$1" in -c) exit 0;; *) exit 1;; esac\n')
        broken.chmod(0o755)
        done = run("make", "setup", f"PYTHON={broken}", cwd=clone)
        assert done.returncode != 0
        assert "apt install python3-venv" in done.stderr
        assert not (clone / ".venv" / ".ready").exists()

    def test_a_changed_lock_is_installed_again(self, clone: Path) -> None:
        (clone / ".venv").mkdir()
        ready = clone / ".venv" / ".ready"
        ready.touch()
        assert run("make", "--question", "setup", cwd=clone).returncode == 0
        os.utime(clone / "requirements.lock", (ready.stat().st_mtime + 10,) * 2)
        assert run("make", "--question", "setup", cwd=clone).returncode == 1

    def test_readme_prints_the_two_commands(self) -> None:
        readme = (ROOT / "README.md").read_text("utf-8")
        for command in ("make figures", "make test"):
            assert re.search(rf"^{command}( +#.*)?$", readme, re.MULTILINE)

    def test_every_target_that_readme_names_exists(self) -> None:
        targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
        named = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
        assert {"figures", "test", "lab", "notebooks", "clean"} <= named <= targets


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One test that passes, one that is expected to fail, and the four ways to skip one."""
    folder = tmp_path_factory.mktemp("suite")
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_module.py").write_text("import pytest\npytest.skip('no such font', allow_module_level=True)\n")
    (folder / "test_rest.py").write_text(
        "import pytest\n"
        "@pytest.fixture\ndef font(): pytest.skip('no such font')\n"
        "def test_passes(): pass\n"
        "@pytest.mark.xfail\ndef test_expected_failure(): assert False\n"
        "@pytest.mark.skip(reason='no such font')\ndef test_mark(): pass\n"
        "def test_call(): pytest.skip('no such font')\n"
        "def test_fixture(font): pass\n"
    )
    return folder


class TestSkips:
    def outcome(self, suite: Path, no_skip: str) -> tuple[int, str]:
        command = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(suite))
        done = run(*command, "--continue-on-collection-errors", cwd=suite, MIZAN_NO_SKIP=no_skip)
        return done.returncode, done.stdout

    def test_a_skip_is_a_failure_where_nothing_may_be_skipped(self, suite: Path) -> None:
        code, out = self.outcome(suite, "1")
        assert code == 1
        assert "1 failed, 1 passed, 1 xfailed, 3 errors" in out
        assert out.count("MIZAN_NO_SKIP=1 forbids it") >= 4
        assert "no such font" in out

    def test_elsewhere_it_is_a_skip(self, suite: Path) -> None:
        code, out = self.outcome(suite, "")
        assert code == 0
        assert "1 passed, 4 skipped, 1 xfailed" in out


def test_the_sanitising_rules_are_ascii_and_valid() -> None:
    text = (ROOT / "tests" / "nbval_sanitize.cfg").read_bytes().decode("ascii")
    rules = re.findall(r"^regex: (.+)\nreplace: (.+)$", text, re.MULTILINE)
    assert len(rules) == len(re.findall(r"^\[", text, re.MULTILINE))
    for pattern, replacement in rules:
        assert not re.search(pattern, "12 of 40 quotations, 30.0 %"), f"{pattern} would hide numbers"
        re.sub(pattern, replacement, "")


def test_the_wheel_carries_the_whole_package(tmp_path: Path) -> None:
    """Every file of analysis/ is in it, the codebook's above all: an installed Mizan codes like a clone."""
    source = tmp_path / "source"
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
    shutil.copytree(ROOT / "analysis", source / "analysis", ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index")
    done = run(*pip, "--wheel-dir", str(tmp_path), str(source))
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = {path.relative_to(source).as_posix() for path in (source / "analysis").rglob("*") if path.is_file()}
    assert carried == files
