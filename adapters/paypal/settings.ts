import type { Words } from "../../app/core/locale";
import type { SettingsField, SettingsValues } from "../../app/core/ports";
import type { PaypalMode } from "./api.server";

const where: Words = {
  fr: "Dans developer.paypal.com › Apps & Credentials, sous l’application de votre compte professionnel.",
  en: "In developer.paypal.com › Apps & Credentials, under your business account’s application.",
};

export const settingsFields: readonly SettingsField[] = [
  {
    name: "mode",
    kind: "choice",
    label: { fr: "Mode", en: "Mode" },
    help: { fr: "En test, aucun argent réel n’est demandé.", en: "In test mode no real money is asked for." },
    isRequired: true,
    initial: "live",
    choices: [
      { value: "live", label: { fr: "Réel", en: "Live" } },
      { value: "sandbox", label: { fr: "Test (sandbox)", en: "Test (sandbox)" } },
    ],
  },
  { name: "clientId", kind: "text", label: { fr: "Identifiant client (Client ID)", en: "Client ID" }, help: where, isRequired: true },
  { name: "clientSecret", kind: "secret", label: { fr: "Secret", en: "Secret" }, help: where, isRequired: true },
  {
    name: "webhookId",
    kind: "text",
    label: { fr: "Identifiant du webhook", en: "Webhook ID" },
    help: {
      fr: "Facultatif. Laissé vide, le webhook est créé pour vous si cette application a une adresse publique en https.",
      en: "Optional. Left empty, the webhook is created for you when this application has a public https address.",
    },
    isRequired: false,
  },
];

type Settings = { mode: PaypalMode; clientId: string; clientSecret: string; webhookId: string | null };

/** The typed settings, trimmed: what is empty is null. */
export function settingsOf(values: SettingsValues): Settings {
  return {
    mode: values["mode"] === "sandbox" ? "sandbox" : "live",
    clientId: values["clientId"]?.trim() ?? "",
    clientSecret: values["clientSecret"]?.trim() ?? "",
    webhookId: values["webhookId"]?.trim() || null,
  };
}

/** Shapes only. */
export function readSettings(values: SettingsValues): { ok: true } | { ok: false; problems: { field: string; message: Words }[] } {
  const { clientId, clientSecret, webhookId } = settingsOf(values);
  const problems: { field: string; message: Words }[] = [];
  const credential = /^[A-Za-z0-9_-]{20,150}$/;
  if (!["live", "sandbox"].includes(values["mode"] ?? "live")) problems.push({ field: "mode", message: { fr: "Choisissez le mode.", en: "Choose the mode." } });
  if (clientId.includes("@")) {
    problems.push({ field: "clientId", message: {
      fr: "C’est une adresse e-mail ; il faut l’identifiant client de l’application (une longue suite de lettres et de chiffres).",
      en: "This is an e-mail address; the application’s client ID is needed (a long run of letters and digits).",
    } });
  } else if (!credential.test(clientId)) {
    problems.push({ field: "clientId", message: { fr: "Copiez l’identifiant client en entier.", en: "Copy the whole client ID." } });
  }
  if (!credential.test(clientSecret)) problems.push({ field: "clientSecret", message: { fr: "Copiez le secret en entier.", en: "Copy the whole secret." } });
  if (webhookId !== null && !/^[A-Za-z0-9]{5,50}$/.test(webhookId)) {
    problems.push({ field: "webhookId", message: { fr: "L’identifiant d’un webhook n’a que des lettres et des chiffres.", en: "A webhook ID has letters and digits only." } });
  }
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
}
