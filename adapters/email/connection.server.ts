import nodemailer from "nodemailer";
import { cleanText } from "../../app/core/order";
import type { Health, Messenger, SendResult } from "../../app/core/ports";
import type { AdapterDeps } from "../../app/core/ports";
import { composeMail } from "./compose";
import { lookLimits } from "./limits";
import { checkMailbox, readReturned } from "./mailbox.server";
import { isLoopback } from "./server-address";
import { isAddress, type MailSettings } from "./settings";
import { faultOf, mailError, problemOf, refusalOf, shortAnswer } from "./trouble";

/** How long a server may stay silent, and how long a whole delivery may last whatever it says. */
export type MailTimeouts = { silenceTimeoutMs: number; deliveryTimeoutMs: number };
const timeoutsDefault: MailTimeouts = { silenceTimeoutMs: 10_000, deliveryTimeoutMs: 30_000 };

const connectionsMax = 2;
const messagesPerConnectionMax = 50;
const fromNameLengthMax = 100;
const subjectLengthMax = 200;

/** A store's mail server as a messenger. Connections are kept while messages follow each other and let go when idle. */
export function connectMail(settings: MailSettings, deps: Pick<AdapterDeps, "now" | "records">, timeouts: MailTimeouts = timeoutsDefault): Messenger {
  const { returns } = settings;
  let pool = openPool(settings, timeouts);
  return {
    channel: "email",
    check: () => checkServer(settings, deps, timeouts),
    compose: (message) => composeMail(message, settings),
    ...(returns !== null && { readReturned: (take) => readReturned(returns, deps, take, lookLimits) }),
    async send({ to, messageId, composed }): Promise<SendResult> {
      if (!isAddress(to)) return { ok: false, reason: "recipient-refused", detail: "not an e-mail address" };
      const sending = pool.sendMail({
        messageId: `<${messageId.replace(/[^\w.-]/g, "")}@${settings.fromAddress.split("@")[1] ?? "localhost"}>`,
        from: { name: cleanText(composed.fromName, fromNameLengthMax), address: settings.fromAddress },
        to: { name: "", address: to },
        ...(settings.replyTo === "" ? {} : { replyTo: { name: "", address: settings.replyTo } }),
        envelope: { from: settings.fromAddress, to: [to] },
        subject: cleanText(composed.subject, subjectLengthMax),
        date: deps.now(),
        // RFC 3834: no out-of-office answers to a machine.
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply" },
        text: composed.text,
        html: composed.html,
        attachments: composed.attachments.map(({ fileName, mimeType, bytes, cid }) => ({
          filename: fileName,
          contentType: mimeType,
          content: Buffer.from(bytes),
          ...(cid === null ? { contentDisposition: "attachment" as const } : { cid, contentDisposition: "inline" as const }),
        })),
      });
      try {
        const info = await inTime(sending, timeouts.deliveryTimeoutMs);
        return { ok: true, detail: shortAnswer(info.response, settings) };
      } catch (error) {
        if (error instanceof DeliveryTimeout) {
          pool.close();
          pool = openPool(settings, timeouts);
        }
        return refusalOf(faultOf(error), settings);
      }
    },
  };
}

/** A server that says a word now and then never falls silent: the whole delivery has its own limit. */
class DeliveryTimeout extends Error {
  readonly code = "ETIMEDOUT";
}

async function inTime<T>(sending: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeliveryTimeout("The delivery took too long")), timeoutMs);
  });
  // The loser of the race may still fail later, with nobody listening.
  sending.catch(() => undefined);
  return Promise.race([sending, limit]).finally(() => clearTimeout(timer));
}

function openPool(settings: MailSettings, timeouts: MailTimeouts) {
  return nodemailer.createTransport({ ...optionsOf(settings, timeouts), pool: true, maxConnections: connectionsMax, maxMessages: messagesPerConnectionMax });
}

function optionsOf({ host, port, security, user, password }: MailSettings, { silenceTimeoutMs }: MailTimeouts) {
  return {
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(user === "" ? {} : { auth: { user, pass: password } }),
    tls: { minVersion: "TLSv1.2" as const },
    connectionTimeout: silenceTimeoutMs,
    greetingTimeout: silenceTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    dnsTimeout: silenceTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Connects, encrypts and signs in as sending would, nothing is sent; then the same for the mailbox of undelivered mails. */
async function checkServer(settings: MailSettings, deps: Pick<AdapterDeps, "now">, timeouts: MailTimeouts): Promise<Health> {
  const { returns } = settings;
  const facts = [
    { label: { fr: "Serveur", en: "Server" }, value: `${settings.host}:${settings.port} (${settings.security.toUpperCase()})` },
    { label: { fr: "Expéditeur", en: "Sender" }, value: settings.fromAddress },
    ...(returns === null ? [] : [{ label: { fr: "Mails non remis", en: "Undelivered mails" }, value: `${returns.host}:${returns.port} (${returns.security.toUpperCase()})` }]),
  ];
  if (settings.security === "none" && !isLoopback(settings.host)) throw mailError(faultOf({ code: "ETLS" }), settings);
  const transport = nodemailer.createTransport(optionsOf(settings, timeouts));
  try {
    await inTime(transport.verify(), timeouts.deliveryTimeoutMs);
    const problem = returns === null ? null : await checkMailbox(returns, lookLimits);
    return { isWorking: problem === null, checkedAt: deps.now(), facts, problems: problem === null ? [] : [problem] };
  } catch (error) {
    return { isWorking: false, checkedAt: deps.now(), facts, problems: [problemOf(faultOf(error), settings)] };
  } finally {
    transport.close();
  }
}
