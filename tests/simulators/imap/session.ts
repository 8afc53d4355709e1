import { fetchItems } from "./fetch";
import { BadSyntax, readDay, readSet, readWords, textOf, type Word } from "./syntax";
import type { ImapWorld, SimMail } from "./world";

export type Session = {
  isEncrypted: boolean;
  /** Signing in is refused until the line is encrypted. */
  needsEncryption: boolean;
  user: string | null;
  mailbox: null | { isReadOnly: boolean };
};

/** What a command leads to: lines of the server's own, the tagged end, and what the connection does next. */
export type Reply = { data: Buffer[]; end: string; next?: "starttls" | "close" | "ask-credentials" | "never" };

const ok = (text = "done"): string => `OK ${text}`;
const line = (text: string): Buffer => Buffer.from(`* ${text}\r\n`);

/** Carries out one command as RFC 3501 says for this state; everything else is BAD or NO. */
export function obey(world: ImapWorld, session: Session, name: string, rest: string): Reply {
  const words = readWords(rest);
  switch (name) {
    case "CAPABILITY": return { data: [line(`CAPABILITY ${capabilities(session)}`)], end: ok() };
    case "NOOP": return { data: [], end: ok() };
    case "ID": return { data: [line('ID ("name" "imap-simulator")')], end: ok() };
    case "LOGOUT": return { data: [line("BYE")], end: ok(), next: "close" };
    case "STARTTLS": return startTls(session);
    case "LOGIN": return signIn(world, session, textOf(words[0]), textOf(words[1]));
    case "AUTHENTICATE": return authenticate(world, session, words);
    case "SELECT": case "EXAMINE": return open(world, session, words, name === "EXAMINE");
    case "UID": return byUid(world, session, words);
    case "CLOSE": case "EXPUNGE": return expunge(world, inside(session), name);
    case "LIST": case "LSUB": return needsUser(session, () => ({ data: world.trouble === "no-inbox" ? [] : [line(`${name} (\\HasNoChildren) "/" INBOX`)], end: ok() }));
    default: throw new BadSyntax(`Unknown command ${name}`);
  }
}

export function capabilities({ isEncrypted, needsEncryption, user }: Session): string {
  const before = needsEncryption && !isEncrypted ? "STARTTLS LOGINDISABLED" : "AUTH=PLAIN SASL-IR";
  return user === null ? `IMAP4rev1 ID ${before}` : "IMAP4rev1 ID";
}

function startTls(session: Session): Reply {
  if (!session.needsEncryption || session.isEncrypted || session.user !== null) throw new BadSyntax("STARTTLS is not possible now");
  return { data: [], end: ok("begin"), next: "starttls" };
}

function signIn(world: ImapWorld, session: Session, user: string, password: string): Reply {
  if (session.user !== null) throw new BadSyntax("Signed in already");
  if (session.needsEncryption && !session.isEncrypted) return { data: [], end: "NO [PRIVACYREQUIRED] Encrypt first" };
  if (world.users.get(user) !== password) return { data: [], end: `NO [AUTHENTICATIONFAILED] Invalid credentials for ${user} ${password}` };
  session.user = user;
  return { data: [], end: ok(`[CAPABILITY ${capabilities(session)}] signed in`) };
}

function authenticate(world: ImapWorld, session: Session, words: readonly Word[]): Reply {
  if (textOf(words[0]).toUpperCase() !== "PLAIN") return { data: [], end: "NO Unsupported mechanism" };
  if (words[1] === undefined) return { data: [], end: "", next: "ask-credentials" };
  return signInPlain(world, session, textOf(words[1]));
}

export function signInPlain(world: ImapWorld, session: Session, base64: string): Reply {
  const [, user = "", password = ""] = Buffer.from(base64, "base64").toString("utf8").split("\u0000");
  return signIn(world, session, user, password);
}

function needsUser(session: Session, answer: () => Reply): Reply {
  if (session.user === null) throw new BadSyntax("Sign in first");
  return answer();
}

function open(world: ImapWorld, session: Session, words: readonly Word[], isReadOnly: boolean): Reply {
  return needsUser(session, () => {
    session.mailbox = null;
    if (textOf(words[0]).toUpperCase() !== "INBOX" || world.trouble === "no-inbox") return { data: [], end: "NO [NONEXISTENT] No such mailbox" };
    session.mailbox = { isReadOnly };
    return {
      data: [
        line("FLAGS (\\Seen \\Deleted)"), line(`${world.mails.length} EXISTS`), line("0 RECENT"),
        line(`OK [UIDVALIDITY ${world.uidValidity}] valid`), line(`OK [UIDNEXT ${world.uidNext}] next`), line(`OK [PERMANENTFLAGS (${isReadOnly ? "" : "\\Seen \\Deleted"})] flags`),
      ],
      end: ok(isReadOnly ? "[READ-ONLY] opened" : "[READ-WRITE] opened"),
    };
  });
}

function inside(session: Session): { isReadOnly: boolean } {
  if (session.mailbox === null) throw new BadSyntax("No mailbox is open");
  return session.mailbox;
}

function byUid(world: ImapWorld, session: Session, [verb, ...words]: readonly Word[]): Reply {
  const mailbox = inside(session);
  switch (textOf(verb).toUpperCase()) {
    case "SEARCH": return { data: [line(`SEARCH ${search(world, words).map(({ uid }) => uid).join(" ")}`.trimEnd())], end: ok() };
    case "FETCH": return fetch(world, mailbox, words);
    case "STORE": {
      if (mailbox.isReadOnly) return { data: [], end: "NO [READ-ONLY] Mailbox is read-only" };
      for (const mail of inSet(world, textOf(words[0]))) mail.isDeleted = true;
      return { data: [], end: ok() };
    }
    default: throw new BadSyntax("Unknown UID command");
  }
}

const inSet = (world: ImapWorld, text: string): SimMail[] => {
  const isIn = readSet(text, world.mails.at(-1)?.uid ?? 0);
  return world.mails.filter(({ uid }) => isIn(uid));
};

function search(world: ImapWorld, words: readonly Word[]): SimMail[] {
  let found = world.mails;
  for (let at = 0; at < words.length; at += 2) {
    const value = textOf(words[at + 1]);
    const key = textOf(words[at]).toUpperCase();
    if (key === "UID") found = found.filter((mail) => inSet(world, value).includes(mail));
    else if (key === "SINCE") found = found.filter(({ at: arrived }) => arrived >= readDay(value));
    else throw new BadSyntax(`Unknown search key ${key}`);
  }
  if (words.length === 0) throw new BadSyntax("SEARCH needs a key");
  return found;
}

function fetch(world: ImapWorld, { isReadOnly }: { isReadOnly: boolean }, [set, items]: readonly Word[]): Reply {
  if (items === undefined) throw new BadSyntax("FETCH needs items");
  if (world.trouble === "hang") return { data: [], end: "", next: "never" };
  if (world.trouble === "drop") return { data: [], end: "", next: "close" };
  if (world.trouble === "huge") return { data: [Buffer.from("* 1 FETCH (UID 1 BODY[] {99999999999}\r\n")], end: "", next: "never" };
  const data = inSet(world, textOf(set)).map((mail) =>
    Buffer.concat([Buffer.from(`* ${world.mails.indexOf(mail) + 1} FETCH (`), fetchItems(mail, items, isReadOnly), Buffer.from(")\r\n")]));
  return { data, end: ok() };
}

function expunge(world: ImapWorld, { isReadOnly }: { isReadOnly: boolean }, name: string): Reply {
  if (isReadOnly && name === "EXPUNGE") return { data: [], end: "NO [READ-ONLY] Mailbox is read-only" };
  if (!isReadOnly) world.mails = world.mails.filter(({ isDeleted }) => !isDeleted);
  return { data: [], end: ok() };
}
