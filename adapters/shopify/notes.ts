import { cleanText } from "../../app/core/order";

const noteLengthMax = 2_000;
/** A multi-line metafield holds 65 535 bytes; a letter takes up to four. */
const notesBytesMax = 60_000;

/** One note as a line of its own. */
export const noteLine = (note: string) => cleanText(note, noteLengthMax);

/** The notes with one more, unless its words stand there; the oldest go when there are too many. */
export function withNote(value: string, note: string): string {
  const line = noteLine(note);
  const lines = value === "" ? [] : value.split("\n");
  if (line === "" || lines.includes(line)) return value;
  lines.push(line);
  while (Buffer.byteLength(lines.join("\n")) > notesBytesMax) lines.shift();
  return lines.join("\n");
}
