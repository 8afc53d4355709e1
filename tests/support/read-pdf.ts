import type { Canvas } from "@napi-rs/canvas";
import { scanGrayBuffer } from "@undecaf/zbar-wasm";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** As a telephone sees a printed page: about 200 points an inch. */
const scale = 2.8;

export type PdfPage = { text: string; codes: string[]; png: Buffer };

/** Draws every page of a PDF and reads it: its words, and what a scanner finds on the drawing. */
export async function readPdf(pdf: Uint8Array): Promise<PdfPage[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0, isEvalSupported: false }).promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    const text = content.items.map((item) => ("str" in item ? item.str : "")).join(" ").replace(/\s+/g, " ").replaceAll("\u200b", "");
    const viewport = page.getViewport({ scale });
    const { canvas } = (document.canvasFactory as { create(width: number, height: number): { canvas: Canvas } }).create(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvas: canvas as never, viewport }).promise;
    pages.push({ text, codes: await scan(canvas), png: await canvas.encode("png") });
  }
  return pages;
}

async function scan(canvas: Canvas): Promise<string[]> {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const gray = new Uint8Array(width * height);
  for (let at = 0; at < gray.length; at += 1) gray[at] = ((data[at * 4] ?? 0) + (data[at * 4 + 1] ?? 0) + (data[at * 4 + 2] ?? 0)) / 3;
  return (await scanGrayBuffer(gray.buffer, width, height)).map((symbol) => symbol.decode("utf-8"));
}
