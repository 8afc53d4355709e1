/** A word of a command: an atom or a string, or a list of words in parentheses. */
export type Word = { kind: "atom" | "string"; text: string } | { kind: "list"; words: Word[] };

/** The client broke the grammar; answered BAD as a real server does. */
export class BadSyntax extends Error {}

/** Splits a command's words (RFC 3501 §9). Literals were put in place as quoted strings by the reader of lines. */
export function readWords(text: string): Word[] {
  let at = 0;
  const readList = (isInner: boolean): Word[] => {
    const words: Word[] = [];
    for (;;) {
      if (at >= text.length) {
        if (isInner) throw new BadSyntax("Missing )");
        return words;
      }
      if (isInner && text[at] === ")") return words;
      if (words.length > 0) {
        if (text[at] !== " ") throw new BadSyntax("Words are parted by one space");
        at += 1;
      }
      words.push(readWord());
    }
  };
  const readWord = (): Word => {
    if (text[at] === "(") {
      at += 1;
      const words = readList(true);
      at += 1;
      return { kind: "list", words };
    }
    const quoted = /^"((?:[^"\\\r\n]|\\["\\])*)"/.exec(text.slice(at));
    if (quoted) {
      at += quoted[0].length;
      return { kind: "string", text: (quoted[1] ?? "").replace(/\\(.)/g, "$1") };
    }
    // A section holds spaces and parentheses of its own: BODY.PEEK[HEADER.FIELDS (DATE)]<0.10>.
    const atom = /^[^\s()"{\\%\p{Cc}[\]]+(\[[^\]]*\](<\d+\.\d+>)?)?/u.exec(text.slice(at)) ?? /^\\[A-Za-z]+/.exec(text.slice(at));
    if (!atom) throw new BadSyntax("Not a word");
    at += atom[0].length;
    return { kind: "atom", text: atom[0] };
  };
  return readList(false);
}

export const textOf = (word: Word | undefined): string => (word === undefined || word.kind === "list" ? "" : word.text);

/** "1,3:5,9:*" as a test; `*` is the largest number there is, and a range may stand the wrong way round. */
export function readSet(text: string, last: number): (number: number) => boolean {
  if (!/^(\d+|\*)(:(\d+|\*))?(,(\d+|\*)(:(\d+|\*))?)*$/.test(text)) throw new BadSyntax("Not a sequence set");
  const ranges = text.split(",").map((part) => {
    const [from = 0, to = from] = part.split(":").map((end) => (end === "*" ? last : Number(end)));
    if (from === 0 && last > 0) throw new BadSyntax("Numbers begin at 1");
    return [Math.min(from, to), Math.max(from, to)] as const;
  });
  return (number) => ranges.some(([from, to]) => number >= from && number <= to);
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "21-Nov-2026" as that day's begin in UTC. */
export function readDay(text: string): Date {
  const [, day, month, year] = /^(\d{1,2})-([A-Z][a-z]{2})-(\d{4})$/.exec(text) ?? [];
  const index = months.indexOf(month ?? "");
  if (index < 0) throw new BadSyntax("Not a date");
  return new Date(Date.UTC(Number(year), index, Number(day)));
}

/** A moment as INTERNALDATE says it. */
export function writeMoment(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = String(at.getUTCDate()).padStart(2, " ");
  return `"${day}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000"`;
}
