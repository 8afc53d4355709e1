import { createHmac } from "node:crypto";

type Values = Record<string, unknown>;
type Filter = (input: string, args: string[]) => string;

/** The few words of Liquid our templates use, as Shopify documents them; anything else is an error, never silence. */
const filters: Record<string, Filter> = {
  append: (input, [text = ""]) => input + text,
  default: (input, [other = ""]) => (input === "" ? other : input),
  downcase: (input) => input.toLowerCase(),
  escape: (input) => input.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
  hmac_sha256: (input, [key = ""]) => createHmac("sha256", key).update(input).digest("hex"),
  last: (input) => input.split("\u0000").at(-1) ?? "",
  slice: (input, [from = "0", length = "1"]) => input.slice(Number(from), Number(from) + Number(length)),
  split: (input, [by = ""]) => input.split(by).join("\u0000"),
};

/** Renders a template of assignments, one `unless` and outputs. In: what the platform puts there for one order. */
export function renderLiquid(template: string, values: Values): string {
  const known: Values = structuredClone(values);
  let text = "";
  let isShown = true;
  for (const part of template.split(/(\{%-?[\s\S]*?-?%\}|\{\{[\s\S]*?\}\})/)) {
    const tag = /^\{%-?\s*([\s\S]*?)\s*-?%\}$/.exec(part)?.[1];
    const output = /^\{\{\s*([\s\S]*?)\s*\}\}$/.exec(part)?.[1];
    if (output !== undefined) text += isShown ? evaluate(output, known) : "";
    else if (tag === undefined) text += isShown ? part.trim() : "";
    else if (tag.startsWith("assign ")) assign(tag, known);
    else if (tag.startsWith("unless ")) isShown = !tag.slice("unless ".length).split(" or ").some((condition) => holds(condition, known));
    else if (tag === "endunless") isShown = true;
    else throw new Error(`Not Liquid that we use: ${tag}`);
  }
  return text;
}

function assign(tag: string, known: Values): void {
  const [, name = "", expression = ""] = /^assign (\w+) = ([\s\S]+)$/.exec(tag) ?? [];
  known[name] = evaluate(expression, known);
}

function holds(condition: string, known: Values): boolean {
  const [left = "", right = ""] = condition.split(" == ");
  return evaluate(left.trim(), known) === evaluate(right.trim(), known);
}

function evaluate(expression: string, known: Values): string {
  const [first = "", ...steps] = expression.split(" | ");
  return steps.reduce((input, step) => {
    const [name = "", args = ""] = step.split(/:\s*(.*)/s);
    const filter = filters[name.trim()];
    if (!filter) throw new Error(`No Liquid filter of ours: ${name}`);
    return filter(input, args === "" ? [] : args.split(/,\s*/).map((arg) => valueOf(arg, known)));
  }, valueOf(first, known));
}

function valueOf(word: string, known: Values): string {
  const quoted = /^'([^']*)'$/.exec(word.trim())?.[1];
  if (quoted !== undefined) return quoted;
  if (/^\d+$/.test(word.trim())) return word.trim();
  const found = word.trim().split(".").reduce<unknown>((place, name) => (typeof place === "object" && place !== null ? (place as Values)[name] : undefined), known);
  return found === undefined || found === null ? "" : String(found);
}
