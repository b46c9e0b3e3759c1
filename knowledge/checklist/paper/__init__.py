"""Paper: PDFs set by typst, QR codes, calendar files. Nothing here needs the network, a system font or another program.

Two functions are all that another room needs:

- `qr_svg(text)`: a QR code as an SVG text, black on white with its quiet zone, for a page or a template.
- `render(template, data)`: the bytes of a PDF. `template` is the name of a file in `templates/` ("checklist" is
  `templates/checklist.typ`), `data` is anything that JSON can say. A template reads it with

      #import "page.typ": data, qr, sheet
      #show: sheet.with(title: data.title)
      #data.name #qr(data.qr, 30mm)

  where `data.qr` was made by `qr_svg`. `sheet` sets the page (A4, Noto Sans from `fonts/`, Vietnamese, the title in
  the PDF's metadata). Texts come with the data, in Vietnamese from a `…wording.yml`: a template holds none.

A warm `render` takes 10–50 ms of one core, and one at a time per process (typst holds the fonts): call it in a
thread (`asyncio.to_thread`), and cache what many people ask for.
"""

from __future__ import annotations

from knowledge.checklist.paper.qr import qr_svg
from knowledge.checklist.paper.typeset import render

__all__ = ["qr_svg", "render"]
