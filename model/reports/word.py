"""A document as a Word file that a clerk can put straight into the agenda: real headings, lists, table
headers and page numbers, styled by ``resources/word``.

python-docx makes the file, its parts and its sections; the body is written as WordprocessingML in
one piece for each section, since python-docx finds its way through a long table cell by cell.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from model import library
from model.errors import Fault
from model.reports.document import (
    INKS,
    TINTS,
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Document,
    Facts,
    Group,
    Heading,
    Key,
    NewPage,
    Paragraph,
    Quote,
    RatingMark,
    Row,
    Run,
    Section,
    Table,
    Words,
    anchors,
    cell_text,
    long_date,
    one_line,
    runs,
    sections,
)
from model.reports.pictures import TimePicture
from model.reports.widths import PADDING, PORTRAIT, TABLE_SIZE, WHOLE_ROW, column_widths, page_width

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section as WordSection

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEADINGS = 3
"""The numbering of ``resources/word/numbering.xml`` that counts headings."""
NUMBERED_ITEMS = 2
"""The numbering there that each numbered list begins anew."""


def write_word(document: Document) -> bytes:
    """The document as a .docx. What XML cannot hold (control characters) is left out; all else is kept
    as it was typed. The same document gives the same bytes.
    """
    import docx

    word = docx.Document()
    _dress(word, document)
    body = _Body(word, document)
    for index, part in enumerate(sections(document)):
        section = word.sections[0] if index == 0 else word.add_section()
        _lay_out(section, part, document, first=index == 0)
        body.write(part, opening=index == 0)
    saved = io.BytesIO()
    word.save(saved)
    return _dated(saved, document)


def _dress(word: WordDocument, document: Document) -> None:
    """Our styles and numbering in place of the template's, and what the file says of itself."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    made = document.made.astimezone(UTC).replace(tzinfo=None)
    properties = word.core_properties
    properties.title = one_line(document.title)[:255]
    properties.subject = one_line(document.subtitle)[:255]
    properties.author = one_line(document.author)[:255]
    properties.last_modified_by = one_line(document.author)[:255]
    properties.language = document.language
    properties.comments = ""
    properties.created = properties.modified = made
    styles = parse_xml(library.data("word", "styles.xml"))
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), document.language)
    if document.numbered:
        for level in range(4):
            style = f'<w:numPr {NAMESPACES}><w:ilvl w:val="{level}"/><w:numId w:val="{HEADINGS}"/></w:numPr>'
            paragraph = styles.find(f"w:style[@w:styleId='Heading{level + 1}']/w:pPr", styles.nsmap)
            paragraph.find(qn("w:keepLines")).addnext(parse_xml(style))
    word.styles.element[:] = styles[:]
    _lists(word)[:] = parse_xml(library.data("word", "numbering.xml"))[:]
    settings = word.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), document.language)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for compatible in settings.iter(qn("w:compatSetting")):
        if compatible.get(qn("w:name")) == "compatibilityMode":
            compatible.set(qn("w:val"), "15")  # Word 2013 and later; older tables stand outside the margin


def _lay_out(section: WordSection, part: Section, document: Document, *, first: bool) -> None:
    """The page, with the document's name above and "Page 2 of 12" below."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml.parser import parse_xml
    from docx.shared import Pt

    sides = (841.9, 1190.6) if document.paper == "a3" else (595.3, 841.9)
    short, long = Pt(sides[0]), Pt(sides[1])
    section.orientation = WD_ORIENT.LANDSCAPE if part.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if part.landscape else (short, long)
    width = page_width(document.paper, landscape=part.landscape)
    section.left_margin = section.right_margin = Pt((sides[part.landscape] - width) / 2)
    section.top_margin, section.bottom_margin = Pt(65), Pt(60)
    section.header_distance, section.footer_distance = Pt(32), Pt(30)
    section.different_first_page_header_footer = first
    header = f"<w:p {NAMESPACES}>{_style('Header')}{_text(one_line(document.header or document.title))}</w:p>"
    footer = (
        f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="Footer"/><w:tabs>'
        f'<w:tab w:val="right" w:pos="{round(width * 20)}"/></w:tabs></w:pPr>'
        f"{_text(one_line(document.footer))}<w:r><w:tab/></w:r>"
        f"{_text('Page ')}{_field('PAGE')}{_text(' of ')}{_field('NUMPAGES')}</w:p>"
    )
    for place, content in (
        (section.header, header),
        (section.footer, footer),
        *(((section.first_page_header, f"<w:p {NAMESPACES}/>"), (section.first_page_footer, footer)) if first else ()),
    ):
        place.is_linked_to_previous = False
        old = place.paragraphs[0]._p
        old.addprevious(parse_xml(content))
        old.getparent().remove(old)


class _Body:
    """Writes the blocks of a document into a Word file, section by section."""

    def __init__(self, word: WordDocument, document: Document) -> None:
        self._word = word
        self._document = document
        self._places = {anchor: name.replace("-", "_") for anchor, name in anchors(document).items()}
        self._marks = 0
        self._width = PORTRAIT
        self._addresses: dict[str, str] = {}

    def write(self, part: Section, *, opening: bool) -> None:
        from docx.oxml.parser import parse_xml

        self._width = page_width(self._document.paper, landscape=part.landscape)
        pieces = [self._opening()] if opening else []
        pieces += [self._block(block) for block in part.blocks]
        body = parse_xml(f"<w:body {NAMESPACES}>{''.join(pieces)}</w:body>")
        end = self._word.element.body.sectPr
        for element in list(body):
            end.addprevious(element)

    def _opening(self) -> str:
        document = self._document
        return (
            (_paragraph("Author", _text(one_line(document.author))) if document.author else "")
            + _paragraph("Title", _text(one_line(document.title)))
            + (_paragraph("Subtitle", _text(one_line(document.subtitle))) if document.subtitle else "")
        )

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                words = self._bookmark(block.anchor, _text(one_line(block.text)))
                return _paragraph(f"Heading{block.level}", words)
            case Paragraph():
                words = self._words(block.words)
                if block.label:
                    return _paragraph("NumberedParagraph", f"{_text(one_line(block.label))}<w:r><w:tab/></w:r>{words}")
                return _paragraph("Small" if block.small else "Normal", words)
            case Bullets():
                style = _style("ListNumber", _numbering(self._new_list())) if block.numbered else _style("ListBullet")
                return "".join(f"<w:p>{style}{self._words(item)}</w:p>" for item in block.items)
            case Facts():
                return "".join(self._fact(label, value) for label, value in block.pairs) + _paragraph("TableEnd", "")
            case Table():
                return self._table(block)
            case Quote():
                words = _paragraph("Quote", self._words(block.words))
                return words + (_paragraph("QuoteSource", _text(one_line(block.source))) if block.source else "")
            case Callout():
                title = _paragraph("Callout", _text(one_line(block.title), "<w:b/><w:bCs/>"))
                return title + (_paragraph("Callout", self._words(block.words)) if block.words else "") + _AFTER
            case Key():
                return self._key(block)
            case TimePicture():
                return _paragraph("Small", _text(f"{one_line(block.caption)}. {one_line(block.alt)}"))
            case NewPage():
                return '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'

    def _fact(self, label: str, value: Cell) -> str:
        shown = _text(long_date(value)) if isinstance(value, date) else self._cell(value, tinted=True)
        name = _text(one_line(label), '<w:rStyle w:val="FactLabel"/>')
        return _paragraph("Facts", f"{name}<w:r><w:tab/></w:r>{shown}")

    def _table(self, table: Table) -> str:
        widths = column_widths(table, self._width, TABLE_SIZE, PADDING)
        twips = [round(width * 20) for width in widths]
        properties = [f'<w:tcW w:w="{width}" w:type="dxa"/>' for width in twips]
        cells = [f"<w:tc><w:tcPr>{width}</w:tcPr>" for width in properties]
        styles = [_style("TableText", _side(column.align)) for column in table.columns]
        headings = "".join(
            f"{cell}<w:p>{_style('TableHeading', _side(column.align))}{_text(one_line(column.heading))}</w:p></w:tc>"
            for column, cell in zip(table.columns, cells, strict=True)
        )
        rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{headings}</w:tr>"]
        for row in table.rows:
            if isinstance(row, Group):
                rows.append(
                    f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(twips)}" w:type="dxa"/>'
                    f'<w:gridSpan w:val="{len(twips)}"/><w:shd w:val="clear" w:color="auto" w:fill="F3F5F8"/></w:tcPr>'
                    f"{_paragraph('TableHeading', _text(one_line(row.text)))}</w:tc></w:tr>"
                )
                continue
            look = "<w:b/><w:bCs/>" if row.strong else ""
            pieces = ["<w:tr><w:trPr><w:cantSplit/></w:trPr>"]
            longest = 0.0
            for index, cell in enumerate(row.cells):
                if isinstance(cell, RatingMark):
                    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{TINTS[cell.value][1:]}"/>'
                    start = f"<w:tc><w:tcPr>{properties[index]}{shade}</w:tcPr>"
                else:
                    start = cells[index]
                    if isinstance(cell, str | tuple):
                        longest = max(longest, len(cell_text(cell)) / widths[index])
                pieces += (start, "<w:p>", styles[index], self._cell(cell, look), "</w:p></w:tc>")
            if longest > WHOLE_ROW:
                pieces[0] = "<w:tr>"
            rows.append("".join(pieces) + "</w:tr>")
        before = ""
        if table.caption:
            before = _paragraph("Caption", self._bookmark(table.anchor, _text(one_line(table.caption))))
        elif table.anchor:
            before = _paragraph("TableEnd", self._bookmark(table.anchor, ""))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
        start = _table_start(table.caption, table.row_heading == 0, sum(twips))
        return f"{before}{start}{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{_AFTER}"

    def _key(self, key: Key) -> str:
        rows = tuple(Row((mark, meaning)) for mark, meaning in key.entries)
        return self._table(Table((Column("Rating", 1), Column("Meaning", 3)), rows, caption=key.title))

    def _cell(self, cell: Cell, look: str = "", *, tinted: bool = False) -> str:
        match cell:
            case None:
                return ""
            case str():
                return self._words(cell, look) if cell else ""
            case RatingMark():
                ink = f'<w:b/><w:bCs/><w:color w:val="{INKS[cell.value][1:]}"/>'
                shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{TINTS[cell.value][1:]}"/>' if tinted else ""
                return _text(f"{cell.shape}\xa0{one_line(cell.text)}", ink + shade)
            case bool() | int() | float() | date():
                return _text(cell_text(cell).replace(" ", "\xa0"), look)
            case _:
                return self._words(cell, look)

    def _words(self, words: Words, look: str = "") -> str:
        return "".join(self._run(run, look) for run in runs(words))

    def _run(self, run: Run, look: str) -> str:
        if run.to or run.url:
            look = '<w:rStyle w:val="Hyperlink"/>' + look
        if run.bold and "<w:b/>" not in look:
            look += "<w:b/><w:bCs/>"
        if run.italic:
            look += "<w:i/><w:iCs/>"
        words = _text(run.text, look)
        if run.to:
            return f'<w:hyperlink w:anchor="{self._places[run.to]}" w:history="1">{words}</w:hyperlink>'
        if run.url:
            return f'<w:hyperlink r:id="{self._address(run.url)}" w:history="1">{words}</w:hyperlink>'
        return words

    def _address(self, url: str) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE

        if url not in self._addresses:
            self._addresses[url] = self._word.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._addresses[url]

    def _bookmark(self, anchor: str | None, words: str) -> str:
        if not anchor:
            return words
        self._marks += 1
        name = self._places[anchor]
        return f'<w:bookmarkStart w:id="{self._marks}" w:name="{name}"/>{words}<w:bookmarkEnd w:id="{self._marks}"/>'

    def _new_list(self) -> int:
        from docx.oxml.parser import parse_xml

        lists = _lists(self._word)
        number = len(lists) + 1
        lists.append(
            parse_xml(
                f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{NUMBERED_ITEMS}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        return number


def _table_start(caption: str, row_heading: bool, width: int) -> str:
    named = f"<w:tblCaption w:val={quoteattr(one_line(caption))}/>" if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"00A0" if row_heading else "0020"}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(row_heading)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{named}</w:tblPr><w:tblGrid>"
    )


def _lists(word: WordDocument) -> BaseOxmlElement:
    """The numberings of the file, one for each list that counts for itself."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import XmlPart

    part = word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    if not isinstance(part, XmlPart):
        raise Fault("the template has no numbering")
    lists: BaseOxmlElement = part.element
    return lists


def _text(text: str, look: str = "") -> str:
    """A run of cleaned text; a line feed is a line break and a tab a tab."""
    if not text:
        return ""
    words = escape(text)
    if "\n" in words or "\t" in words:
        words = words.replace("\n", f"</w:t><w:br/>{_T}").replace("\t", f"</w:t><w:tab/>{_T}")
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_T}{words}</w:t></w:r>"


_T = '<w:t xml:space="preserve">'


def _style(name: str, more: str = "") -> str:
    return f'<w:pPr><w:pStyle w:val="{name}"/>{more}</w:pPr>'


def _paragraph(style: str, words: str) -> str:
    return f"<w:p>{_style(style)}{words}</w:p>"


_AFTER = _paragraph("TableEnd", "")


def _numbering(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _side(align: str) -> str:
    return {"left": "", "right": '<w:jc w:val="right"/>', "centre": '<w:jc w:val="center"/>'}[align]


def _field(name: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _dated(saved: io.BytesIO, document: Document) -> bytes:
    """The same file with the document's own time on its parts in place of the clock's."""
    made = document.made.astimezone(UTC)
    moment = (max(made.year, 1980), made.month, made.day, made.hour, made.minute, made.second)
    dated = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            info = zipfile.ZipInfo(part, moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(part))
    return dated.getvalue()
