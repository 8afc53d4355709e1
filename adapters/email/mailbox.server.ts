import { ImapFlow } from "imapflow";
import type { Words } from "../../app/core/locale";
import type { AdapterDeps } from "../../app/core/ports";
import type { ReturnedMessage } from "../../app/core/returned";
import { VendorError } from "../../app/core/vendor-error";
import { lookBackDays, type LookLimits } from "./limits";
import { mailboxProblemOf } from "./mailbox-trouble";
import { promisesReport, readReport } from "./report";
import type { ReturnBox } from "./return-settings";

const dayMs = 86_400_000;
/** Longest line and whole answer of a server: the numbers of some hundred thousand messages fit. */
const lineBytesMax = 4_000_000;
const answerTokensMax = 1_000_000;

/** Up to which message the mailbox was read. `validity`: when it changes, the numbers mean other messages (RFC 3501 §2.3.1.1). */
type Cursor = { validity: string; uid: number };
const cursorPlace = ["returned-mail", "cursor"] as const;

type Deps = Pick<AdapterDeps, "now" | "records">;

/** Signs in and opens the inbox as a look would; null when that works, else what is wrong and what to do. */
export async function checkMailbox(box: ReturnBox, limits: LookLimits): Promise<Words | null> {
  try {
    await inMailbox(box, limits, async (client) => void (await client.mailboxOpen("INBOX", { readOnly: true })));
    return null;
  } catch (error) {
    return mailboxProblemOf(error, box);
  }
}

/**
 * Looks at what came since the last look, oldest first, and hands over what reports say about messages of ours. Of
 * other mails only the field that says what they are is read; the inbox is opened for reading alone (EXAMINE, PEEK), so
 * that nothing in it changes. What was not handed over is read again. Out: whether more waits. Throws VendorError.
 */
export async function readReturned(box: ReturnBox, deps: Deps, take: (returned: ReturnedMessage) => Promise<void>, limits: LookLimits): Promise<{ isMore: boolean }> {
  const looking = inMailbox(box, limits, async (client) => {
    const { uidValidity, uidNext } = await client.mailboxOpen("INBOX", { readOnly: true });
    const validity = String(uidValidity);
    const known = (await deps.records.find(...cursorPlace)) as Cursor | null;
    const read = async (uid: number) => deps.records.put(...cursorPlace, { validity, uid } satisfies Cursor);
    const from = known?.validity === validity ? known.uid : null;
    const uids = await listUids(client, from === null ? { since: new Date(deps.now().getTime() - lookBackDays * dayMs) } : { uid: `${from + 1}:*` }, from ?? 0);
    const batch = uids.slice(0, limits.messagesMax);
    for (const uid of await listReports(client, batch)) {
      const returned = await readOne(client, uid, { limits, now: deps.now() });
      if (returned) await handOver(take, returned);
      await read(uid);
    }
    // Nothing new, or nothing young enough: the next look begins behind what stands there now.
    await read(batch.at(-1) ?? Math.max(from ?? 0, uidNext - 1));
    return { isMore: uids.length > batch.length };
  });
  return looking.catch((error: unknown) => {
    if (error instanceof Handing) throw error.cause;
    throw new VendorError({ vendor: "email", isRetryable: true, merchantMessage: mailboxProblemOf(error, box), cause: error });
  });
}

/** Not the mailbox's fault: whoever took the report could not keep it. */
class Handing extends Error {}

async function handOver(take: (returned: ReturnedMessage) => Promise<void>, returned: ReturnedMessage): Promise<void> {
  try {
    await take(returned);
  } catch (error) {
    throw new Handing("", { cause: error });
  }
}

/** A server answers "the last one" to a range that begins behind it: what is not newer is left out. */
async function listUids(client: ImapFlow, query: { since: Date } | { uid: string }, after: number): Promise<number[]> {
  const found = await client.search(query, { uid: true });
  if (!found) throw new Error("SEARCH was refused");
  return found.filter((uid) => uid > after).sort((a, b) => a - b);
}

async function listReports(client: ImapFlow, uids: readonly number[]): Promise<number[]> {
  if (uids.length === 0) return [];
  const heads = await client.fetchAll([...uids], { uid: true, headers: ["content-type"] }, { uid: true });
  const reports = heads.filter(({ uid, headers }) => uids.includes(uid) && headers !== undefined && promisesReport(headers));
  return reports.map(({ uid }) => uid).sort((a, b) => a - b);
}

async function readOne(client: ImapFlow, uid: number, { limits, now }: { limits: LookLimits; now: Date }): Promise<ReturnedMessage | null> {
  const mail = await client.fetchOne(uid, { uid: true, internalDate: true, source: { start: 0, maxLength: limits.bytesMax } }, { uid: true });
  if (!mail || mail.source === undefined) return null; // gone meanwhile: the merchant deleted it
  const report = readReport(mail.source.subarray(0, limits.bytesMax));
  const at = mail.internalDate === undefined ? now : new Date(mail.internalDate);
  return report && { ...report, at: Number.isNaN(at.getTime()) || at > now ? now : at };
}

/** Connects, does the work and lets go, within the look's time whatever the server says. */
async function inMailbox<T>(box: ReturnBox, limits: LookLimits, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow(optionsOf(box, limits));
  let broken: unknown = null;
  client.on("error", (error: unknown) => void (broken ??= error));
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error("The look took too long"), { code: "ETIMEDOUT" })), limits.lookTimeoutMs);
  });
  const working = client.connect().then(() => work(client)).catch((error: unknown) => {
    // "Connection not available" says less than what ended the connection.
    throw broken ?? error;
  });
  working.catch(() => undefined);
  try {
    return await Promise.race([working, limit]);
  } finally {
    clearTimeout(timer);
    client.close();
  }
}

function optionsOf({ host, port, security, user, password }: ReturnBox, { bytesMax, silenceTimeoutMs }: LookLimits) {
  return {
    host,
    port,
    secure: security === "tls",
    ...(security !== "tls" && { doSTARTTLS: security === "starttls" }),
    auth: { user, pass: password },
    tls: { minVersion: "TLSv1.2" as const },
    clientInfo: { name: "Reglo" },
    logger: false as const,
    disableAutoIdle: true,
    // A few bytes must not become gigabytes.
    disableCompression: true,
    connectionTimeout: silenceTimeoutMs,
    greetingTimeout: silenceTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    maxLineLength: lineBytesMax,
    maxLiteralSize: 2 * bytesMax,
    maxResponseSize: lineBytesMax + 2 * bytesMax,
    maxResponseTokens: answerTokensMax,
  };
}
