import type { Words } from "../../app/core/locale";
import type { SendResult } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";
import type { MailSettings } from "./settings";

/** What a failed conversation with a mail server leaves; every field may be missing. */
export type SmtpFault = { code: string; responseCode: number | null; command: string; response: string; reason: string };

/** Longest piece of a server's answer that is kept and shown. */
const answerLengthMax = 200;

/** Reads an error of the mail library, or anything else that was thrown. */
export function faultOf(error: unknown): SmtpFault {
  const bag = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  const cause = (typeof bag.cause === "object" && bag.cause !== null ? bag.cause : {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    code: text(bag.code),
    responseCode: typeof bag.responseCode === "number" ? bag.responseCode : null,
    command: text(bag.command),
    response: text(bag.response),
    reason: `${text(bag.message)} ${text(cause.message)} ${text(cause.code)}`,
  };
}

/** A server's answer as one short line, without what we signed in with. */
export function shortAnswer(response: string, settings: Pick<MailSettings, "user" | "password">): string {
  const hidden = [settings.password, Buffer.from(settings.password).toString("base64"), Buffer.from(`\u0000${settings.user}\u0000${settings.password}`).toString("base64")];
  let line = response.replace(/\r?\n\d{3}[- ]/g, " ").replace(/[\p{C}\s]+/gu, " ").trim();
  for (const secret of hidden) if (secret.length > 3) line = line.replaceAll(secret, "•••");
  return line.length > answerLengthMax ? `${line.slice(0, answerLengthMax)}…` : line;
}

/**
 * What became of a message the server did not take: a permanent answer (5yz) is a refusal and not tried again,
 * anything else is thrown to be retried (RFC 5321 §4.2.1).
 */
export function refusalOf(fault: SmtpFault, settings: MailSettings): SendResult {
  const detail = shortAnswer(fault.response || fault.reason, settings);
  const isPermanent = fault.responseCode !== null && fault.responseCode >= 500 && fault.responseCode < 600;
  const isOurAddress = fault.code === "EENVELOPE" && fault.command === "API";
  if (isOurAddress) return { ok: false, reason: "recipient-refused", detail };
  if (!isPermanent) throw mailError(fault, settings);
  if (fault.code === "EAUTH" || fault.command === "MAIL FROM" || fault.responseCode === 530 || /\brelay/i.test(fault.response)) {
    return { ok: false, reason: "settings-refused", detail };
  }
  if (fault.command === "RCPT TO" || /\b5\.[12]\.\d/.test(fault.response)) return { ok: false, reason: "recipient-refused", detail };
  if (fault.command === "DATA" || fault.code === "EMESSAGE") return { ok: false, reason: "content-refused", detail };
  throw mailError(fault, settings);
}

/** An outage, in the merchant's words: what is wrong and what to do. */
export function mailError(fault: SmtpFault, settings: MailSettings, cause?: unknown): VendorError {
  return new VendorError({ vendor: "email", isRetryable: true, merchantMessage: problemOf(fault, settings), cause });
}

/** A failed check or outage in the merchant's words. */
export function problemOf(fault: SmtpFault, settings: MailSettings): Words {
  const at = `${settings.host}:${settings.port}`;
  const said = shortAnswer(fault.response, settings);
  const told = (fr: string, en: string): Words => (said === "" ? { fr, en } : { fr: `${fr} Réponse du serveur : « ${said} »`, en: `${en} The server said: “${said}”` });
  const { reason } = fault;
  if (fault.code === "EAUTH") {
    return /missing credentials/i.test(reason) || fault.responseCode === 530
      ? told("Le serveur demande un utilisateur et un mot de passe.", "The server asks for a user and a password.")
      : told("Le serveur refuse cet utilisateur ou ce mot de passe. Vérifiez-les ; certains services demandent un mot de passe d’application.", "The server refuses this user or password. Check them; some services ask for an app password.");
  }
  if (/ALTNAME|does not match certificate/i.test(reason)) return told(`Le certificat du serveur est établi pour un autre nom que ${settings.host}. Utilisez le nom donné par votre hébergeur.`, `The server’s certificate is made out to another name than ${settings.host}. Use the name your mail host gives.`);
  if (/CERT_HAS_EXPIRED|certificate has expired/i.test(reason)) return told("Le certificat du serveur a expiré. Prévenez votre hébergeur de courrier.", "The server’s certificate has expired. Tell your mail host.");
  if (/SELF_SIGNED|self[- ]signed|UNABLE_TO_(GET|VERIFY)/i.test(reason)) return told("Le certificat du serveur n’est signé par aucune autorité connue.", "The server’s certificate is signed by no known authority.");
  if (/WRONG_VERSION_NUMBER|wrong version number|packet length too long/i.test(reason)) return told(`Le serveur ${at} ne parle pas TLS dès la connexion. Choisissez STARTTLS.`, `The server ${at} does not speak TLS from the start. Choose STARTTLS.`);
  if (fault.code === "ETLS" || fault.command === "STARTTLS") return told(`Le serveur ${at} n’accepte pas STARTTLS. Essayez TLS sur le port 465.`, `The server ${at} does not accept STARTTLS. Try TLS on port 465.`);
  if (fault.code === "EDNS" || /ENOTFOUND|EAI_AGAIN/.test(reason)) return told(`Le nom ${settings.host} est introuvable. Vérifiez l’orthographe.`, `The name ${settings.host} cannot be found. Check the spelling.`);
  if (/ECONNREFUSED/.test(reason)) return told(`Rien ne répond sur ${at}. Vérifiez le port : 587 avec STARTTLS, 465 avec TLS.`, `Nothing answers at ${at}. Check the port: 587 with STARTTLS, 465 with TLS.`);
  if (fault.code === "ETIMEDOUT" || /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(reason)) {
    return told(`${at} ne répond pas dans le temps imparti. Le port est peut-être bloqué par votre hébergeur (le 25 l’est souvent), ou le chiffrement choisi n’est pas le bon.`, `${at} does not answer in time. Your host may block the port (25 often is), or the chosen encryption is not the right one.`);
  }
  if (fault.command === "MAIL FROM") return told(`Le serveur refuse l’adresse d’expédition ${settings.fromAddress}.`, `The server refuses the sender address ${settings.fromAddress}.`);
  return told(`Le serveur ${at} n’a pas pris le message.`, `The server ${at} did not take the message.`);
}
