"""The ticket for machines: XJDF 2.2 (CIP4), what is to be made, of which files, on what.

Lengths are in points, thicknesses in µm, weights in g/m², as XJDF 2.2 has them (1.3, Units).
No clock is read: the one time that the format asks for is the date of the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from lxml import etree

from publish import __version__
from publish.press.geometry import MM_PT
from publish.runs.job import Booklet, Job, Part
from publish.runs.papers import Paper

NAMESPACE: Final = "http://www.CIP4.org/JDFSchema_2_0"
VERSION: Final = "2.2"

_AGENT: Final = "Publish"

_BINDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {"saddle": "SaddleStitch", "perfect": "SoftCover", "cut": "None", "fold": "None"}
)
_PROCESSES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "saddle": ("Collecting", "Stitching", "Folding"),
        "perfect": ("Folding", "Gathering", "SpinePreparation", "SpineTaping"),
        "cut": ("Cutting",),
        "fold": ("Folding",),
    }
)
_COATINGS: Final[Mapping[str, str]] = MappingProxyType(
    {"none": "None", "silk": "Satin", "gloss": "Gloss", "matt": "Matte"}
)
_FOLDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "saddle-2up": "F4-1",
        "saddle-4up": "F4-1",
        "perfect-4": "F4-1",
        "perfect-8": "F8-7",
        "perfect-16": "F16-6",
        "perfect-32": "F32-X",
        "zfold": "F6-1",
        "trifold": "F6-4",
        "gatefold": "F8-X",
        "zine": "F8-X",
    }
)
"""Folds by their names in the fold catalogue; X where it has no name for just that fold."""

_STITCHES: Final = 2


def xjdf(job: Job) -> bytes:
    """The XJDF of a run: a product a language, a run list, layout and media a file."""
    types = ["DigitalPrinting"]
    if job.scheme.gathering == "cut and nested":
        types.append("Cutting")
    types += _PROCESSES[job.scheme.finish]
    if any(part.trimmed for part in job.parts) and job.scheme.finish != "cut":
        types.append("Trimming")
    root = etree.Element(
        f"{{{NAMESPACE}}}XJDF",
        {
            "JobID": job.name,
            "Types": " ".join(types),
            "Version": VERSION,
            "DescriptiveName": f"{job.statement}: {job.copies} copies",
        },
        {None: NAMESPACE},  # type: ignore[dict-item] # the stubs know of no default namespace
    )
    _audit(root, job)
    products = _add(root, "ProductList")
    for booklet in job.booklets:
        _product(products, job, booklet)
    _resources(root, job)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _audit(root: etree._Element, job: Job) -> None:
    created = _add(_add(root, "AuditPool"), "AuditCreated")
    time = job.dated.strftime("%Y-%m-%dT%H:%M:%SZ")
    _add(created, "Header", AgentName=_AGENT, AgentVersion=__version__, DeviceID=_AGENT, Time=time)


# --- Products -----------------------------------------------------------------------


def _product(products: etree._Element, job: Job, booklet: Booklet) -> None:
    """A language: a booklet of one paper, or one that has a cover and an inside as children."""
    divided = len(booklet.parts) > 1
    ids = [_id("product", booklet, part) for part in booklet.parts] if divided else []
    root = _add(
        products,
        "Product",
        Amount=str(booklet.copies),
        DescriptiveName=booklet.title_text,
        ID=_id("product", booklet),
        IsRoot="true",
        PartVersion=booklet.language,
        ProductType="Flyer" if job.scheme.finish == "fold" else "Booklet",
    )
    _binding(root, job, booklet, ids)
    if job.scheme.finish in ("saddle", "fold"):
        _intent(root, "FoldingIntent", FoldCatalog=_FOLDS[job.scheme.name])
    leaves = 0 if job.scheme.finish == "cut" else booklet.thickness_mm
    width, height = map(_points, booklet.page_mm)
    _intent(
        root,
        "LayoutIntent",
        FinishedDimensions=f"{width} {height} {_points(leaves)}",
        Pages=str(booklet.pages + booklet.blanks),
        Sides="TwoSidedHeadToHead" if booklet.parts[0].duplex else "OneSided",
    )
    if not divided:
        _media_intent(root, booklet.parts[0].paper)
        return
    kinds = {"cover": "Cover", "inside": "Body"}
    for part, name in zip(booklet.parts, ids, strict=True):
        child = _add(
            products,
            "Product",
            Amount=str(part.copies),
            ID=name,
            IsRoot="false",
            PartVersion=booklet.language,
            ProductType=kinds[part.kind],
        )
        _intent(child, "LayoutIntent", Pages=str(2 * part.cells * part.sheets))
        _media_intent(child, part.paper)


def _binding(product: etree._Element, job: Job, booklet: Booklet, children: list[str]) -> None:
    kind = _BINDINGS[job.scheme.finish]
    facts = {"BindingType": kind}
    if kind != "None":
        facts["BindingSide"] = booklet.binding.capitalize()
        order = "Collecting" if job.scheme.finish == "saddle" else "Gathering"
        facts["BindingOrder"] = order
    if children:
        facts["ChildRefs"] = " ".join(children)
    intent = _intent(product, "BindingIntent", **facts)
    if kind == "SaddleStitch":
        _add(intent, "SaddleStitching", StitchNumber=str(_STITCHES))


def _media_intent(product: etree._Element, paper: Paper) -> None:
    _intent(product, "MediaIntent", **_stock(paper))


def _stock(paper: Paper) -> dict[str, str]:
    """What intent and resource say of a paper in the same words."""
    return {
        "Coating": _COATINGS[paper.coating],
        "MediaQuality": paper.name,
        "MediaType": "Paper",
        "Thickness": _number(paper.thickness_mm * 1000),
        "Weight": _number(paper.grammage_gsm),
    }


# --- Resources ----------------------------------------------------------------------


def _resources(root: etree._Element, job: Job) -> None:
    media = list(_media(root, job))
    runs = _set(root, "RunList", usage="Input", unit="Pages")
    for booklet, part in _files(job):
        resource = _resource(runs, booklet, part)
        run = _add(resource, "RunList", NPage=str(part.sides))
        _add(
            run,
            "FileSpec",
            FileFormat="PDF",
            MimeType="application/pdf",
            URL=quote(part.file),
            CheckSum=part.sha256,
        )
    layouts = _set(root, "Layout", usage="Input")
    for booklet, part in _files(job):
        resource = _resource(layouts, booklet, part)
        _add(
            resource,
            "Layout",
            Automated="false",
            InnermostShingling=_points(part.creep_mm),
            OutermostShingling="0",
            PaperRef=media[_papers(job).index((part.paper.name, part.format.name))],
            WorkStyle=_work_style(part),
        )
    printing = _set(root, "DigitalPrintingParams", usage="Input")
    for booklet, part in _files(job):
        resource = _resource(printing, booklet, part)
        sides = "TwoSided" if part.duplex else "OneSidedFront"
        _add(resource, "DigitalPrintingParams", Collate="Sheet", Sides=sides)
    _finishing(root, job)
    out = _set(root, "Component", usage="Output")
    for booklet in job.booklets:
        resource = _add(out, "Resource", ID=_id("copies", booklet))
        amounts = _add(resource, "AmountPool")
        _add(amounts, "PartAmount", Amount=str(booklet.copies))
        _add(resource, "Part", PartVersion=booklet.language)
        _add(resource, "Component")


def _media(root: etree._Element, job: Job) -> Iterator[str]:
    """A resource a paper and size; the amounts are sheets, with those for waste apart."""
    papers = _set(root, "Media", usage="Input", unit="Sheet")
    for number, need in enumerate(job.needs, 1):
        name = f"media-{number}"
        resource = _add(papers, "Resource", ID=name, DescriptiveName=need.paper.name)
        amounts = _add(resource, "AmountPool")
        _add(amounts, "PartAmount", Amount=str(need.net_sheets), Waste=str(need.waste_sheets))
        _add(
            resource,
            "Media",
            Dimension=f"{_points(need.format.width_mm)} {_points(need.format.height_mm)}",
            MediaUnit="Sheet",
            **_stock(need.paper),
        )
        yield name


def _finishing(root: etree._Element, job: Job) -> None:
    if job.scheme.name in _FOLDS:
        resource = _add(_set(root, "FoldingParams", usage="Input"), "Resource")
        _add(resource, "FoldingParams", FoldCatalog=_FOLDS[job.scheme.name])
    if job.scheme.finish == "saddle":
        resource = _add(_set(root, "StitchingParams", usage="Input"), "Resource")
        _add(resource, "StitchingParams", NumberOfStitches=str(_STITCHES), StitchType="Saddle")


def _papers(job: Job) -> list[tuple[str, str]]:
    return [(need.paper.name, need.format.name) for need in job.needs]


def _files(job: Job) -> Iterator[tuple[Booklet, Part]]:
    for booklet in job.booklets:
        for part in booklet.parts:
            yield booklet, part


def _work_style(part: Part) -> str:
    """How the sheet is turned over: a perfector turns it end over end, about the other edge."""
    if part.duplex is None:
        return "Simplex"
    return _TURNS[part.sheet_mm[0] > part.sheet_mm[1], part.duplex]


_TURNS: Final[Mapping[tuple[bool, str], str]] = MappingProxyType(
    {
        (True, "short-edge"): "WorkAndBack",
        (True, "long-edge"): "Perfecting",
        (False, "long-edge"): "WorkAndBack",
        (False, "short-edge"): "Perfecting",
    }
)
"""By whether the sheet lies across, and how it is turned: about its upright edge or the other."""


# --- Elements -----------------------------------------------------------------------


def _resource(owner: etree._Element, booklet: Booklet, part: Part) -> etree._Element:
    resource = _add(owner, "Resource", DescriptiveName=part.file)
    facts = {"PartVersion": booklet.language}
    if part.kind != "whole":
        facts["ProductPart"] = _id("product", booklet, part)
    _add(resource, "Part", **facts)
    return resource


def _set(root: etree._Element, name: str, *, usage: str, unit: str | None = None) -> etree._Element:
    return _add(root, "ResourceSet", Name=name, Usage=usage, **({"Unit": unit} if unit else {}))


def _intent(product: etree._Element, name: str, **attributes: str) -> etree._Element:
    return _add(_add(product, "Intent", Name=name), name, **attributes)


def _add(owner: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(owner, f"{{{NAMESPACE}}}{name}", attributes)


def _id(what: str, booklet: Booklet, part: Part | None = None) -> str:
    return "-".join([what, booklet.language, *([part.kind] if part else [])])


def _points(length_mm: float) -> str:
    return _number(length_mm * MM_PT)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
