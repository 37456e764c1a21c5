"""A briefing as HWPX, the document format of Korean offices (KS X 6101)."""

import re
from itertools import count
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from hoedam.exports.archive import settle
from hoedam.exports.briefing import WORDS, Briefing, Grid, Items, Notes, Paragraph, Part, Quotation, signature, sourced
from hoedam.exports.text import one_line, printed

FONT = "맑은 고딕"
_MARGIN = 22  # mm
_TEXT_WIDTH = round((210 - 2 * _MARGIN) * 7200 / 25.4)  # in HWPUNIT, of which 7,200 make an inch
_META = re.compile(r"<opf:metadata>.*</opf:metadata>", re.DOTALL)
_FOOTER = re.compile(r'(<hp:footer id="|<hp:footerApply [^>]*idRef=")\d+"')
_ID = re.compile(r'(<hp:(?:p|tbl)\b[^>]*?\bid=")\d+(")')


def write_hwpx(briefing: Briefing, file: BinaryIO) -> None:
    """Write the briefing: title, sections, quotations and tables, numbered sources, page numbers.

    Links stand as words. Nothing of it changes with the clock or by chance.
    """
    with _Writer(briefing) as writer:
        writer.head()
        for section in briefing.sections:
            writer.text(section.heading, "heading", heading=True)
            for part in section.parts or (Paragraph(writer.words["nothing"]),):
                writer.part(part)
        writer.tail()
        raw = writer.document.to_bytes()
    settle(
        raw,
        file,
        {
            "Contents/content.hpf": lambda part: _about(part, briefing),
            "Contents/section0.xml": _numbered,
            "Preview/PrvText.txt": lambda _: (printed(briefing.title) + "\r\n").encode(),
        },
    )


class _Writer:
    """A document while it is written, with its letter forms."""

    def __init__(self, briefing: Briefing) -> None:
        from hwpx import HwpxDocument

        self.briefing, self.notes, self.words = briefing, Notes(), WORDS[briefing.language]
        self.document: Any = HwpxDocument.new()
        self.layouts: dict[tuple[tuple[str, Any], ...], str] = {}  # made once: the library looks all paragraphs through
        style = self.document.styles.ensure_run
        self.forms = {
            "title": style(bold=True, size=20, font=FONT, color="#1F3864"),
            "heading": style(bold=True, size=14, font=FONT, color="#1F3864"),
            "text": style(size=10.5, font=FONT),
            "small": style(size=9, font=FONT),
            "column": style(bold=True, size=9, font=FONT),
        }
        sides = ("left", "right", "top", "bottom")
        self.document.page.setup(paper_size="A4", margins_mm=dict.fromkeys(sides, _MARGIN))
        self.document.page.set_page_number()

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.document.close()

    def head(self) -> None:
        """The title stands in the paragraph that a new document begins with."""
        first = self.document.paragraphs[0]
        first.add_run(one_line(self.briefing.title), char_pr_id_ref=self.forms["title"])
        as_of = f"{self.words['as_of']} {self.briefing.as_of}" if self.briefing.as_of else ""
        line = " · ".join(filter(None, (self.briefing.subtitle, as_of)))
        if line:
            self.text(line, "small")

    def text(self, text: str, form: str = "text", *, heading: bool = False, **layout: Any) -> None:
        """One paragraph. A heading stands on the page of what follows; it has no outline number."""
        if heading:
            layout |= {"spacing_before_pt": 12, "spacing_after_pt": 4, "keep_with_next": True}
        words, known = one_line(printed(text)), self.layouts.get(tuple(layout.items()))
        made = self.document.add_paragraph(
            words, char_pr_id_ref=self.forms[form], para_pr_id_ref=known, inherit_style=False
        )
        if layout and known is None:
            last = len(self.document.paragraphs) - 1
            self.document.styles.apply_paragraph_format(paragraph_index=last, **layout)
            self.layouts[tuple(layout.items())] = made.para_pr_id_ref

    def part(self, part: Part) -> None:
        match part:
            case Paragraph():
                self.text(" ".join(filter(None, (part.text, self.notes.mark(part.source)))))
            case Items():
                for text in part.texts:
                    self.text(f"• {text}", indent_left_mm=4)
            case Quotation():
                said = signature(part, self.notes)
                self.text(f"“{part.text}”", indent_left_mm=6, keep_with_next=bool(said))
                if said:
                    self.text(f"— {said}", "small", indent_left_mm=6, spacing_after_pt=6)
            case Grid():
                self.grid(sourced(part, self.notes, self.words["sources"]))

    def grid(self, grid: Grid) -> None:
        """A table that goes on over pages with its heading, no row torn."""
        table = self.document.add_table(1 + len(grid.rows), len(grid.columns), width=_TEXT_WIDTH)
        table.set_column_widths(grid.weights or (1,) * len(grid.columns))
        table.set_treat_as_char(False)
        table.element.set("pageBreak", "TABLE")
        table.element.set("repeatHeader", "1")
        for line, (row, texts) in enumerate(zip(table.rows, (grid.columns, *grid.rows), strict=True)):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].char_pr_id_ref = self.forms["small" if line else "column"]
                cell.set_text(one_line(printed(text)))
                if not line:
                    cell.element.set("header", "1")
        for column in range(len(grid.columns)):
            table.set_cell_shading(0, column, "#D9E2F3")
        self.text("", "small")

    def tail(self) -> None:
        """The numbered sources, and the last line."""
        if self.notes.numbers:
            self.text(self.words["sources"], "heading", heading=True)
        for mark, source in self.notes.listed():
            self.text(" ".join(filter(None, (mark, source.label, source.link))), "small")
        if self.briefing.note:
            self.text(self.briefing.note, "small", spacing_before_pt=8)


def _about(part: bytes, briefing: Briefing) -> bytes:
    """The title, maker and language of this document, for those of the library's blank one."""
    meta = (
        f"<opf:metadata><opf:title>{escape(one_line(printed(briefing.title)))}</opf:title>"
        f"<opf:language>{briefing.language}</opf:language>"
        '<opf:meta name="creator" content="text">hoedam</opf:meta></opf:metadata>'
    )
    return _META.sub(lambda _: meta, part.decode()).encode()


def _numbered(part: bytes) -> bytes:
    """Paragraphs and tables counted from 1, and the one footer: the library numbers them by chance."""
    number = count(1)
    return _ID.sub(lambda found: f"{found[1]}{next(number)}{found[2]}", _FOOTER.sub(r'\g<1>1"', part.decode())).encode()
