"""The project's own catalogue, installed once for all font tests."""

import os
from pathlib import Path

import pytest

from publish.fonts import catalogue as catalogues
from publish.fonts import coverage as coverages
from publish.fonts.catalogue import Catalogue
from publish.fonts.coverage import Coverage
from publish.fonts.install import Installed, prepare
from publish.fonts.library import Library, open_library
from publish.fonts.source import how_to_install
from publish.resources import fonts_dir


@pytest.fixture(scope="session")
def written() -> Catalogue:
    """All that the catalogue lists, whether it is installed or not."""
    return catalogues.load(fonts_dir() / "catalogue.toml")


@pytest.fixture(scope="session")
def catalogue(written: Catalogue) -> Catalogue:
    """The families that come with the program."""
    return written.only(lambda family: not family.optional)


@pytest.fixture(scope="session")
def everything() -> Library:
    """The library of a machine where all optional families are installed."""
    library = open_library()
    if library.absent:
        assert "CI" not in os.environ, f"optional fonts must be there: {how_to_install('all')}"
        pytest.skip(f"optional fonts are not installed: {how_to_install('all')}")
    return library


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
