import type { Words } from "../../app/core/locale";
import type { SettingsField, SettingsValues } from "../../app/core/ports";
import { serverProblems, type MailSecurity } from "./server-address";

/** The mailbox where undelivered mails come back: the sender address's own, read by IMAP. */
export type ReturnBox = { host: string; port: number; security: MailSecurity; user: string; password: string };

const portDefaults: Record<MailSecurity, number> = { tls: 993, starttls: 143, none: 143 };

export const returnFields: readonly SettingsField[] = [
  {
    name: "returnHost", kind: "text", isRequired: false,
    label: { fr: "Boîte des mails non remis (serveur IMAP)", en: "Mailbox of undelivered mails (IMAP server)" },
    help: {
      fr: "Facultatif. Un mail accepté puis refusé plus loin revient à l’adresse d’expédition : Réglo y lit ces avis, et eux seuls, et le montre sur le lien. Rien n’est effacé ni marqué comme lu. Par exemple imap.maboutique.fr.",
      en: "Optional. A mail accepted first and refused later comes back to the sender address: Réglo reads these notices there, and nothing else, and shows it on the link. Nothing is deleted or marked as read. For example imap.myshop.com.",
    },
  },
  { name: "returnPort", kind: "number", isRequired: false, initial: "993", label: { fr: "Port (IMAP)", en: "Port (IMAP)" }, help: { fr: "993 avec TLS, 143 avec STARTTLS.", en: "993 with TLS, 143 with STARTTLS." } },
  {
    name: "returnSecurity", kind: "choice", isRequired: false, initial: "tls",
    label: { fr: "Chiffrement (IMAP)", en: "Encryption (IMAP)" },
    choices: [
      { value: "tls", label: { fr: "TLS dès la connexion (port 993)", en: "TLS from the start (port 993)" } },
      { value: "starttls", label: { fr: "STARTTLS exigé (port 143)", en: "STARTTLS, required (port 143)" } },
      { value: "none", label: { fr: "Aucun (serveur sur cette machine seulement)", en: "None (a server on this machine only)" } },
    ],
  },
  { name: "returnUser", kind: "text", isRequired: false, label: { fr: "Utilisateur (IMAP, sinon celui de l’envoi)", en: "User (IMAP; the sending one otherwise)" } },
  { name: "returnPassword", kind: "secret", isRequired: false, label: { fr: "Mot de passe (IMAP, sinon celui de l’envoi)", en: "Password (IMAP; the sending one otherwise)" } },
];

/** The mailbox as typed, with what is left out filled in; null when none was named. `sending`: the user and password of SMTP. */
export function returnBoxOf(values: SettingsValues, sending: { user: string; password: string }): ReturnBox | null {
  const get = (name: string) => (values[name] ?? "").trim();
  const host = get("returnHost").replace(/^\[(.*)\]$/, "$1");
  if (host === "") return null;
  const typed = get("returnSecurity");
  const security = typed === "starttls" || typed === "none" ? typed : "tls";
  const own = get("returnUser");
  return {
    host, security,
    port: get("returnPort") === "" ? portDefaults[security] : Number(get("returnPort")),
    user: own || sending.user,
    password: (values["returnPassword"] ?? "") || (own === "" || own === sending.user ? sending.password : ""),
  };
}

const inTheClear: Words = {
  fr: "Sans chiffrement, seul un serveur de cette machine (localhost) est accepté : le mot de passe circulerait en clair.",
  en: "Without encryption only a server on this machine (localhost) is accepted: the password would travel in the clear.",
};

/** Shapes only; no call. Every problem names its field. */
export function returnProblems(box: ReturnBox | null): { field: string; message: Words }[] {
  if (box === null) return [];
  const problems = serverProblems(box, { host: "returnHost", port: "returnPort", security: "returnSecurity" }, inTheClear);
  const refuse = (field: string, fr: string, en: string) => problems.push({ field, message: { fr, en } });
  if (box.user === "") refuse("returnUser", "Il manque l’utilisateur de cette boîte.", "The user of this mailbox is missing.");
  if (box.password === "") refuse("returnPassword", "Il manque le mot de passe de cette boîte.", "The password of this mailbox is missing.");
  return problems;
}
