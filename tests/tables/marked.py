"""Small marked-up tables, written as lines of cells."""

from pathlib import Path

from pipeline.document import Document, Table
from pipeline.read.jats import read
from pipeline.tables.grids import from_grids


def table(*rows: str, head: int = 1, foot: str = "", caption: str = "Itch") -> tuple[Document, Table]:
    """A table whose rows are written as ``a | b``; ``>`` before a cell sets it in, ``2*b`` spans two columns.

    ``2/b`` spans two rows, ``!b`` is bold, ``b//c`` has two lines; the first ``head`` rows are its head.
    """
    listed = [
        f"<tr>{''.join(_cell(cell.strip(), place < head) for cell in row.split('|'))}</tr>"
        for place, row in enumerate(rows)
    ]
    thead = f"<thead>{''.join(listed[:head])}</thead>" if head else ""
    raw = (
        f"<article><body><table-wrap><label>Table 1</label><caption><p>{caption}</p></caption><table>{thead}"
        f"<tbody>{''.join(listed[head:])}</tbody></table>{foot}</table-wrap></body></article>"
    )
    document = read(Path("a.xml"), raw.encode())
    (found,) = from_grids(document)
    return document, found


def _cell(written: str, header: bool) -> str:
    spans = ""
    if written[1:2] == "*" and written[0].isdigit():
        spans, written = f' colspan="{written[0]}"', written[2:]
    if written[1:2] == "/" and written[2:3] != "/" and written[0].isdigit() and not written[2:3].isdigit():
        spans, written = spans + f' rowspan="{written[0]}"', written[2:]
    if written.startswith("!"):
        written = f"<bold>{written[1:]}</bold>"
    depth = len(written) - len(written.lstrip(">"))
    tag = "th" if header else "td"
    return f"<{tag}{spans}>{'&#8195;' * depth}{written[depth:].replace('//', '<break/>')}</{tag}>"
