"""How much of a document is read, and how long: every limit in one place, with its reason.

The longest inspection report known has some 90 pages, a committee's full agenda pack 800. What is over a limit is
refused, or read up to it and said; it is never cut silently.
"""

from __future__ import annotations

MEBIBYTE = 1024 * 1024

FILE_BYTES = 200 * MEBIBYTE
"""A scanned agenda pack has some 100 MB. The file is held in memory once."""

PAGES = 1500
"""Of a PDF. Twice the longest agenda pack; beyond it stand data dumps, not papers."""

CHARACTERS = 4_000_000
"""Of text in the whole document: 1,500 pages of close print. A thousand pages with 2.6 million took 320 MB."""

CHARACTERS_ON_A_PAGE = 100_000
"""A page of small print has 6,000. More than this is a drawing made of letters."""

TAGS_ON_A_PAGE = 50_000
TAG_DEPTH = 500

DRAWN_ON_A_PAGE = 20_000
"""Things painted on a page without tags that are looked at in search of tables."""

RULES_ON_A_PAGE = 3_000
"""A table of 40 rows and 10 columns, each cell with a border of its own, has 1,600."""

ZIP_ENTRIES = 5_000
"""A Word file of 300 pictures has some 350 parts."""

ZIP_INFLATED = 300 * MEBIBYTE
"""All parts of a Word file together, counted while they are inflated: its list of contents is not believed."""

PART_INFLATED = 80 * MEBIBYTE
"""The one part that holds the text: 1,500 pages of Word have some 25 MB of mark-up."""

ZIP_RATIO = 200
"""Of a part of over a megabyte. Mark-up shrinks to a thirtieth at best; a bomb to a thousandth."""

MARKUP_DEPTH = 256
"""Elements within elements, in Word files and web pages. Tables within tables ten deep stay under 100."""

TEXT_BYTES = 20 * MEBIBYTE
"""Of a text file or web page. The longest minutes have one megabyte."""

SECONDS = 120
"""For one document in the process that reads, by the clock and of the processor. A report takes a third of a second,
a thousand pages 25 seconds, and a busy machine several times as much."""

MEMORY = 1024 * MEBIBYTE
"""Of the process that reads: its address space on Linux. A 48-page report takes 60 MB."""

ANSWER_BYTES = 256 * MEBIBYTE
"""What the child process may send back: four million characters with a place for each word."""
