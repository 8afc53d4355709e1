import type { Words } from "../../app/core/locale";
import type { SettingsField, SettingsValues } from "../../app/core/ports";

/** Ways to pay the pay page may announce; which ones Mollie really shows is set in Mollie's dashboard. */
const announced = [
  { name: "showCard", method: "card", label: { fr: "Carte", en: "Card" }, initial: "true" },
  { name: "showBancontact", method: "bancontact", label: { fr: "Bancontact", en: "Bancontact" }, initial: "true" },
  { name: "showIdeal", method: "ideal", label: { fr: "iDEAL | Wero", en: "iDEAL | Wero" }, initial: "" },
  { name: "showPaypal", method: "paypal", label: { fr: "PayPal", en: "PayPal" }, initial: "" },
  { name: "showSepaDebit", method: "sepa-debit", label: { fr: "Prélèvement SEPA", en: "SEPA direct debit" }, initial: "" },
] as const;

export const settingsFields: readonly SettingsField[] = [
  {
    name: "apiKey",
    kind: "secret",
    label: { fr: "Clé API", en: "API key" },
    help: {
      fr: "Commence par live_ ou test_ (Mollie › Développeurs › Clés API).",
      en: "Starts with live_ or test_ (Mollie › Developers › API keys).",
    },
    isRequired: true,
  },
  {
    name: "signingSecret",
    kind: "secret",
    label: { fr: "Secret des webhooks signés", en: "Secret of signed webhooks" },
    help: {
      fr: "Facultatif : seulement si vous avez créé un webhook vers cette application dans Mollie. Sans lui, Mollie nous prévient quand même de chaque paiement.",
      en: "Optional: only if you created a webhook to this application in Mollie. Without it Mollie still tells us of every payment.",
    },
    isRequired: false,
  },
  ...announced.map(({ name, label, initial }): SettingsField => ({
    name,
    kind: "boolean",
    label,
    help: {
      fr: "À cocher si ce moyen est activé dans Mollie : la page de paiement l’annoncera.",
      en: "Tick it when this method is enabled in Mollie: the pay page will announce it.",
    },
    isRequired: false,
    initial,
  })),
];

type Settings = { apiKey: string; signingSecret: string | null; methods: string[] };

/** The typed settings, trimmed: what is empty is null; the methods to announce, at least one. */
export function settingsOf(values: SettingsValues): Settings {
  const methods: string[] = announced.filter(({ name }) => values[name] === "true").map(({ method }) => method);
  return {
    apiKey: values["apiKey"]?.trim() ?? "",
    signingSecret: values["signingSecret"]?.trim() || null,
    methods: methods.length > 0 ? methods : ["card"],
  };
}

/** Shapes only. An organisation's access token is the usual slip: it cannot create payments without a profile. */
export function readSettings(values: SettingsValues): { ok: true } | { ok: false; problems: { field: string; message: Words }[] } {
  const { apiKey, signingSecret } = settingsOf(values);
  const problems: { field: string; message: Words }[] = [];
  if (apiKey.startsWith("access_")) {
    problems.push({ field: "apiKey", message: {
      fr: "C’est un jeton d’organisation (access_) ; il faut la clé API d’un profil (live_ ou test_).",
      en: "This is an organisation token (access_); a profile’s API key (live_ or test_) is needed.",
    } });
  } else if (!/^(?:test|live)_[A-Za-z0-9]{20,100}$/.test(apiKey)) {
    problems.push({ field: "apiKey", message: { fr: "Une clé API Mollie commence par live_ ou test_.", en: "A Mollie API key starts with live_ or test_." } });
  }
  if (signingSecret !== null && !/^[\x21-\x7e]{8,250}$/.test(signingSecret)) {
    problems.push({ field: "signingSecret", message: { fr: "Copiez le secret tel que Mollie l’affiche.", en: "Copy the secret exactly as Mollie shows it." } });
  }
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
}
