import { returnCauseOf, type ReturnedMessage } from "../../app/core/returned";
import { asText, decodeBody, readContentType, readFields, readPart, splitParts, type MailPart } from "./mime";

const groupsMax = 20;
const recipientLengthMax = 254;
const detailLengthMax = 300;

export type Report = Omit<ReturnedMessage, "at">;

const statusTypes = ["message/delivery-status", "message/global-delivery-status"];
const originalTypes = ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"];

/**
 * Reads a delivery status notification (RFC 3464; RFC 6533 for addresses beyond ASCII). In: the mail's bytes, perhaps
 * only its beginning. Out: what became of the message whose own headers it carries; null when it is no such report, or
 * says nothing bad. The report is the outermost part (RFC 6522 §3) and only its own parts are read, in one pass: the
 * library that reads mails elsewhere never ends on messages packed into each other.
 */
export function readReport(bytes: Uint8Array): Report | null {
  const mail = readPart(Buffer.from(bytes).toString("latin1"));
  const { type, parameter } = readContentType(mail.fields.get("content-type") ?? "");
  if (type !== "multipart/report") return null;
  const parts = splitParts(mail.body, parameter("boundary"));
  const status = findPart(parts, statusTypes);
  const original = findPart(parts, originalTypes);
  if (!status || !original) return null;
  const messageId = findOurId(readPart(decodeBody(original)).fields.get("message-id") ?? "");
  const said = readStatus(decodeBody(status));
  return messageId === null || said === null ? null : { messageId, ...said };
}

/** Whether a mail's head promises a report, so that no other mail of the merchant's is read. */
export const promisesReport = (head: Uint8Array): boolean =>
  readContentType(readFields(Buffer.from(head).toString("latin1")).get("content-type") ?? "").type === "multipart/report";

const findPart = (parts: readonly MailPart[], types: readonly string[]): MailPart | undefined =>
  parts.find(({ fields }) => types.includes(readContentType(fields.get("content-type") ?? "").type));

/** `<msg_…@shop.example>` as `send` made it; the domain may have changed since. */
const findOurId = (value: string): string | null => /<(msg_[0-9a-z]{1,60})@[^<>]{1,255}>/.exec(value)?.[1] ?? null;

type Said = Pick<Report, "outcome" | "cause" | "recipient" | "detail">;

/** The first recipient it failed for, else the first it is late for: a message of ours has one. */
function readStatus(text: string): Said | null {
  const groups = text.split(/(?:\r?\n[ \t]*){2,}/, groupsMax).map(readFields);
  const reporter = nameIn(groups[0]?.get("reporting-mta") ?? "");
  const said = groups.flatMap((fields) => readRecipient(fields, reporter) ?? []);
  return said.find(({ outcome }) => outcome === "refused") ?? said[0] ?? null;
}

function readRecipient(fields: ReadonlyMap<string, string>, reporter: string): Said | null {
  const recipient = nameIn(fields.get("final-recipient") ?? fields.get("original-recipient") ?? "");
  const action = (fields.get("action") ?? "").split(/\s/)[0]?.toLowerCase() ?? "";
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get("status") ?? "")?.[0] ?? "";
  if (recipient === "") return null;
  // A 4.x.x that failed was tried until time was over: nobody tries any more.
  const outcome = action === "failed" || (action === "" && status.startsWith("5")) ? "refused" : action === "delayed" || (action === "" && status.startsWith("4")) ? "delayed" : null;
  if (outcome === null) return null;
  const answer = nameIn(fields.get("diagnostic-code") ?? "");
  const who = nameIn(fields.get("remote-mta") ?? "").split(/\s/)[0] || reporter;
  const telling = returnCauseOf(status) === "other" ? (/\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(answer)?.[0] ?? status) : status;
  return { outcome, cause: returnCauseOf(telling), recipient: oneLine(recipient, recipientLengthMax), detail: oneLine([who, answer || status].filter(Boolean).join(": "), detailLengthMax) };
}

/** "rfc822; zoe@example.org" without its kind. */
const nameIn = (value: string): string => value.slice(value.indexOf(";") + 1).trim().replace(/^<(.*)>$/, "$1");

function oneLine(latin1: string, lengthMax: number): string {
  const line = asText(latin1).replace(/[\p{C}\s]+/gu, " ").trim();
  return line.length > lengthMax ? `${line.slice(0, lengthMax)}…` : line;
}
