/** A signature's box: drawn, typed, or left empty for a pen. */
export type PaperSignature = { label: string; name: string; how: string; /** SVG of our own making; null: none. */ svg: string | null };

/** A table whose first column is text and the others figures. */
export type PaperTable = { title: string; columns: string[]; rows: string[][]; total: string[] | null };

/** A paper of the counter: a closing, a paying-in slip, a signed receipt. Every word and figure already written. */
export type Paper = {
  lang: string;
  title: string;
  issuer: { name: string; lines: string[] };
  head: [string, string][];
  facts: [string, string][];
  tables: PaperTable[];
  texts: string[];
  signatures: PaperSignature[];
  foot: string[];
  at: Date;
};
