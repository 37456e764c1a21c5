"""A briefing as DOCX, for Word and LibreOffice: A4, Korean fonts for Korean letters, headings that make an outline."""

import io
from datetime import datetime
from typing import Any, BinaryIO

from hoedam.exports.archive import settle
from hoedam.exports.briefing import WORDS, Briefing, Grid, Items, Notes, Paragraph, Part, Quotation, signature, sourced
from hoedam.exports.text import printed
from hoedam.exports.xlsx import is_address

FONT = "맑은 고딕"
_MARGIN = 22  # mm
_TEXT_WIDTH = 210 - 2 * _MARGIN
_CREATED = datetime(2000, 1, 1)  # a fixed one: the same briefing is the same bytes
_AFTER_GAPS = (
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
)
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def write_docx(briefing: Briefing, file: BinaryIO) -> None:
    """Write the briefing: title, sections, quotations and tables, numbered sources, page numbers."""
    document = _document(briefing)
    notes, words = Notes(), WORDS[briefing.language]
    _head(document, briefing, words)
    for section in briefing.sections:
        document.add_heading(printed(section.heading), 1)
        for part in section.parts or (Paragraph(words["nothing"]),):
            _part(document, part, notes, words["sources"])
    _sources(document, notes, words["sources"])
    if briefing.note:
        _text(document, briefing.note, "Caption")
    raw = io.BytesIO()
    document.save(raw)
    settle(raw.getvalue(), file)


def _document(briefing: Briefing) -> Any:
    from docx import Document
    from docx.shared import Mm

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(_MARGIN)
    page.top_margin = page.bottom_margin = Mm(20)
    _styles(document, briefing.language)
    _page_number(page.footer.paragraphs[0])
    about = document.core_properties
    about.title, about.author, about.comments = printed(briefing.title)[:255], "hoedam", ""
    about.language, about.created, about.modified = briefing.language, _CREATED, _CREATED
    return document


def _styles(document: Any, language: str) -> None:
    """Word takes the font of Korean letters from the East Asian attribute, which python-docx leaves to the theme."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    sizes = {
        "Normal": 10.5,
        "Title": 20,
        "Subtitle": 11,
        "Heading 1": 14,
        "Quote": 10.5,
        "List Bullet": 10.5,
        "Caption": 9,
    }
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0x1F, 0x38, 0x64) if name in ("Title", "Heading 1") else RGBColor(0, 0, 0)
        style.font.italic = False  # Korean letters have no italics: programs slant them
        style.font.bold = name in ("Title", "Heading 1")
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        _plain_spacing(style)
        fonts.set(qn("w:eastAsia"), FONT)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Quote"].paragraph_format.left_indent = Pt(14)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(16)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(6)
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:eastAsia"), "ko-KR")
        element.set(qn("w:val"), {"ko": "ko-KR", "en": "en-GB"}[language])


def _plain_spacing(style: Any) -> None:
    """No letter spacing, and no gap between digits and Korean letters: 2019년, not 2019 년."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        gap = OxmlElement(name)
        gap.set(qn("w:val"), "0")
        style.element.get_or_add_pPr().insert_element_before(gap, *_AFTER_GAPS)


def _head(document: Any, briefing: Briefing, words: dict[str, str]) -> None:
    document.add_heading(printed(briefing.title), 0)
    as_of = f"{words['as_of']} {briefing.as_of}" if briefing.as_of else ""
    line = " · ".join(filter(None, (briefing.subtitle, as_of)))
    if line:
        _text(document, line, "Subtitle")


def _part(document: Any, part: Part, notes: Notes, heading: str) -> None:
    match part:
        case Paragraph():
            _text(document, " ".join(filter(None, (part.text, notes.mark(part.source)))))
        case Items():
            for text in part.texts:
                _text(document, text, "List Bullet")
        case Quotation():
            _quotation(document, part, notes)
        case Grid():
            _grid(document, sourced(part, notes, heading))


def _text(document: Any, text: str, style: str | None = None) -> Any:
    return document.add_paragraph(printed(text), style)


def _quotation(document: Any, quotation: Quotation, notes: Notes) -> None:
    """The words with a line at their side, and who said them kept on the same page."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    said = signature(quotation, notes)
    for text, last in ((f"“{quotation.text}”", not said), (f"— {said}", True)):
        if text == "— ":
            continue
        paragraph = _text(document, text, "Quote")
        paragraph.paragraph_format.keep_with_next = not last
        paragraph.paragraph_format.space_after = Pt(8 if last else 0)
        borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
        for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", "8EAADB")):
            left.set(qn(f"w:{name}"), value)
        borders.append(left)
        paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc")


def _grid(document: Any, grid: Grid) -> None:
    from docx.shared import Mm, Pt

    table = document.add_table(1 + len(grid.rows), len(grid.columns), "Table Grid")
    table.autofit = False
    weights = grid.weights or (1,) * len(grid.columns)
    widths = [Mm(_TEXT_WIDTH * weight / sum(weights)) for weight in weights]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width  # LibreOffice reads the widths of columns, Word those of cells
    for line, (row, cells) in enumerate(zip(table.rows, (grid.columns, *grid.rows), strict=True)):
        _keep_whole(row, heading=line == 0)
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(printed(text))
            run.font.size, run.font.bold = Pt(9), line == 0
    _text(document, "").paragraph_format.space_after = Pt(2)


def _keep_whole(row: Any, *, heading: bool) -> None:
    """No row is torn between two pages; the heading stands on each."""
    from docx.oxml.parser import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
        for cell in row.cells:
            _shade(cell)


def _shade(cell: Any) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "D9E2F3")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _sources(document: Any, notes: Notes, heading: str) -> None:
    if not notes.numbers:
        return
    document.add_heading(heading, 1)
    for mark, source in notes.listed():
        paragraph = _text(document, f"{mark} {source.label} ", "Caption")
        if is_address(source.link):
            _link(paragraph, source.link)
        elif source.link:
            paragraph.add_run(printed(source.link))


def _link(paragraph: Any, address: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import RGBColor

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(printed(address), _LINKS, is_external=True))
    run = paragraph.add_run(printed(address))
    run.font.underline, run.font.color.rgb = True, RGBColor(0x05, 0x63, 0xC1)
    link.append(run._r)
    paragraph._p.append(link)


def _page_number(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)
