import { JSDOM } from "jsdom";

/** What somebody has in front of them after an answer: its words, what its form holds, and what is said beside each field. */
export type Seen = {
  status: number;
  location: string | null;
  type: string;
  cookie: string | null;
  /** The page's words, spaces as a reader sees them; the whole body where it is no page. */
  text: string;
  /** What the form holds, by the field's name. */
  typed: Record<string, string>;
  /** What is said beside a field, by the field's name. */
  beside: Record<string, string>;
};

/** Spaces that do not break are spaces to whoever reads. */
const plain = (text: string | null | undefined) => (text ?? "").replace(/[\s\u00a0\u202f]+/g, " ").trim();

export async function seePage(answer: Response): Promise<Seen> {
  const body = await answer.text();
  const type = answer.headers.get("content-type") ?? "";
  const seen = { status: answer.status, location: answer.headers.get("location"), type, cookie: answer.headers.getSetCookie()[0] ?? null };
  if (!type.startsWith("text/html")) return { ...seen, text: body, typed: {}, beside: {} };
  const { document } = new JSDOM(body).window;
  for (const one of document.querySelectorAll("script,style")) one.remove();
  const typed: Record<string, string> = {};
  const beside: Record<string, string> = {};
  for (const field of document.querySelectorAll<HTMLInputElement>("input[name],textarea[name],select[name]")) {
    const isOff = (field.type === "radio" || field.type === "checkbox") && !field.checked;
    if (!isOff && typed[field.name] === undefined) typed[field.name] = field.getAttribute("value") ?? field.value; // a date field’s own value forgets what is no date
    if (field.getAttribute("aria-invalid") !== "true") continue;
    const notes = (field.getAttribute("aria-describedby") ?? "").split(/\s+/).map((id) => document.getElementById(id)).filter((one) => one !== null && !/Help/.test(one.id));
    beside[field.name] = plain(notes.map((one) => one?.textContent).join(" "));
  }
  return { ...seen, text: plain(document.body.textContent), typed, beside };
}
