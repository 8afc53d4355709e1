/** Logo and code travel inside the message: nothing is fetched, so nothing tells when it is opened. */
export const logoCid = "logo@reglo";
export const qrCid = "qr@reglo";
export const bankQrCid = "bank-qr@reglo";

/** Lines a mail shows before it only counts them: some readers clip long messages (102 kB at Gmail). */
export const mailLinesMax = 30;

export const noteLineLengthMax = 1000;

/**
 * One look into the mailbox of returned mails: messages looked at, bytes read of one report (our own mail's headers come
 * before its body), how long the server may stay silent, and how long the look may last whatever it says.
 */
export type LookLimits = { messagesMax: number; bytesMax: number; silenceTimeoutMs: number; lookTimeoutMs: number };
export const lookLimits: LookLimits = { messagesMax: 200, bytesMax: 131_072, silenceTimeoutMs: 10_000, lookTimeoutMs: 60_000 };
/** How far back the first look goes, and one after the mailbox was made anew: most servers give up after five days. */
export const lookBackDays = 7;
