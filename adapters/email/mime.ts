/** A part of a mail: its fields by lower-case name, unfolded, the first of each name; and its content as it stands. */
export type MailPart = { fields: ReadonlyMap<string, string>; body: string };

/** Parts, fields and groups beyond these are not looked at: a report has three parts and a dozen fields. */
const partsMax = 20;
const fieldsMax = 200;

/** In: bytes as latin1, one character each, so that no charset can break the reading. Costs one pass. */
export function readPart(source: string): MailPart {
  const text = source.startsWith("\r\n") ? source.slice(2) : source.startsWith("\n") ? source.slice(1) : source;
  if (text !== source) return { fields: new Map(), body: text };
  const end = /\r?\n\r?\n/.exec(text);
  const head = end ? text.slice(0, end.index) : text;
  return { fields: readFields(head), body: end ? text.slice(end.index + end[0].length) : "" };
}

/** Fields of one block of lines (RFC 5322 §2.2): a line that begins with a blank goes on with the one above. */
export function readFields(block: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name === "" || fields.has(name)) continue;
    if (fields.size >= fieldsMax) break;
    fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** "multipart/report; boundary=x" as its type and one parameter; "" where it has none. */
export function readContentType(value: string): { type: string; parameter(name: string): string } {
  return {
    type: (value.split(";")[0] ?? "").trim().toLowerCase(),
    parameter(name) {
      const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, "i").exec(value);
      return (found?.[1]?.replace(/\\(.)/g, "$1") ?? found?.[2] ?? "").trim();
    },
  };
}

/** The parts between a multipart's boundary lines (RFC 2046 §5.1.1); a mail cut short still gives what it began. */
export function splitParts(body: string, boundary: string): MailPart[] {
  if (boundary === "") return [];
  const parts: string[][] = [];
  for (const line of body.split("\n")) {
    const text = line.trimEnd();
    if (text === `--${boundary}--` || (text === `--${boundary}` && parts.length >= partsMax)) break;
    if (text === `--${boundary}`) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((lines) => readPart(lines.join("\n")));
}

/** A part's content without its transfer encoding, still one character a byte. */
export function decodeBody({ fields, body }: MailPart): string {
  const encoding = (fields.get("content-transfer-encoding") ?? "").toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64").toString("latin1");
  if (encoding !== "quoted-printable") return body;
  const lines = body.split("\n").map((line) => line.trimEnd()).join("\n");
  return lines.replaceAll("=\n", "").replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Bytes kept as latin1 as the text they most likely are; what is no UTF-8 shows as �. */
export const asText = (latin1: string): string => Buffer.from(latin1, "latin1").toString("utf8");
