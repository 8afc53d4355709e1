/**
 * The receipt's layout. Strangers' text reaches it as JSON in `sys.inputs` and is set as text: nothing in it is
 * ever read as Typst. No fall-back fonts, so that the same facts give the same bytes on every machine.
 */
export const receiptTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let accent = rgb(d.accent)
#let soft = rgb("#5b5f5c")
#let rule = rgb("#d9d7d2")

#set document(title: d.title + " " + d.head.at(0).at(1), author: d.seller.name, date: datetime(
  year: d.date.at(0), month: d.date.at(1), day: d.date.at(2), hour: d.date.at(3), minute: d.date.at(4), second: d.date.at(5)))
#set text(font: d.fonts, fallback: false, size: 10pt, lang: d.lang, fill: rgb("#1b1c1b"))
#set par(leading: 0.6em, spacing: 0.9em)
#set page(paper: "a4", margin: (x: 2.2cm, top: 2.2cm, bottom: 2.6cm), footer: context {
  set text(size: 8pt, fill: soft)
  line(length: 100%, stroke: 0.5pt + rule)
  v(-0.4em)
  grid(columns: (1fr, auto), column-gutter: 1cm,
    stack(spacing: 0.5em, ..d.foot),
    if counter(page).final().first() > 1 [#d.page #counter(page).display() / #counter(page).final().first()])
})
#show heading: set block(above: 0pt, below: 0pt)

#let label(body) = text(size: 8.5pt, fill: soft, body)
#let party(p) = stack(spacing: 0.65em, label(p.label), text(weight: 600, p.name), ..p.lines)
#let pairs(rows) = grid(columns: (auto, 1fr), column-gutter: 1.2em, row-gutter: 0.75em,
  ..rows.map(((name, value)) => (text(fill: soft, name), text(value))).flatten())

#grid(columns: (1fr, auto), column-gutter: 1cm, align: (left + top, right + top),
  if d.logo != none { image(bytes(d.logo.bytes), alt: d.seller.name, width: d.logo.widthMm * 1mm) }
  else { text(size: 15pt, weight: 600, d.seller.name) },
  stack(spacing: 0.9em,
    heading(level: 1, text(size: 17pt, weight: 600, fill: accent, d.title)),
    ..d.head.map(((name, value)) => [#text(fill: soft, name) #h(0.4em) #text(weight: 600, value)])))

#v(1.1cm)
#grid(columns: (1fr, 1fr), column-gutter: 1cm, party(d.seller), party(d.payer))
#v(0.8cm)

#block(width: 100%, inset: (x: 0.6cm, y: 0.55cm), radius: 4pt, stroke: (left: 3pt + accent, rest: 0.5pt + rule), breakable: false, {
  grid(columns: (1fr, auto), align: (left + horizon, right + horizon),
    stack(spacing: 0.7em, label(d.amount.label), text(size: 22pt, weight: 600, d.amount.text)),
    box(inset: (x: 0.9em, y: 0.6em), radius: 3pt, stroke: 1pt + accent, text(weight: 600, fill: accent, d.amount.status)))
  v(0.35cm)
  pairs(d.facts)
})

#for item in d.items {
  v(0.7cm)
  block(sticky: true, below: 0.9em, heading(level: 2, text(size: 10.5pt, weight: 600, item.title)))
  if item.lines.len() > 0 {
    table(columns: (1fr, auto, auto), align: (left, right, right),
      inset: (x, _) => (left: if x == 0 { 0pt } else { 0.6cm }, right: 0pt, y: 0.5em),
      stroke: (_, y) => (bottom: if y == 0 { 0.8pt + rgb("#1b1c1b") } else { 0.5pt + rule }),
      table.header(..d.columns.map(label)),
      ..item.lines.flatten().map(cell => text(cell)))
  }
  block(width: 100%, breakable: false, above: 0.8em, align(right, grid(columns: (auto, auto), column-gutter: 0.9cm, row-gutter: 0.7em, align: (right, right),
    ..item.totals.map(((name, value)) => (text(name), text(weight: 600, value))).flatten())))
}

#if d.proof != none {
  v(0.7cm)
  block(breakable: false, grid(columns: (2.6cm, 1fr), column-gutter: 0.2cm, align: (left + horizon, left + horizon),
    pad(left: -0.2cm, image(bytes(d.proof.svg), format: "svg", width: 2.6cm, alt: d.proof.alt)),
    stack(spacing: 0.7em, label(d.proof.alt), link(d.proof.url, text(size: 8.5pt, d.proof.url)))))
}
`;
