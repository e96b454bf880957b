"""A document as one web page that needs nothing else: no script, no font, no picture, no address to load.

It can be put on a council's site or sent by e-mail. Its headings, lists and tables say what they are,
it follows the reader's light or dark setting, and it prints.
"""

from __future__ import annotations

import re
from datetime import date
from html import escape
from typing import TYPE_CHECKING

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
    Table,
    Words,
    anchors,
    cell_text,
    long_date,
    numbers,
    one_line,
    runs,
    sections,
)
from model.reports.pictures import TimePicture

if TYPE_CHECKING:
    from collections.abc import Iterator

DARK_INKS = {"blue": "#a9cdf7", "green": "#9fe0b2", "amber": "#ffd479", "red": "#ffb4ae", "grey": "#ccd2d8"}
"""The colour of a rating's word on dark; at least 7:1 on its dark tint."""
DARK_TINTS = {"blue": "#12315a", "green": "#123d22", "amber": "#4a3204", "red": "#571614", "grey": "#343a41"}

LONG = 24
"""A word of this many characters may be broken without a hyphen."""

STYLE = """
:root{color-scheme:light dark;--ink:#1a1d21;--quiet:#4c535b;--paper:#fff;--accent:#1d3f66;--link:#124a8c;
--line:#b9c1ca;--head:#e4eaf1;--group:#f3f5f8;LIGHT}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--quiet:#b9c0c8;--paper:#16191d;--accent:#a9cdf7;--link:#a9cdf7;
--line:#4b535c;--head:#252c34;--group:#1e242a;DARK}}
*{box-sizing:border-box}
html{font:100%/1.5 "Noto Sans","Segoe UI",Arial,sans-serif;color:var(--ink);background:var(--paper)}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 3rem}
main>p,main>ul,main>ol,main>dl,main>blockquote,main>aside{max-width:44rem}
h1,h2,h3,h4,h5{color:var(--accent);line-height:1.25;margin:1.8em 0 .5em}
h1{font-size:2rem;margin:.2em 0}h2{font-size:1.5rem}h3{font-size:1.2rem}h4{font-size:1rem}
h5{font-size:1rem;font-style:italic;color:var(--ink)}
p,li,dd,h1,h2,h3,h4,h5,caption{overflow-wrap:anywhere}td,th{overflow-wrap:break-word}
p{margin:.6em 0}.author{font-weight:bold;color:var(--quiet)}.subtitle{font-size:1.2rem;color:var(--quiet)}
.small,footer,figcaption,cite{font-size:.9rem;color:var(--quiet);font-style:normal}
.labelled{padding-left:2.6em;text-indent:-2.6em}.label{display:inline-block;min-width:2.6em;text-indent:0}
a{color:var(--link)}a:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.35rem 1rem;padding:.7rem 0;margin:1.2rem 0;
border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
dt{font-weight:bold;color:var(--accent)}dd{margin:0}
blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--line)}
aside{background:var(--head);border-left:5px solid var(--accent);padding:.6rem 1rem;margin:1.2rem 0}
.scroll{overflow-x:auto;margin:1.4rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;font-weight:bold;color:var(--accent);padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line);font-weight:normal}
thead th{background:var(--head);font-weight:bold}.group th{background:var(--group);font-weight:bold}
.strong>*{font-weight:bold}.right{text-align:right}.centre{text-align:center}
.day{white-space:nowrap}
.rating{display:inline-block;padding:0 .45em;border-radius:.3em;font-weight:bold;overflow-wrap:normal}
RATINGS
footer{margin-top:3rem;padding-top:.6rem;border-top:1px solid var(--line)}
@page{size:SHEET;margin:2cm}@page wide{size:SHEET landscape;margin:1.8cm}
@media (max-width:36rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
@media print{:root{color-scheme:light;--ink:#000;--quiet:#333;--paper:#fff;--accent:#1d3f66;--link:#124a8c;
--line:#b9c1ca;--head:#e4eaf1;--group:#f3f5f8;LIGHT}
html{font-size:11pt}body{max-width:none;padding:0}.scroll{overflow:visible}
table{min-width:0!important}.wide{page:wide;break-before:page}thead{display:table-header-group}
tr,blockquote,aside{break-inside:avoid}h2,h3,h4,h5,caption,.group{break-after:avoid}.page{break-before:page}
.rating,thead th,.group th,aside{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def write_html(document: Document) -> bytes:
    """The document as one HTML file in UTF-8. Every character of a user's is text, whatever it looks like."""
    title = escape(one_line(document.title))
    author = escape(one_line(document.author))
    page = _Page(document)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        # Should a word ever get out of its place, it can still load and run nothing.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
        f'<meta name="author" content="{author}">\n' if author else "",
        f'<meta name="dcterms.created" content="{document.made.isoformat()}">\n',
        f"<title>{title}</title>\n<style>{_style(document.paper)}</style>\n</head>\n<body>\n<header>\n",
        f'<p class="author">{author}</p>\n' if author else "",
        f"<h1>{title}</h1>\n",
        f'<p class="subtitle">{escape(one_line(document.subtitle))}</p>\n' if document.subtitle else "",
        "</header>\n<main>\n",
        *page.blocks(),
        "</main>\n",
        f"<footer>{escape(one_line(document.footer))}</footer>\n" if document.footer else "",
        "</body>\n</html>\n",
    ]
    return "".join(parts).encode("utf-8")


def _style(paper: str) -> str:
    light = "".join(f"--{name}:{INKS[name]};--{name}-tint:{TINTS[name]};" for name in INKS)
    dark = "".join(f"--{name}:{DARK_INKS[name]};--{name}-tint:{DARK_TINTS[name]};" for name in INKS)
    ratings = "".join(f".{name}{{color:var(--{name});background:var(--{name}-tint)}}" for name in INKS)
    return (
        STYLE.replace("LIGHT", light).replace("DARK", dark).replace("RATINGS", ratings).replace("SHEET", paper.upper())
    )


class _Page:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._places = anchors(document)
        self._numbers = numbers(document)
        self._tables = 0

    def blocks(self) -> Iterator[str]:
        for part in sections(self._document):
            written = "".join(self._block(block) for block in part.blocks)
            yield f'<div class="wide">\n{written}</div>\n' if part.landscape else written

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                number = next(self._numbers)
                name = f"h{block.level + 1}"
                words = escape(f"{number} {one_line(block.text)}".strip())
                return f"<{name}{self._place(block.anchor)}>{words}</{name}>\n"
            case Paragraph():
                label = f'<span class="label">{escape(one_line(block.label))} </span>' if block.label else ""
                looks = ["small"] * block.small + ["labelled"] * bool(label)
                look = ' class="' + " ".join(looks) + '"' if looks else ""
                return f"<p{look}>{label}{self._words(block.words)}</p>\n"
            case Bullets():
                items = "".join(f"<li>{self._words(item)}</li>\n" for item in block.items)
                name = "ol" if block.numbered else "ul"
                return f"<{name}>\n{items}</{name}>\n"
            case Facts():
                pairs = "".join(
                    f"<dt>{escape(one_line(label))}</dt><dd>{self._fact(value)}</dd>\n" for label, value in block.pairs
                )
                return f"<dl>\n{pairs}</dl>\n"
            case Table():
                return self._table(block)
            case Quote():
                source = f"<p><cite>{escape(one_line(block.source))}</cite></p>" if block.source else ""
                return f"<blockquote><p>{self._words(block.words)}</p>{source}</blockquote>\n"
            case Callout():
                words = f"<p>{self._words(block.words)}</p>" if block.words else ""
                return f"<aside><p><strong>{escape(one_line(block.title))}</strong></p>{words}</aside>\n"
            case Key():
                rows = tuple(Row((mark, meaning)) for mark, meaning in block.entries)
                return self._table(Table((Column("Rating"), Column("Meaning", 3)), rows, caption=block.title))
            case TimePicture():
                words = f"{escape(one_line(block.caption))}. {escape(one_line(block.alt))}"
                return f'<p class="small">{words}</p>\n'
            case NewPage():
                return '<div class="page"></div>\n'

    def _table(self, table: Table) -> str:
        total = sum(column.weight for column in table.columns)
        sides = ["" if column.align == "left" else f' class="{column.align}"' for column in table.columns]
        widths = "".join(f'<col style="width:{column.weight / total:.1%}">' for column in table.columns)
        heads = "".join(
            f'<th scope="col"{side}>{escape(one_line(column.heading))}</th>'
            for column, side in zip(table.columns, sides, strict=True)
        )
        self._tables += 1
        name = f"table-{self._tables}"
        # A wide table is moved sideways in a box of its own, which the keyboard can reach and which has a name.
        called = f'aria-labelledby="{name}"' if table.caption else f'aria-label="Table {self._tables}"'
        parts = [f'<div class="scroll" role="region" tabindex="0" {called}{self._place(table.anchor)}>\n']
        # On a narrow screen a wide table keeps its columns readable and moves in its box.
        parts.append(f'<table style="min-width:{len(sides) * 8}rem">\n' if len(sides) > 3 else "<table>\n")
        if table.caption:
            parts.append(f'<caption id="{name}">{escape(one_line(table.caption))}</caption>\n')
        parts.append(f"<colgroup>{widths}</colgroup>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n")
        for row in table.rows:
            if isinstance(row, Group):
                parts.append(
                    f'</tbody>\n<tbody>\n<tr class="group"><th scope="rowgroup" colspan="{len(sides)}">'
                    f"{escape(one_line(row.text))}</th></tr>\n"
                )
                continue
            parts.append('<tr class="strong">' if row.strong else "<tr>")
            for index, cell in enumerate(row.cells):
                tag, scope = ("th", ' scope="row"') if index == table.row_heading else ("td", "")
                parts.append(f"<{tag}{scope}{sides[index]}>{self._cell(cell)}</{tag}>")
            parts.append("</tr>\n")
        parts.append("</tbody>\n</table>\n</div>\n")
        return "".join(parts).replace("<tbody>\n</tbody>\n", "")

    def _fact(self, value: Cell) -> str:
        return _day(value, long_date(value)) if isinstance(value, date) else self._cell(value)

    def _cell(self, cell: Cell) -> str:
        match cell:
            case None:
                return ""
            case RatingMark():
                shape = f'<span aria-hidden="true">{cell.shape}</span>'
                return f'<span class="rating {cell.value}">{shape}&nbsp;{escape(one_line(cell.text))}</span>'
            case bool() | int() | float():
                return cell_text(cell)
            case date():
                return _day(cell, cell_text(cell))
            case _:
                return self._words(cell)

    def _words(self, words: Words) -> str:
        return "".join(map(self._run, runs(words)))

    def _run(self, run: Run) -> str:
        words = _text(run.text)
        if run.bold:
            words = f"<strong>{words}</strong>"
        if run.italic:
            words = f"<em>{words}</em>"
        if run.to:
            return f'<a href="#{self._places[run.to]}">{words}</a>'
        if run.url:
            return f'<a href="{escape(run.url)}" rel="noreferrer">{words}</a>'
        return words

    def _place(self, anchor: str | None) -> str:
        return f' id="{self._places[anchor]}"' if anchor else ""


def _text(text: str) -> str:
    """Escaped, with line breaks, and with places to break in words that no line is long enough for."""
    pieces = [
        escape(word) if len(word) < LONG else "<wbr>".join(map(escape, re.findall(f".{{1,{LONG // 2}}}", word)))
        for word in re.split(r"(\s+)", text)
    ]
    return "".join(pieces).replace("\n", "<br>")


def _day(day: date, words: str) -> str:
    return f'<time class="day" datetime="{day:%Y-%m-%d}">{words}</time>'
