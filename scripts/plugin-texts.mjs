// The plugin's texts: found in its PHP (.pot), translated by hand (.po), compiled for WordPress (.mo, GNU gettext).
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const domain = "reglo-for-woocommerce";
/** WordPress falls back from no language to its neighbour: a Belgian shop would stay in English. */
export const neighbours = {
  fr_FR: ["fr_BE", "fr_CA"],
  nl_NL: ["nl_BE", "nl_NL_formal"],
  de_DE: ["de_AT", "de_CH", "de_DE_formal"],
};

/**
 * @typedef {{ id: string, plural: string | null, note: string | null, places: string[] }} Text
 * @typedef {{ id: string, plural: string | null, words: string[] }} Translation
 */

/** Every text of the plugin with the places it is used. Only plain literals are found: a built text could not be translated. */
export function findTexts(directory) {
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".php")).sort();
  /** @type {Map<string, Text>} */
  const texts = new Map();
  for (const file of files) {
    const php = readFileSync(path.join(directory, file), "utf8");
    const single = /\b(?:__|esc_html__|esc_attr__)\(\s*'((?:[^'\\]|\\.)*)'\s*,\s*'reglo-for-woocommerce'\s*\)/g;
    const plural = /\b_n\(\s*'((?:[^'\\]|\\.)*)'\s*,\s*'((?:[^'\\]|\\.)*)'\s*,/g;
    const calls = [...php.matchAll(single), ...php.matchAll(plural)].sort((a, b) => a.index - b.index);
    for (const found of calls) {
      const isPlural = found[2] !== undefined;
      const before = php.slice(0, found.index);
      const id = unquote(found[1] ?? "");
      const known = texts.get(id) ?? { id, plural: isPlural ? unquote(found[2] ?? "") : null, note: noteOf(before), places: [] };
      known.places.push(`${file.split(path.sep).join("/")}:${before.split("\n").length}`);
      texts.set(id, known);
    }
  }
  return [...texts.values()];
}

const unquote = (text) => text.replace(/\\(['\\])/g, "$1");

/** The translators' comment of the line above, or of the same statement. */
function noteOf(before) {
  const lines = before.split("\n").slice(-3).join("\n");
  return /translators: (.*?) ?\*\//.exec(lines)?.[1] ?? null;
}

/** The template translators start from. @param {Text[]} texts */
export function writePot(texts) {
  const head = `msgid ""\nmsgstr ""\n"Project-Id-Version: Réglo for WooCommerce\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n"X-Domain: ${domain}\\n"\n`;
  const entries = texts.map(({ id, plural, note, places }) => [
    ...(note ? [`#. translators: ${note}`] : []),
    `#: ${places.map((place) => place.replace(/:\d+$/, "")).filter((place, index, all) => all.indexOf(place) === index).join(" ")}`,
    `msgid ${quote(id)}`,
    ...(plural === null ? ['msgstr ""'] : [`msgid_plural ${quote(plural)}`, 'msgstr[0] ""', 'msgstr[1] ""']),
  ].join("\n"));
  return `${[head, ...entries.map((entry) => `${entry}\n`)].join("\n")}`;
}

const quote = (text) => `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n")}"`;

/** Reads a .po file; throws with the line it cannot read. @returns {Translation[]} the first is the header, with an empty id */
export function readPo(text) {
  /** @type {Translation[]} */
  const entries = [];
  let current = null;
  let field = null;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const found = /^(?:(msgid|msgid_plural|msgstr(?:\[(\d)\])?) )?"((?:[^"\\]|\\.)*)"$/.exec(line.trim());
    if (!found) throw new Error(`Line ${index + 1} of the .po file is none: ${line}`);
    const value = (found[3] ?? "").replace(/\\(.)/g, (_, letter) => (letter === "n" ? "\n" : letter === "t" ? "\t" : letter));
    if (found[1] === "msgid") entries.push((current = { id: "", plural: null, words: [] }));
    if (found[1]) field = found[1] === "msgid" ? "id" : found[1] === "msgid_plural" ? "plural" : Number(found[2] ?? 0);
    if (!current || field === null) throw new Error(`Line ${index + 1} of the .po file comes before any msgid`);
    if (typeof field === "number") current.words[field] = (current.words[field] ?? "") + value;
    else current[field] = (current[field] ?? "") + value;
  }
  return entries;
}

/** What a translation lacks or has too much, one sentence each; empty when it is whole. @param {Text[]} texts @param {Translation[]} po */
export function problemsOf(texts, po) {
  const known = new Map(po.map((entry) => [entry.id, entry]));
  const problems = [];
  for (const { id, plural } of texts) {
    const found = known.get(id);
    if (!found || found.words.length === 0 || found.words.some((words) => words === "")) problems.push(`not translated: ${id}`);
    else if ((plural === null) !== (found.plural === null)) problems.push(`plural differs: ${id}`);
    else if (found.words.some((words) => placesIn(words) !== placesIn(id))) problems.push(`placeholders differ: ${id}`);
  }
  for (const { id } of po) if (id !== "" && !texts.some((text) => text.id === id)) problems.push(`no longer used: ${id}`);
  return problems;
}

/** "%1$s" and "%d" in one comparable text: printf would fail on what a translator forgot. */
const placesIn = (text) => [...text.matchAll(/%(?:\d\$)?[sd]/g)].map(([place]) => place).sort().join(" ");

/**
 * GNU .mo (gettext manual 10.3): magic, revision, count, offsets of two tables of (length, offset), sorted by id.
 * @param {Translation[]} po
 */
export function compileMo(po) {
  const pairs = po
    .map(({ id, plural, words }) => [Buffer.from(plural === null ? id : `${id}\0${plural}`), Buffer.from(words.join("\0"))])
    .sort(([a], [b]) => Buffer.compare(a, b));
  const headBytes = 28;
  const head = Buffer.alloc(headBytes + pairs.length * 16);
  [0x950412de, 0, pairs.length, headBytes, headBytes + pairs.length * 8, 0, headBytes + pairs.length * 16].forEach((value, index) => head.writeUInt32LE(value, index * 4));
  const bodies = [];
  let offset = head.length;
  for (const column of [0, 1]) {
    for (const [index, pair] of pairs.entries()) {
      const at = headBytes + (column * pairs.length + index) * 8;
      head.writeUInt32LE(pair[column].length, at);
      head.writeUInt32LE(offset, at + 4);
      bodies.push(pair[column], Buffer.from([0]));
      offset += pair[column].length + 1;
    }
  }
  return Buffer.concat([head, ...bodies]);
}
