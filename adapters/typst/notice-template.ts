/**
 * The payment notice's layout: one or several in one file, each numbered by itself. As in the receipt's, strangers'
 * text arrives as JSON and is set as text, never read as Typst. The code is a drawing, so that any printer keeps it sharp.
 */
export const noticeTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let accent = rgb(d.accent)
#let soft = rgb("#5b5f5c")
#let rule = rgb("#d9d7d2")

#set document(title: d.papers.map(p => p.title + " " + p.label).slice(0, calc.min(3, d.papers.len())).join(" · "), author: d.author, date: datetime(
  year: d.date.at(0), month: d.date.at(1), day: d.date.at(2), hour: d.date.at(3), minute: d.date.at(4), second: d.date.at(5)))
#set text(font: d.fonts, fallback: false, size: 10pt, lang: d.papers.at(0).lang, fill: rgb("#1b1c1b"))
#set par(leading: 0.6em, spacing: 0.9em)
#show heading: set block(above: 0pt, below: 0pt)

#let label(body) = text(size: 8.5pt, fill: soft, body)
#let party(p) = stack(spacing: 0.65em, label(p.label), text(weight: 600, p.name), ..p.lines)

#let notice(p, code, bank, at) = {
  set text(lang: p.lang)
  set page(paper: "a4", margin: (x: 2.2cm, top: 2.2cm, bottom: 2.6cm), footer: context {
    set text(size: 8pt, fill: soft, lang: p.lang)
    let last = query(metadata.where(value: "end-" + str(at))).first().location()
    let pages = counter(page).at(last).first()
    line(length: 100%, stroke: 0.5pt + rule)
    v(-0.4em)
    grid(columns: (1fr, auto), column-gutter: 1cm,
      stack(spacing: 0.5em, ..p.foot),
      if pages > 1 [#p.page #counter(page).display() / #pages])
  })
  counter(page).update(1)

  grid(columns: (1fr, auto), column-gutter: 1cm, align: (left + top, right + top),
    if d.logo != none { image(bytes(d.logo.bytes), alt: p.seller.name, width: d.logo.widthMm * 1mm) }
    else { text(size: 15pt, weight: 600, p.seller.name) },
    stack(spacing: 0.9em,
      heading(level: 1, text(size: 17pt, weight: 600, fill: accent, p.title)),
      ..p.head.map(((name, value)) => [#text(fill: soft, name) #h(0.4em) #text(weight: 600, value)])))

  // With a transfer's block the page is still one page for a usual order.
  let tight = p.transfer != none
  v(if tight { 0.6cm } else { 1cm })
  grid(columns: (1fr, 1fr), column-gutter: 1cm, party(p.seller), party(p.payer))
  v(if tight { 0.4cm } else { 0.7cm })

  block(width: 100%, inset: (x: 0.6cm, y: 0.55cm), radius: 4pt, stroke: (left: 3pt + accent, rest: 0.5pt + rule), breakable: false,
    grid(columns: (1fr, auto), align: (left + horizon, right + horizon),
      stack(spacing: 0.7em, label(p.amount.label), text(size: 22pt, weight: 600, p.amount.text)),
      box(inset: (x: 0.9em, y: 0.6em), radius: 3pt, stroke: 1pt + accent, text(weight: 600, fill: accent, p.amount.status))))

  if p.pay != none {
    v(if tight { 0.1cm } else { 0.45cm })
    block(width: 100%, breakable: false, grid(columns: (4cm, 1fr), column-gutter: 0.7cm, align: (left + horizon, left + horizon),
      align(center, image(bytes(code.svg), format: "svg", alt: code.alt, width: if tight { 3.4cm } else { 4cm })),
      stack(spacing: 0.9em,
        text(size: 11pt, weight: 600, if p.pay.label == none { p.pay.scan } else { p.pay.label }),
        text(p.pay.orType),
        link(code.url, text(size: 9.5pt, fill: accent, code.url)),
        label(p.pay.stays))))
  }

  if p.transfer != none {
    let facts = stack(spacing: 0.7em,
      text(size: 11pt, weight: 600, p.transfer.title),
      grid(columns: (auto, 1fr), column-gutter: 1em, row-gutter: 0.6em,
        ..p.transfer.rows.map(((name, value)) => (text(fill: soft, name), text(weight: 600, value))).flatten()),
      ..p.transfer.hints.map(label))
    block(width: 100%, breakable: false, above: 0.2cm, inset: (top: 0.3cm), stroke: (top: 0.5pt + rule),
      if bank == none or p.transfer.code == none { facts }
      else {
        grid(columns: (4cm, 1fr), column-gutter: 0.7cm, align: (left + top, left + top),
          stack(spacing: 0.2em, image(bytes(bank.svg), format: "svg", alt: bank.alt, width: 4cm), align(center, label(p.transfer.code))), facts)
      })
  }

  v(if tight { 0.2cm } else { 0.5cm })
  table(columns: (1fr, auto, auto), align: (left, right, right),
    inset: (x, _) => (left: if x == 0 { 0pt } else { 0.6cm }, right: 0pt, y: 0.5em),
    stroke: (_, y) => (bottom: if y == 0 { 0.8pt + rgb("#1b1c1b") } else { 0.5pt + rule }),
    table.header(..p.columns.map(label)),
    ..p.lines.flatten().map(cell => text(cell)))
  block(width: 100%, breakable: false, above: 0.8em, align(right, grid(columns: (auto, auto), column-gutter: 0.9cm, row-gutter: 0.7em, align: (right, right),
    ..p.totals.map(((name, value)) => (text(name), text(weight: 600, value))).flatten())))
  [#metadata("end-" + str(at))]
}

#for (at, p) in d.papers.enumerate() { notice(p, d.codes.at(at), d.bankCodes.at(at), at) }
`;
