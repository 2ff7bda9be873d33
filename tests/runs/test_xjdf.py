"""The ticket for machines is XJDF, and says what the ticket for people says.

CIP4's own schema is under a licence of its own and comes with no package. Name a copy of it in
PUBLISH_XJDF_SCHEMA (jdfschema_2_2.xsd, from schema.cip4.org) and it judges too.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from runs.example_job import PAPERS, job, part

from publish.impose import SCHEMES
from publish.runs.job import Job
from publish.runs.xjdf import NAMESPACE, xjdf

SUBSET = etree.RelaxNG(etree.parse(Path(__file__).with_name("xjdf-subset.rng")))
OFFICIAL = os.environ.get("PUBLISH_XJDF_SCHEMA")
N = {"x": NAMESPACE}

COVERED = job(
    part(kind="cover", file="a.cover.pdf", paper=PAPERS["cover-200"], sheets=1, sides=2),
    part(kind="inside", file="a.inside.pdf", sheets=3, sides=6),
)
ONE_SIDED = job(part(duplex=None, sides=4), scheme="zine")
RUNS = [job(scheme=name) for name in SCHEMES] + [COVERED, ONE_SIDED]


def read(run: Job) -> Any:
    return etree.fromstring(xjdf(run))


def found(run: Job, path: str) -> list[str]:
    return [str(each) for each in read(run).xpath(path, namespaces=N)]


@pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{run.scheme.name}-{len(run.parts)}")
def test_it_keeps_to_the_part_of_xjdf_that_is_documented(run: Job) -> None:
    SUBSET.assertValid(read(run))


if OFFICIAL is not None:

    @pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{run.scheme.name}-{len(run.parts)}")
    def test_it_is_valid_by_the_schema_of_cip4(run: Job) -> None:
        etree.XMLSchema(etree.parse(str(OFFICIAL))).assertValid(read(run))


def test_the_subset_is_no_rubber_stamp() -> None:
    """An attribute that does not exist, or a checksum that is none, is seen."""
    wrong = read(job())
    wrong.set("Nonsense", "1")
    assert not SUBSET.validate(wrong)
    wrong = read(job())
    wrong.find(".//x:FileSpec", N).set("CheckSum", "00")
    assert not SUBSET.validate(wrong)


def test_it_counts_as_the_job_does() -> None:
    assert found(job(), "//x:ProductList/x:Product/@Amount") == ["500"]
    assert found(job(), "//x:RunList/@NPage") == ["8"]
    assert found(job(), "//x:ResourceSet[@Name='Media']//x:PartAmount/@Amount") == ["2000"]
    assert found(job(), "//x:ResourceSet[@Name='Media']//x:PartAmount/@Waste") == ["60"]
    assert found(job(), "//x:LayoutIntent/@Pages") == ["16"]


def test_lengths_are_points_and_thicknesses_micrometres() -> None:
    assert found(job(), "//x:Media/@Dimension") == ["595.276 841.89"]
    assert found(job(), "//x:Media/@Thickness") == ["100"]
    assert found(job(), "//x:LayoutIntent/@FinishedDimensions") == ["419.528 595.276 2.268"]
    assert found(job(), "//x:Layout/@InnermostShingling") == ["0.85"]


def test_a_cover_is_a_product_of_its_own_within_the_booklet() -> None:
    assert found(COVERED, "//x:Product/@ProductType") == ["Booklet", "Cover", "Body"]
    (children,) = found(COVERED, "//x:BindingIntent/@ChildRefs")
    assert children.split() == found(COVERED, "//x:Product[@IsRoot='false']/@ID")
    assert found(COVERED, "//x:FileSpec/@URL") == ["a.cover.pdf", "a.inside.pdf"]
    assert found(COVERED, "//x:Layout/@PaperRef") == found(
        COVERED, "//x:ResourceSet[@Name='Media']/x:Resource/@ID"
    )


def test_its_time_is_that_of_the_content() -> None:
    assert found(job(), "//x:Header/@Time") == ["2023-10-31T11:00:00Z"]
