"""A paper put together: sections of sheets, what the file says of itself, its fixed bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document

from generator.outputs.office.docx import heads, tails
from generator.outputs.office.docx.blocks import set_blocks, widest
from generator.outputs.office.docx.edges import edges
from generator.outputs.office.docx.nodes import PARAGRAPH, clean, gap, node, paragraph, run, set_also
from generator.outputs.office.docx.pages import ACROSS, PAGES, UPRIGHT, Page, section
from generator.outputs.office.docx.skeleton import skeleton
from generator.outputs.office.docx.titles import title
from generator.outputs.office.packing import packed
from generator.outputs.papers.sheet import annex_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as DocumentObject
    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.outputs.papers.sheet import Annex, Paper

AUTHOR = "guatu"
WIDE = 60
"""A table of more characters across lies on a sheet of its own way."""
LONGEST_PROPERTY = 255


@dataclass(frozen=True, slots=True)
class Section:
    """What stands on sheets of one kind."""

    page: Page
    content: list[BaseOxmlElement] = field(default_factory=list)


def docx(paper: Paper) -> bytes:
    """Write a paper as a .docx of GB/T 9704-2012; the same paper gives the same bytes."""
    document = Document(BytesIO(skeleton()))
    _describe(document, paper)
    references = edges(document.part, paper)
    body = document.element.body
    sections = arranged(paper)
    for place, one in enumerate(sections):
        last = place == len(sections) - 1
        closing = section(
            one.page,
            references if place == 0 else {},
            first_differs=place == 0 and paper.form == "信函",
        )
        body.extend(one.content)
        if last:
            body.append(closing)
        else:
            _close(body, closing)
    made = BytesIO()
    document.save(made)
    return packed(made.getvalue())


def arranged(paper: Paper) -> list[Section]:
    """Put body, annexes and 版记 on their sheets."""
    main = PAGES[paper.size]
    blocks = list(set_blocks(paper.blocks, main.room))
    if blocks and blocks[-1].tag == PARAGRAPH:
        set_also(blocks[-1], node("keepNext"))
    sections = [Section(main, [*heads.head(paper, main), *blocks, *tails.tail(paper)])]
    for number, annex in enumerate(paper.annexes, 1):
        page = ACROSS if main == UPRIGHT and widest(annex.blocks) > WIDE else main
        same = page == sections[-1].page
        if not same:
            sections.append(Section(page))
        label = annex_label(paper, number)
        sections[-1].content.extend(_annex(annex, label, page, new_page=same))
    if closing := list(tails.imprinted(paper)):
        if sections[-1].page != main:
            sections.append(Section(main))
        sections[-1].content.extend(closing)
    return sections


def _annex(annex: Annex, label: str, page: Page, *, new_page: bool) -> Iterable[BaseOxmlElement]:
    look = (node("pageBreakBefore"),) if new_page else ()
    yield paragraph("AnnexLabel", run(label), look=look)
    yield title("AnnexTitle", annex.title, page.room)
    yield from set_blocks(annex.blocks, page.room)


def _close(body: BaseOxmlElement, closing: BaseOxmlElement) -> None:
    """End a section in its last paragraph, or in a small one after a table."""
    last = body[-1]
    if last.tag != PARAGRAPH:
        body.append(last := gap(20))
    set_also(last, closing)


def _describe(document: DocumentObject, paper: Paper) -> None:
    """Say of the file what the paper is, and its day; never the clock's."""
    moment = datetime.combine(paper.as_of, time(), UTC)
    own = document.core_properties
    own.title = clean(paper.title)[:LONGEST_PROPERTY]
    own.subject = clean(f"{paper.name}　{paper.period}")[:LONGEST_PROPERTY]
    own.keywords = clean("，".join(paper.keywords))[:LONGEST_PROPERTY]
    own.author = own.last_modified_by = AUTHOR
    own.language = "zh-CN"
    own.revision = 1
    own.created = own.modified = moment
