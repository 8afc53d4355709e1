/**
 * The layout of the counter's papers: closings, paying-in slips, signed receipts. As in the receipt's, strangers' text
 * arrives as JSON and is set as text, never read as Typst; signatures are drawings of our own making.
 */
export const paperTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let accent = rgb(d.accent)
#let soft = rgb("#5b5f5c")
#let rule = rgb("#d9d7d2")

#set document(title: d.title, author: d.issuer.name, date: datetime(
  year: d.date.at(0), month: d.date.at(1), day: d.date.at(2), hour: d.date.at(3), minute: d.date.at(4), second: d.date.at(5)))
#set text(font: d.fonts, fallback: false, size: 10pt, lang: d.lang, fill: rgb("#1b1c1b"))
#set par(leading: 0.6em, spacing: 0.9em)
#set page(paper: "a4", margin: (x: 2.2cm, top: 2.2cm, bottom: 2.6cm), footer: context {
  set text(size: 7.5pt, fill: soft)
  line(length: 100%, stroke: 0.5pt + rule)
  v(-0.4em)
  grid(columns: (1fr, auto), column-gutter: 1cm, stack(spacing: 0.5em, ..d.foot),
    if counter(page).final().first() > 1 [#counter(page).display() / #counter(page).final().first()])
})
#show heading: set block(above: 0pt, below: 0pt)

#let label(body) = text(size: 8.5pt, fill: soft, body)

#grid(columns: (1fr, auto), column-gutter: 1cm, align: (left + top, right + top),
  stack(spacing: 0.65em, text(size: 13pt, weight: 600, d.issuer.name), ..d.issuer.lines.map(one => text(size: 9pt, fill: soft, one))),
  stack(spacing: 0.9em,
    heading(level: 1, text(size: 17pt, weight: 600, fill: accent, d.title)),
    ..d.head.map(((name, value)) => [#text(fill: soft, name) #h(0.4em) #text(weight: 600, value)])))

#v(0.8cm)
#grid(columns: (auto, 1fr), column-gutter: 1.2em, row-gutter: 0.75em,
  ..d.facts.map(((name, value)) => (text(fill: soft, name), text(value))).flatten())

#for one in d.tables {
  v(0.7cm)
  block(sticky: true, below: 0.9em, heading(level: 2, text(size: 10.5pt, weight: 600, one.title)))
  table(columns: (1fr,) + (auto,) * (one.columns.len() - 1), align: (x, _) => if x == 0 { left } else { right },
    inset: (x, _) => (left: if x == 0 { 0pt } else { 0.6cm }, right: 0pt, y: 0.5em),
    stroke: (_, y) => (bottom: if y == 0 { 0.8pt + rgb("#1b1c1b") } else { 0.5pt + rule }),
    table.header(..one.columns.map(label)),
    ..one.rows.flatten().map(cell => text(cell)),
    ..if one.total == none { () } else { one.total.map(cell => text(weight: 600, cell)) })
}

#for one in d.texts {
  v(0.5cm)
  text(one)
}

#if d.signatures.len() > 0 {
  v(1cm)
  grid(columns: (1fr,) * d.signatures.len(), column-gutter: 1cm, ..d.signatures.zip(d.pads).map(((one, pad)) => block(breakable: false, stack(spacing: 0.7em,
    label(one.label),
    box(width: 100%, height: 3cm, stroke: 0.5pt + rule, radius: 3pt, inset: 0.2cm,
      if pad == none { align(center + horizon, text(size: 14pt, style: "italic", one.how)) }
      else { align(center + horizon, image(bytes(pad), format: "svg", alt: one.label + " " + one.name, height: 2.5cm)) }),
    text(weight: 600, one.name)))))
}
`;
