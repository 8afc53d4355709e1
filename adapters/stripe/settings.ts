import type { Words } from "../../app/core/locale";
import type { SettingsField, SettingsValues } from "../../app/core/ports";

/** Ways to pay the pay page may announce; which ones Stripe really shows is set in Stripe's dashboard. */
const announced = [
  { name: "showBancontact", method: "bancontact", label: "Bancontact" },
  { name: "showIdeal", method: "ideal", label: "iDEAL | Wero" },
  { name: "showSepaDebit", method: "sepa-debit", label: { fr: "Prélèvement SEPA", en: "SEPA direct debit" } },
] as const;

const help: Words = {
  fr: "À cocher si ce moyen est activé dans Stripe : la page de paiement l’annoncera.",
  en: "Tick it when this method is enabled in Stripe: the pay page will announce it.",
};

export const settingsFields: readonly SettingsField[] = [
  {
    name: "secretKey",
    kind: "secret",
    label: { fr: "Clé secrète ou restreinte", en: "Secret or restricted key" },
    help: {
      fr: "Commence par sk_ ou rk_ (Stripe › Développeurs › Clés API). Droits d’une clé restreinte : écriture sur Checkout Sessions, Refunds et Webhook Endpoints ; lecture sur Charges, PaymentIntents, Disputes et Balance transactions.",
      en: "Starts with sk_ or rk_ (Stripe › Developers › API keys). Rights of a restricted key: write Checkout Sessions, Refunds and Webhook Endpoints; read Charges, PaymentIntents, Disputes and Balance transactions.",
    },
    isRequired: true,
  },
  {
    name: "webhookSecret",
    kind: "secret",
    label: { fr: "Secret de signature du webhook", en: "Webhook signing secret" },
    help: {
      fr: "Facultatif (whsec_…). Laissé vide, le webhook est créé pour vous si cette application a une adresse publique en https.",
      en: "Optional (whsec_…). Left empty, the webhook is created for you when this application has a public https address.",
    },
    isRequired: false,
  },
  {
    name: "checkoutDomain",
    kind: "text",
    label: { fr: "Domaine de paiement personnalisé", en: "Custom checkout domain" },
    help: {
      fr: "Seulement si vous en avez un chez Stripe (par exemple payer.maboutique.fr) : sans lui, le navigateur refuserait d’y aller.",
      en: "Only if you have one at Stripe (for example pay.myshop.com): without it, the browser would refuse to go there.",
    },
    isRequired: false,
  },
  ...announced.map(({ name, label }): SettingsField => ({
    name,
    kind: "boolean",
    label: typeof label === "string" ? { fr: label, en: label } : label,
    help,
    isRequired: false,
  })),
];

type Settings = { secretKey: string; webhookSecret: string | null; checkoutDomain: string | null; methods: string[] };

/** The typed settings, trimmed: what is empty is null; the methods to announce, card first. */
export function settingsOf(values: SettingsValues): Settings {
  return {
    secretKey: values["secretKey"]?.trim() ?? "",
    webhookSecret: values["webhookSecret"]?.trim() || null,
    checkoutDomain: values["checkoutDomain"]?.trim().toLowerCase() || null,
    methods: ["card", ...announced.filter(({ name }) => values[name] === "true").map(({ method }) => method)],
  };
}

/** Shapes only. A publishable key is the usual slip, so it has its own words. */
export function readSettings(values: SettingsValues): { ok: true } | { ok: false; problems: { field: string; message: Words }[] } {
  const { secretKey, webhookSecret, checkoutDomain } = settingsOf(values);
  const problems: { field: string; message: Words }[] = [];
  if (secretKey.startsWith("pk_")) {
    problems.push({ field: "secretKey", message: {
      fr: "C’est la clé publiable (pk_) ; il faut la clé secrète (sk_) ou une clé restreinte (rk_).",
      en: "This is the publishable key (pk_); the secret key (sk_) or a restricted key (rk_) is needed.",
    } });
  } else if (!/^[sr]k_(?:test|live)_[A-Za-z0-9_]{8,250}$/.test(secretKey)) {
    problems.push({ field: "secretKey", message: {
      fr: "Une clé Stripe commence par sk_test_, sk_live_, rk_test_ ou rk_live_.",
      en: "A Stripe key starts with sk_test_, sk_live_, rk_test_ or rk_live_.",
    } });
  }
  if (webhookSecret !== null && !/^whsec_[A-Za-z0-9+/=_-]{8,250}$/.test(webhookSecret)) {
    problems.push({ field: "webhookSecret", message: {
      fr: "Le secret de signature commence par whsec_.",
      en: "The signing secret starts with whsec_.",
    } });
  }
  if (checkoutDomain !== null && !/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(checkoutDomain)) {
    problems.push({ field: "checkoutDomain", message: {
      fr: "Un nom de domaine seul, sans https:// ni chemin.",
      en: "A domain name alone, without https:// or a path.",
    } });
  }
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
}
