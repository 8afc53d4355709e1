import type { Words } from "../../app/core/locale";
import type { SettingsField, SettingsValues } from "../../app/core/ports";

/** What a connection needs, read from the form. `shopDomain` is the shop's own *.myshopify.com, in lower case. */
export type ShopSettings = { shopDomain: string; clientId: string; clientSecret: string };

export const settings: readonly SettingsField[] = [
  {
    name: "shopDomain",
    kind: "text",
    label: { fr: "Adresse Shopify de la boutique", en: "The shop’s Shopify address" },
    help: {
      fr: "Celle qui se termine par .myshopify.com, même si vos clients en voient une autre : Paramètres › Domaines.",
      en: "The one that ends in .myshopify.com, even if your customers see another: Settings › Domains.",
    },
    isRequired: true,
  },
  {
    name: "clientId",
    kind: "text",
    label: { fr: "Identifiant client de l’application", en: "The app’s client ID" },
    help: {
      fr: "Dans le tableau de bord développeur de Shopify : votre application › Paramètres › Identifiants.",
      en: "In Shopify’s developer dashboard: your app › Settings › Credentials.",
    },
    isRequired: true,
  },
  {
    name: "clientSecret",
    kind: "secret",
    label: { fr: "Secret client de l’application", en: "The app’s client secret" },
    help: {
      fr: "Au même endroit. Il commence d’ordinaire par shpss_. L’application doit être installée dans la boutique.",
      en: "In the same place. It usually starts with shpss_. The app must be installed in the shop.",
    },
    isRequired: true,
  },
];

const typedLengthMax = 300;
type Problem = { field: string; message: Words };
type ReadSettings = { ok: true; shop: ShopSettings } | { ok: false; problems: Problem[] };

/** Checks shapes only. Out: the shop to call, or every problem with its field. */
export function readShopSettings(values: SettingsValues): ReadSettings {
  const problems: Problem[] = [];
  const shopDomain = findShopDomain(values["shopDomain"] ?? "");
  const clientId = (values["clientId"] ?? "").trim();
  const clientSecret = (values["clientSecret"] ?? "").trim();
  if (shopDomain === null) problems.push({ field: "shopDomain", message: notAShop });
  if (!/^[A-Za-z0-9-]{16,100}$/.test(clientId)) problems.push({ field: "clientId", message: tokenLike.test(clientId) ? looksSwapped : notAClientId });
  if (!/^(shpss_)?[A-Za-z0-9]{24,200}$/.test(clientSecret)) problems.push({ field: "clientSecret", message: secretProblem(clientSecret) });
  if (shopDomain === null || problems.length > 0) return { ok: false, problems };
  return { ok: true, shop: { shopDomain, clientId, clientSecret } };
}

/**
 * "my-shop", "my-shop.myshopify.com", "https://my-shop.myshopify.com/admin", "https://admin.shopify.com/store/my-shop":
 * the shop's permanent domain, or null. Nothing else may ever be called with the app's secret.
 */
export function findShopDomain(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (text.length > typedLengthMax) return null;
  const path = text.replace(/^https?:\/\//, "");
  const handle = /^admin\.shopify\.com\/store\/([a-z0-9][a-z0-9-]*)(?:[/?#].*)?$/.exec(path)?.[1]
    ?? /^([a-z0-9][a-z0-9-]*)(?:\.myshopify\.com(?:[/?#].*)?)?$/.exec(path)?.[1];
  return handle === undefined || handle.length > 60 ? null : `${handle}.myshopify.com`;
}

const tokenLike = /^shp[a-z]{2}_/;

function secretProblem(typed: string): Words {
  if (/^shp(at|ca|ua)_/.test(typed)) {
    return {
      fr: "Ceci est un jeton d’accès (shpat_…), pas le secret client de l’application (shpss_…).",
      en: "This is an access token (shpat_…), not the app’s client secret (shpss_…).",
    };
  }
  return {
    fr: "Le secret client commence d’ordinaire par shpss_, suivi de lettres et de chiffres, sans espace.",
    en: "The client secret usually starts with shpss_, followed by letters and digits, without spaces.",
  };
}

const notAShop: Words = {
  fr: "Indiquez l’adresse qui se termine par .myshopify.com. Exemple : ma-boutique.myshopify.com",
  en: "Enter the address that ends in .myshopify.com. Example: my-shop.myshopify.com",
};
const notAClientId: Words = {
  fr: "L’identifiant client est une suite de lettres et de chiffres, sans espace.",
  en: "The client ID is a run of letters and digits, without spaces.",
};
const looksSwapped: Words = {
  fr: "Ceci ressemble à un secret : l’identifiant et le secret semblent inversés.",
  en: "This looks like a secret: ID and secret seem to be swapped.",
};
