/** A mail in the simulated inbox; `isSeen` and `isDeleted` are what a careless client would change. */
export type SimMail = { uid: number; at: Date; raw: Buffer; isSeen: boolean; isDeleted: boolean };

export type ImapWorld = {
  users: Map<string, string>;
  uidValidity: number;
  uidNext: number;
  mails: SimMail[];
  /** Every command that was taken, by name, as the client sent it; passwords left out. */
  commands: string[];
  /** "silent": no greeting; "hang": no answer to a FETCH; "drop": hangs up at a FETCH; "huge": a literal without end; "no-inbox": no such mailbox. */
  trouble: null | "silent" | "hang" | "drop" | "huge" | "no-inbox";
};

export function emptyWorld(): ImapWorld {
  return { users: new Map([["retours@atelier.example", "motdepasse"]]), uidValidity: 1_700_000_000, uidNext: 1, mails: [], commands: [], trouble: null };
}

/** A mail arrives, as another server delivered it. In: lines with LF are sent as CRLF. */
export function deliver(world: ImapWorld, text: string | Buffer, at: Date): SimMail {
  const raw = typeof text === "string" ? Buffer.from(text.replace(/\r?\n/g, "\r\n")) : text;
  const mail = { uid: world.uidNext, at, raw, isSeen: false, isDeleted: false };
  world.uidNext += 1;
  world.mails.push(mail);
  return mail;
}

/** The server was moved or restored: the same mails under other numbers (RFC 3501 §2.3.1.1). */
export function renumber(world: ImapWorld): void {
  world.uidValidity += 1;
  world.mails.forEach((mail, index) => (mail.uid = index + 1));
  world.uidNext = world.mails.length + 1;
}
