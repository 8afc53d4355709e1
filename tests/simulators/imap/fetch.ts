import { BadSyntax, writeMoment, type Word } from "./syntax";
import type { SimMail } from "./world";

/** The bytes of one FETCH item list for one mail; a body read without PEEK marks it as seen, as at a real server. */
export function fetchItems(mail: SimMail, items: Word, isReadOnly: boolean): Buffer {
  const asked = items.kind === "list" ? items.words : [items];
  const parts = asked.map((word) => {
    if (word.kind !== "atom") throw new BadSyntax("FETCH items are atoms");
    return fetchItem(mail, word.text, isReadOnly);
  });
  const uid = parts.some((part) => part.toString("latin1").startsWith("UID ")) ? [] : [Buffer.from(`UID ${mail.uid}`)];
  return joined([...uid, ...parts]);
}

const joined = (parts: readonly Buffer[]): Buffer => Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(" "), part])));

function fetchItem(mail: SimMail, item: string, isReadOnly: boolean): Buffer {
  if (item === "UID") return Buffer.from(`UID ${mail.uid}`);
  if (item === "FLAGS") return Buffer.from(`FLAGS (${mail.isSeen ? "\\Seen" : ""})`);
  if (item === "INTERNALDATE") return Buffer.from(`INTERNALDATE ${writeMoment(mail.at)}`);
  if (item === "RFC822.SIZE") return Buffer.from(`RFC822.SIZE ${mail.raw.length}`);
  const [, peek, section = "", start, length] = /^BODY(\.PEEK)?\[([^\]]*)\](?:<(\d+)\.(\d+)>)?$/.exec(item) ?? [];
  if (!item.startsWith("BODY") || (peek === undefined && !item.startsWith("BODY["))) throw new BadSyntax(`Unknown FETCH item ${item}`);
  if (peek === undefined && !isReadOnly) mail.isSeen = true;
  const whole = sectionOf(mail, section);
  const bytes = start === undefined ? whole : whole.subarray(Number(start), Number(start) + Number(length));
  return Buffer.concat([Buffer.from(`BODY[${section}]${start === undefined ? "" : `<${start}>`} {${bytes.length}}\r\n`), bytes]);
}

function sectionOf({ raw }: SimMail, section: string): Buffer {
  if (section === "") return raw;
  const end = raw.indexOf("\r\n\r\n");
  const head = end < 0 ? raw : raw.subarray(0, end + 4);
  if (section === "HEADER") return head;
  const [, list] = /^HEADER\.FIELDS \(([A-Z0-9-]+(?: [A-Z0-9-]+)*)\)$/i.exec(section) ?? [];
  if (list === undefined) throw new BadSyntax(`Unknown section ${section}`);
  const wanted = list.toLowerCase().split(" ");
  const fields = head.toString("latin1").split(/\r\n(?![ \t])/).filter((line) => wanted.includes(line.split(":")[0]?.trim().toLowerCase() ?? ""));
  return Buffer.from([...fields, "", ""].join("\r\n"), "latin1");
}
