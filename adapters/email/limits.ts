/** Logo and code travel inside the message: nothing is fetched, so nothing tells when it is opened. */
export const logoCid = "logo@reglo";
export const qrCid = "qr@reglo";
export const bankQrCid = "bank-qr@reglo";

/** Lines a mail shows before it only counts them: some readers clip long messages (102 kB at Gmail). */
export const mailLinesMax = 30;

export const noteLineLengthMax = 1000;
