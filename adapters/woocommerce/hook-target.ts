import type { Words } from "../../app/core/locale";

const portsAllowed = ["80", "443", "8080"];

/**
 * Why WordPress would refuse to deliver to our address, or null. It answers 201 to the creation all the same
 * (wp_http_validate_url: three ports, no private host unless it is the shop's own, no IPv6 literal).
 */
export function whyBlocked(hookUrl: string, storeUrl: string): Words | null {
  const hook = new URL(hookUrl);
  const shop = new URL(storeUrl);
  const isOwnHost = hook.hostname === shop.hostname;
  if (hook.hostname.startsWith("[")) return blocked(hook.host);
  if (isPrivate(hook.hostname) && !isOwnHost) return blocked(hook.host);
  const port = hook.port === "" ? (hook.protocol === "https:" ? "443" : "80") : hook.port;
  if (portsAllowed.includes(port) || (isOwnHost && hook.port === shop.port)) return null;
  return {
    fr: `WordPress ne livre ses webhooks que sur les ports 80, 443 et 8080 ; Réglo écoute sur ${hook.host}. Servez Réglo sur le port 443, ou ajoutez ce port au filtre « http_allowed_safe_ports ». D’ici là, les commandes sont relevées à intervalles réguliers.`,
    en: `WordPress delivers its webhooks to ports 80, 443 and 8080 only; Réglo listens at ${hook.host}. Serve Réglo on port 443, or add this port through the “http_allowed_safe_ports” filter. Until then orders are fetched at regular intervals.`,
  };
}

function blocked(host: string): Words {
  return {
    fr: `WordPress refuse de livrer ses webhooks à une adresse privée (${host}). Donnez à Réglo une adresse publique. D’ici là, les commandes sont relevées à intervalles réguliers.`,
    en: `WordPress refuses to deliver its webhooks to a private address (${host}). Give Réglo a public address. Until then orders are fetched at regular intervals.`,
  };
}

function isPrivate(hostname: string): boolean {
  if (hostname === "localhost") return true;
  const [a, b] = /^\d{1,3}(\.\d{1,3}){3}$/.test(hostname) ? hostname.split(".").map(Number) : [];
  if (a === undefined || b === undefined) return false;
  return a === 127 || a === 10 || a === 0 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
}
