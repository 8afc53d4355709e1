import { randomBytes } from "node:crypto";
import type { Words } from "../../app/core/locale";
import type { Health } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";
import { modeOf, type MollieApi } from "./api.server";

const sealBytes = 32;

/** Whether the key works and the profile may take payments. */
export async function check(setup: { api: MollieApi; apiKey: string; canReceiveHooks: boolean }, now: Date): Promise<Health> {
  const facts: Health["facts"] = [{ label: { fr: "Mode", en: "Mode" }, value: modeOf(setup.apiKey) }];
  const problems: Words[] = [];
  let isWorking = true;
  try {
    const profile = await setup.api.profile();
    facts.push({ label: { fr: "Profil", en: "Profile" }, value: profile.name || profile.id });
    const { methods } = (await setup.api.methods())._embedded;
    facts.push({ label: { fr: "Moyens de paiement", en: "Payment methods" }, value: methods.map((method) => method.description || method.id).join(", ") });
    if (methods.length === 0 || profile.status === "blocked") {
      isWorking = false;
      problems.push({
        fr: "Aucun moyen de paiement n’est activé dans Mollie : terminez l’activation du profil dans le tableau de bord Mollie.",
        en: "No payment method is enabled in Mollie: finish the profile’s activation in the Mollie dashboard.",
      });
    }
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { isWorking: false, checkedAt: now, facts, problems: [error.merchantWords] };
  }
  return { isWorking, checkedAt: now, facts, problems: setup.canReceiveHooks ? problems : [...problems, withoutHooks] };
}

const withoutHooks: Words = {
  fr: "Mollie ne peut pas nous joindre à cette adresse : nous l’interrogeons à intervalles réguliers, ce qui peut prendre quelques minutes.",
  en: "Mollie cannot reach us at this address: we ask it at intervals, which may take a few minutes.",
};

/** Mollie refuses a payment whose webhook address is not public: localhost, a bare name, a private network. */
export function isPublicHttps(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (protocol !== "https:" || !hostname.includes(".") || hostname.endsWith(".localhost")) return false;
  return !/^(?:127|10|0|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(hostname);
}

/** Nothing is registered at Mollie: each payment names its own address, sealed with the secret made here once. */
export function ensureHooks(url: string, hookSecret: string | null): { secret: string | null; problems: Words[] } {
  return { secret: hookSecret === null ? randomBytes(sealBytes).toString("hex") : null, problems: isPublicHttps(url) ? [] : [withoutHooks] };
}
