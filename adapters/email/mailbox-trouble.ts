import type { Words } from "../../app/core/locale";
import type { ReturnBox } from "./return-settings";
import { faultOf, shortAnswer } from "./trouble";

/** A look that failed, in the merchant's words; they begin by saying that mails still leave. */
export function mailboxProblemOf(error: unknown, box: ReturnBox): Words {
  const { fr, en } = whyOf(error, box);
  return { fr: `Les mails partent, mais la boîte des mails non remis ne se lit pas. ${fr}`, en: `Mails leave, but the mailbox of undelivered mails cannot be read. ${en}` };
}

function whyOf(error: unknown, box: ReturnBox): Words {
  const bag = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  const at = `${box.host}:${box.port}`;
  const { code, reason } = faultOf(error);
  const said = typeof bag["responseText"] === "string" ? shortAnswer(bag["responseText"], box) : "";
  const told = (fr: string, en: string): Words => (said === "" ? { fr, en } : { fr: `${fr} Réponse du serveur : « ${said} »`, en: `${en} The server said: “${said}”` });
  if (bag["authenticationFailed"] === true) {
    return told("Le serveur refuse cet utilisateur ou ce mot de passe. Vérifiez-les, et que l’accès IMAP est permis ; certains services demandent un mot de passe d’application.", "The server refuses this user or password. Check them, and that IMAP access is allowed; some services ask for an app password.");
  }
  if (/ALTNAME|does not match certificate/i.test(reason)) return told(`Le certificat du serveur est établi pour un autre nom que ${box.host}. Utilisez le nom donné par votre hébergeur.`, `The server’s certificate is made out to another name than ${box.host}. Use the name your mail host gives.`);
  if (/CERT_HAS_EXPIRED|certificate has expired/i.test(reason)) return told("Le certificat du serveur a expiré. Prévenez votre hébergeur de courrier.", "The server’s certificate has expired. Tell your mail host.");
  if (/SELF_SIGNED|self[- ]signed|UNABLE_TO_(GET|VERIFY)/i.test(`${code} ${reason}`)) return told("Le certificat du serveur n’est signé par aucune autorité connue.", "The server’s certificate is signed by no known authority.");
  if (/WRONG_VERSION_NUMBER|wrong version number|packet length too long/i.test(`${code} ${reason}`)) return told(`Le serveur ${at} ne parle pas TLS dès la connexion. Choisissez STARTTLS sur le port 143.`, `The server ${at} does not speak TLS from the start. Choose STARTTLS on port 143.`);
  if (/STARTTLS/i.test(reason)) return told(`Le serveur ${at} n’accepte pas STARTTLS. Essayez TLS sur le port 993.`, `The server ${at} does not accept STARTTLS. Try TLS on port 993.`);
  if (/ENOTFOUND|EAI_AGAIN|EDNS/.test(`${code} ${reason}`)) return told(`Le nom ${box.host} est introuvable. Vérifiez l’orthographe.`, `The name ${box.host} cannot be found. Check the spelling.`);
  if (/ECONNREFUSED/.test(`${code} ${reason}`)) return told(`Rien ne répond sur ${at}. Vérifiez le port : 993 avec TLS, 143 avec STARTTLS.`, `Nothing answers at ${at}. Check the port: 993 with TLS, 143 with STARTTLS.`);
  if (/TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/i.test(`${code} ${reason}`)) {
    return told(`${at} ne répond pas dans le temps imparti. Le port n’est peut-être pas celui d’un serveur IMAP, ou le chiffrement choisi n’est pas le bon.`, `${at} does not answer in time. The port may not be an IMAP server’s, or the chosen encryption is not the right one.`);
  }
  if (/mailbox|INBOX|SEARCH/.test(reason) || bag["serverResponseCode"] === "NONEXISTENT") return told("Le serveur n’ouvre pas la boîte de réception (INBOX).", "The server does not open the inbox (INBOX).");
  return told(`Le serveur ${at} n’a pas été compris. Est-ce bien un serveur IMAP ?`, `The server ${at} was not understood. Is it an IMAP server?`);
}
