"""The project's own catalogue, installed once for all font tests."""

from pathlib import Path

import pytest

from publish.fonts import catalogue as catalogues
from publish.fonts import coverage as coverages
from publish.fonts.catalogue import Catalogue
from publish.fonts.coverage import Coverage
from publish.fonts.install import Installed, prepare
from publish.resources import fonts_dir


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return catalogues.load(fonts_dir() / "catalogue.toml")


@pytest.fixture(scope="session")
def installed(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return prepare(catalogue, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def coverage(catalogue: Catalogue, installed: Installed) -> Coverage:
    return coverages.load(catalogue, installed)


@pytest.fixture(scope="session")
def face_files(installed: Installed) -> dict[str, Path]:
    """The derived font files by PostScript name."""
    return {face.postscript_name: path for face, path in installed.files.items()}
