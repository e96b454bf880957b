"""Pages as pictures: the same pixels in bands as at once, from any thread, until they are closed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from model.errors import Fault
from model.reports.page_pictures import PagePictures, page_count
from model.reports.pdf import write_pdf
from tests.model.reports.conftest import build


@pytest.fixture(scope="module")
def content() -> bytes:
    """A paper of several pages, upright and landscape."""
    return write_pdf(build(odd=False)).content


def rows(picture_rows: bytes, stride: int, width: int) -> list[bytes]:
    return [picture_rows[at : at + width * 4] for at in range(0, len(picture_rows), stride)]


def test_pages_have_their_sizes_and_something_on_them(content: bytes) -> None:
    with PagePictures(content) as pages:
        assert len(pages) == page_count(content) > 2
        assert {(round(size.width), round(size.height)) for size in pages.sizes} == {(595, 842), (842, 595)}
        for page in range(len(pages)):
            picture = pages.draw(page, 0.5)
            assert (picture.width, picture.height) == pages.sizes[page].pixels(0.5)
            assert len(set(picture.pixels)) > 10


@pytest.mark.parametrize("band", [37, 200, 10_000])
def test_bands_put_together_are_the_page(content: bytes, band: int) -> None:
    with PagePictures(content) as pages:
        whole = pages.draw(0, 0.7)
        wanted = rows(whole.pixels, whole.stride, whole.width)
        found: list[bytes] = []
        for top in range(0, whole.height, band):
            strip = pages.draw(0, 0.7, top, band)
            assert strip.height == min(band, whole.height - top)
            found += rows(strip.pixels, strip.stride, strip.width)
        assert len(found) == len(wanted)
        # An edge of a letter that a band cuts may be a shade lighter or darker.
        other = sum(
            one != another
            for line, as_whole in zip(found, wanted, strict=True)
            for one, another in zip(line, as_whole, strict=True)
        )
        assert other < 0.002 * len(whole.pixels)


def test_threads_take_turns(content: bytes) -> None:
    with PagePictures(content) as pages, ThreadPoolExecutor(4) as pool:
        wanted = [pages.draw(page, 0.3).pixels for page in range(len(pages))]
        drawn = pool.map(lambda place: (place, pages.draw(place, 0.3).pixels), list(range(len(pages))) * 8)
        counted = pool.map(page_count, [content] * 8)
        assert all(pixels == wanted[place] for place, pixels in drawn)
        assert set(counted) == {len(pages)}


def test_nothing_is_drawn_after_closing_or_past_the_page(content: bytes) -> None:
    pages = PagePictures(content)
    with pytest.raises(Fault, match="rows of pixels"):
        pages.draw(0, 1.0, 842)
    pages.close()
    pages.close()
    with pytest.raises(Fault, match="closed"):
        pages.draw(0, 1.0)


def test_what_is_no_pdf_is_our_own_mistake() -> None:
    with pytest.raises(Fault):
        PagePictures(b"not a PDF")
