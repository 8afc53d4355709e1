import type { Words } from "../../app/core/locale";
import type { Adapter, SettingsField, SettingsValues } from "../../app/core/ports";
import { returnBoxOf, returnFields, returnProblems, type ReturnBox } from "./return-settings";
import { addressOf, serverProblems, type MailSecurity } from "./server-address";

export type MailSettings = {
  host: string;
  port: number;
  security: MailSecurity;
  user: string;
  password: string;
  /** Empty: the shop's own name. */
  fromName: string;
  fromAddress: string;
  replyTo: string;
  /** Where undelivered mails come back; null: nobody looks. */
  returns: ReturnBox | null;
};

export const fields: readonly SettingsField[] = [
  {
    name: "host", kind: "text", isRequired: true,
    label: { fr: "Serveur d’envoi (SMTP)", en: "Outgoing mail server (SMTP)" },
    help: { fr: "Donné par votre hébergeur de courrier, par exemple smtp.maboutique.fr.", en: "Given by your mail host, for example smtp.myshop.com." },
  },
  { name: "port", kind: "number", isRequired: true, initial: "587", label: { fr: "Port", en: "Port" }, help: { fr: "587 avec STARTTLS, 465 avec TLS.", en: "587 with STARTTLS, 465 with TLS." } },
  {
    name: "security", kind: "choice", isRequired: true, initial: "starttls",
    label: { fr: "Chiffrement", en: "Encryption" },
    choices: [
      { value: "starttls", label: { fr: "STARTTLS exigé (port 587)", en: "STARTTLS, required (port 587)" } },
      { value: "tls", label: { fr: "TLS dès la connexion (port 465)", en: "TLS from the start (port 465)" } },
      { value: "none", label: { fr: "Aucun (serveur sur cette machine seulement)", en: "None (a server on this machine only)" } },
    ],
  },
  { name: "user", kind: "text", isRequired: false, label: { fr: "Utilisateur", en: "User" } },
  {
    name: "password", kind: "secret", isRequired: false,
    label: { fr: "Mot de passe", en: "Password" },
    help: { fr: "Certains services demandent un mot de passe d’application.", en: "Some services ask for an app password." },
  },
  {
    name: "fromAddress", kind: "email", isRequired: true,
    label: { fr: "Adresse d’expédition", en: "Sender address" },
    help: { fr: "À votre nom de domaine, par exemple paiements@maboutique.fr.", en: "At your own domain, for example payments@myshop.com." },
  },
  { name: "fromName", kind: "text", isRequired: false, label: { fr: "Nom d’expéditeur (sinon le nom de la boutique)", en: "Sender name (the shop’s name otherwise)" } },
  { name: "replyTo", kind: "email", isRequired: false, label: { fr: "Adresse de réponse", en: "Reply address" } },
  ...returnFields,
];

const addressLengthMax = 254;

/** One plain address, as an envelope takes it: no list, no comment, no line break (RFC 5321 §4.5.3.1). */
export function isAddress(text: string): boolean {
  return text.length <= addressLengthMax && /^[^\s@<>(),;:"\\[\]\p{C}]{1,64}@[^\s@<>(),;:"\\[\]\p{C}]+\.[^\s@<>(),;:"\\[\]\p{C}]+$/u.test(text);
}

/** The form's values as settings, trimmed; shapes are checked by `readMailSettings`. */
export function mailSettingsOf(values: SettingsValues): MailSettings {
  const get = (name: string) => (values[name] ?? "").trim();
  const security = get("security");
  const user = get("user");
  const password = values.password ?? "";
  return {
    host: get("host").replace(/^\[(.*)\]$/, "$1"),
    port: Number(get("port")),
    security: security === "tls" || security === "none" ? security : "starttls",
    user,
    password,
    fromName: get("fromName"),
    fromAddress: get("fromAddress"),
    replyTo: get("replyTo"),
    returns: returnBoxOf(values, { user, password }),
  };
}

/** The sending password also opens the mailbox of undelivered mails where that one has none of its own. */
export function mailSecretsGoTo(values: SettingsValues): { password: string[]; returnPassword: string[] } {
  const { host, port, returns } = mailSettingsOf(values);
  const box = returns === null ? [] : [addressOf(returns)];
  const isShared = (values.returnPassword ?? "") === "";
  return { password: [addressOf({ host, port }), ...(isShared ? box : [])], returnPassword: isShared ? [] : box };
}

const inTheClear: Words = {
  fr: "Sans chiffrement, seul un serveur de cette machine (localhost) est accepté : les mots de passe et les messages circuleraient en clair.",
  en: "Without encryption only a server on this machine (localhost) is accepted: passwords and messages would travel in the clear.",
};

/** Checks shapes only; no call. */
export const readMailSettings: Adapter<unknown>["readSettings"] = (values) => {
  const settings = mailSettingsOf(values);
  const problems = serverProblems(settings, { host: "host", port: "port", security: "security" }, inTheClear);
  const refuse = (field: string, fr: string, en: string) => problems.push({ field, message: { fr, en } });
  if (!["starttls", "tls", "none"].includes((values.security ?? "").trim())) refuse("security", "Choisissez un chiffrement.", "Choose an encryption.");
  if (settings.user !== "" && settings.password === "") refuse("password", "Il manque le mot de passe de cet utilisateur.", "The password of this user is missing.");
  if (settings.user === "" && settings.password !== "") refuse("user", "Il manque l’utilisateur de ce mot de passe.", "The user of this password is missing.");
  if (!isAddress(settings.fromAddress)) refuse("fromAddress", "Ce n’est pas une adresse e-mail.", "This is not an e-mail address.");
  if (settings.replyTo !== "" && !isAddress(settings.replyTo)) refuse("replyTo", "Ce n’est pas une adresse e-mail.", "This is not an e-mail address.");
  problems.push(...returnProblems(settings.returns));
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
};
