/** Why a message that was taken did not arrive, as far as its report says (RFC 3463, enhanced status codes). */
export const returnCauses = ["address-unknown", "mailbox-closed", "mailbox-full", "too-large", "unreachable", "policy", "other"] as const;
export type ReturnCause = (typeof returnCauses)[number];

/**
 * What a report that came back later says about one message of ours. Anybody can write such a report: it may flag a
 * message, never move money nor change an address. `delayed`: not there yet, the other side still tries.
 */
export type ReturnedMessage = {
  /** As `send` was given it. */
  messageId: string;
  outcome: "refused" | "delayed";
  cause: ReturnCause;
  /** Whom it could not reach, as the report names them; perhaps not whom we wrote to. */
  recipient: string;
  /** Who says so, with their own words, in one short line; may be empty. */
  detail: string;
  /** When the report arrived. */
  at: Date;
};

const byDetail: Record<string, ReturnCause> = {
  "1.0": "address-unknown", "1.1": "address-unknown", "1.2": "address-unknown", "1.3": "address-unknown", "1.4": "address-unknown", "1.6": "address-unknown", "1.10": "address-unknown",
  "2.1": "mailbox-closed", "2.2": "mailbox-full", "2.3": "too-large", "3.1": "mailbox-full", "3.4": "too-large",
};
const bySubject: Record<string, ReturnCause> = { "4": "unreachable", "7": "policy" };

/** In: an enhanced status code ("5.1.1"); anything else is "other". */
export function returnCauseOf(status: string): ReturnCause {
  const [, subject = "", detail = ""] = /^[245]\.(\d{1,3})\.(\d{1,3})$/.exec(status) ?? [];
  return byDetail[`${subject}.${detail}`] ?? bySubject[subject] ?? "other";
}
