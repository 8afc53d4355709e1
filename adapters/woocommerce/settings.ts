import type { Words } from "../../app/core/locale";
import type { SettingsField, SettingsValues } from "../../app/core/ports";

/** What a connection needs, read from the form; `storeUrl` is the shop's home without a slash at the end. */
export type ShopSettings = { storeUrl: string; consumerKey: string; consumerSecret: string };

export const settings: readonly SettingsField[] = [
  {
    name: "storeUrl",
    kind: "url",
    label: { fr: "Adresse de la boutique", en: "Shop address" },
    help: {
      fr: "L’adresse d’accueil, telle que vos clients la voient : https://boutique.example",
      en: "The home address, as your customers see it: https://shop.example",
    },
    isRequired: true,
  },
  {
    name: "consumerKey",
    kind: "text",
    label: { fr: "Clé client (ck_…)", en: "Consumer key (ck_…)" },
    help: {
      fr: "Dans WordPress : WooCommerce › Réglages › Avancé › API REST › Ajouter une clé, avec les droits « Lecture/Écriture ».",
      en: "In WordPress: WooCommerce › Settings › Advanced › REST API › Add key, with “Read/Write” permissions.",
    },
    isRequired: true,
  },
  {
    name: "consumerSecret",
    kind: "secret",
    label: { fr: "Secret client (cs_…)", en: "Consumer secret (cs_…)" },
    help: {
      fr: "WooCommerce ne le montre qu’une fois, juste après la création de la clé.",
      en: "WooCommerce shows it only once, right after the key is created.",
    },
    isRequired: true,
  },
];

const urlLengthMax = 500;
type Problem = { field: string; message: Words };
type ReadSettings = { ok: true; shop: ShopSettings } | { ok: false; problems: Problem[] };

/** Checks shapes only. Out: the shop to call, or every problem with its field. */
export function readShopSettings(values: SettingsValues): ReadSettings {
  const problems: Problem[] = [];
  const url = readStoreUrl(values["storeUrl"] ?? "");
  if (!url.ok) problems.push({ field: "storeUrl", message: url.message });
  const consumerKey = (values["consumerKey"] ?? "").trim();
  const consumerSecret = (values["consumerSecret"] ?? "").trim();
  if (!/^ck_\w{10,100}$/.test(consumerKey)) problems.push({ field: "consumerKey", message: keyShape("ck_", consumerKey) });
  if (!/^cs_\w{10,100}$/.test(consumerSecret)) problems.push({ field: "consumerSecret", message: keyShape("cs_", consumerSecret) });
  if (!url.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, shop: { storeUrl: url.storeUrl, consumerKey, consumerSecret } };
}

/** The consumer secret goes to the shop's own address and nowhere else; an address that cannot be read is called by nobody. */
export function secretsGoTo(values: SettingsValues): { consumerSecret: string[] } {
  const url = readStoreUrl(values["storeUrl"] ?? "");
  return { consumerSecret: url.ok ? [url.storeUrl] : [] };
}

/** Loopback is the only place where a key may travel without TLS. In: a URL's hostname, IPv6 in brackets. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** A shop's home address as it was typed or pasted. Out: it without a slash at the end, or what is wrong with it. */
export function readStoreUrl(typed: string): { ok: true; storeUrl: string } | { ok: false; message: Words } {
  const text = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${isLoopback(text.replace(/[:/].*$/, "")) ? "http" : "https"}://${text}`;
  if (text === "" || text.length > urlLengthMax || !URL.canParse(withScheme)) return { ok: false, message: notAnAddress };
  const url = new URL(withScheme);
  if (url.protocol !== "https:" && url.protocol !== "http:") return { ok: false, message: notAnAddress };
  if (url.username !== "" || url.password !== "") return { ok: false, message: noPasswordInAddress };
  if (url.protocol === "http:" && !isLoopback(url.hostname)) return { ok: false, message: httpsNeeded };
  // People paste the page they stand on: the admin, the API's own address, or the index file.
  const path = url.pathname.replace(/\/(wp-admin|wp-json|wp-login\.php|index\.php)(\/.*)?$/, "").replace(/\/+$/, "");
  return { ok: true, storeUrl: `${url.origin}${path}` };
}

function keyShape(prefix: string, typed: string): Words {
  const other = prefix === "ck_" ? "cs_" : "ck_";
  if (typed.startsWith(other)) {
    return {
      fr: `Ceci commence par ${other} : la clé et le secret semblent inversés.`,
      en: `This starts with ${other}: key and secret seem to be swapped.`,
    };
  }
  return {
    fr: `Elle commence par ${prefix} et compte une quarantaine de caractères, sans espace.`,
    en: `It starts with ${prefix} and has some forty characters, without spaces.`,
  };
}

const notAnAddress: Words = {
  fr: "Ce n’est pas une adresse de site. Exemple : https://boutique.example",
  en: "This is not a site’s address. Example: https://shop.example",
};
const noPasswordInAddress: Words = {
  fr: "L’adresse ne doit contenir ni nom d’utilisateur ni mot de passe.",
  en: "The address must contain neither a user name nor a password.",
};
const httpsNeeded: Words = {
  fr: "L’adresse doit commencer par https:// : en http, vos clés voyageraient en clair et WooCommerce les refuse.",
  en: "The address must start with https://: over http your keys would travel in the clear, and WooCommerce refuses them.",
};
