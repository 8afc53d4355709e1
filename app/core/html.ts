declare const htmlBrand: unique symbol;
/** Markup that is safe to send: made by `html` alone, or trusted by name. */
export type Html = { readonly text: string; readonly [htmlBrand]: true };

type Part = Html | string | number | false | null | readonly Html[];

const trusted = (text: string) => ({ text }) as Html;

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function written(part: Part): string {
  if (part === false || part === null) return "";
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  return "text" in part ? part.text : part.map(({ text }) => text).join("");
}

/** Markup in which every value is escaped unless it is markup itself. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  return trusted(texts.reduce((out, text, index) => out + written(parts[index - 1] ?? null) + text));
}

/** For lists with parts left out: `[isPaid && html`…`].filter(isHtml)`. */
export const isHtml = (part: Html | false | null): part is Html => part !== false && part !== null;

/** A style sheet of ours, as it is. */
export const styleSheet = (css: string) => trusted(`<style>${css}</style>`);
