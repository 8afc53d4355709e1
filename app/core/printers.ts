import type { NoticeFacts } from "./notice";
import type { Paper } from "./paper";
import type { ReceiptFacts } from "./receipt";

/** How a shop's papers look. The logo is a PNG as the settings keep it. */
export type PaperLook = { logoPng: Uint8Array | null; accentColor: string };

/** Draws a receipt. The same facts and look give the same bytes. Throws VendorError when it cannot draw at all. */
export type ReceiptPrinter = {
  print(facts: ReceiptFacts, look: PaperLook): Promise<Uint8Array>;
};

/** Draws payment notices into one PDF, each from a page of its own. Throws VendorError when it cannot draw at all. */
export type NoticePrinter = {
  print(notices: readonly NoticeFacts[], look: PaperLook): Promise<Uint8Array>;
};

/** Draws a paper of the counter. Throws VendorError when it cannot draw at all. */
export type PaperPrinter = {
  print(paper: Paper, look: PaperLook): Promise<Uint8Array>;
};
