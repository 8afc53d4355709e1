import { findCurrency } from "../../app/core/currency";
import type { Words } from "../../app/core/locale";
import { cleanText } from "../../app/core/order";
import type { Health } from "../../app/core/ports";
import { apiVersion, type Shop } from "./api.server";
import { connectionQuery } from "./documents/connection.graphql";
import { connectionReply } from "./replies";
import { makeKeeper } from "./tokens.server";
import { ShopTrouble, troubleWords } from "./trouble";

/** What our documents need; a test holds them against these. A write scope holds its read scope. */
export const requiredScopes = ["read_customers", "read_payment_terms", "write_draft_orders", "write_orders"] as const;

/** Without this permission Shopify shows an app the orders of the last 60 days only. */
export const allOrdersScope = "read_all_orders";
const olderOrders: NonNullable<Health["olderOrders"]> = {
  shownDays: 60,
  permissions: [allOrdersScope],
  howTo: {
    fr: "Pour voir les plus anciennes, ajoutez l’autorisation read_all_orders à votre application dans le tableau de bord développeur de Shopify, publiez cette version, puis acceptez-la dans la boutique.",
    en: "To see older ones, add the read_all_orders permission to your app in Shopify’s developer dashboard, release that version, then accept it in the shop.",
  },
};

/** Asks the shop what only a working connection answers; every problem says what to do. Changes nothing there. */
export async function check(shop: Shop): Promise<Health> {
  const facts: Health["facts"] = [];
  const problems: Words[] = [];
  let isAllShown = true;
  try {
    const { shop: found, currentAppInstallation } = await shop.api.run(connectionQuery, {}, connectionReply);
    const granted = currentAppInstallation.accessScopes.map(({ handle }) => handle);
    const missing = missingScopes(granted);
    facts.push(
      { label: { fr: "Boutique", en: "Shop" }, value: cleanText(found.name, 120) },
      { label: { fr: "Formule", en: "Plan" }, value: cleanText(found.plan.publicDisplayName, 40) },
      { label: { fr: "Devise de la boutique", en: "Shop currency" }, value: cleanText(found.currencyCode, 10) },
      { label: { fr: "Version de l’API", en: "API version" }, value: cleanText(shop.api.answeredVersion() ?? apiVersion, 20) },
    );
    isAllShown = granted.includes(allOrdersScope);
    if (!isAllShown) facts.push({ label: { fr: "Commandes lisibles pendant (jours)", en: "Orders readable for (days)" }, value: String(olderOrders.shownDays) });
    if (missing.length > 0) problems.push(troubleWords("scope-missing", missing.join(", ")));
    if (found.myshopifyDomain.toLowerCase() !== shop.settings.shopDomain) problems.push(otherShop(cleanText(found.myshopifyDomain, 100)));
    if (findCurrency(found.currencyCode) === null) problems.push(unknownCurrency(cleanText(found.currencyCode, 10)));
    const answered = shop.api.answeredVersion();
    if (answered !== null && answered !== apiVersion) problems.push(otherVersion(cleanText(answered, 20)));
  } catch (error) {
    if (!(error instanceof ShopTrouble)) throw error;
    problems.push(error.merchantWords);
  }
  return { isWorking: problems.length === 0, checkedAt: shop.deps.now(), facts, problems, ...(!isAllShown && { olderOrders }) };
}

/** What a shop says that threw us out: every token is dead, and none is given. A wrong secret is no such word. */
const goneKinds: readonly string[] = ["not-installed", "reopen-app", "token-refused"];

/** Asks the shop. False when it says that we are no longer there: then the dead tokens go too. */
export async function isInstalled(shop: Shop): Promise<boolean> {
  const keeper = makeKeeper({ ...shop.settings, connectionId: shop.deps.connectionId }, shop.deps.records);
  const seen = await keeper.read();
  try {
    await shop.api.run(connectionQuery, {}, connectionReply);
    return true;
  } catch (error) {
    if (!(error instanceof ShopTrouble) || !goneKinds.includes(error.kind)) throw error;
    await keeper.forget(seen);
    return false;
  }
}

export function missingScopes(granted: readonly string[]): string[] {
  return requiredScopes.filter((scope) => !granted.includes(scope) && !granted.includes(scope.replace(/^read_/, "write_")));
}

const otherShop = (domain: string): Words => ({
  fr: `Cette adresse est celle de la boutique ${domain}. Indiquez celle-là.`,
  en: `This address belongs to the shop ${domain}. Enter that one.`,
});
const unknownCurrency = (code: string): Words => ({
  fr: `La devise de la boutique (${code}) n’est pas une monnaie ISO 4217 : ses commandes ne peuvent pas être payées par un lien.`,
  en: `The shop’s currency (${code}) is no ISO 4217 currency: its orders cannot be paid through a link.`,
});
const otherVersion = (answered: string): Words => ({
  fr: `Shopify ne sert plus la version ${apiVersion} de son API et répond par la ${answered}. Mettez Réglo à jour.`,
  en: `Shopify no longer serves version ${apiVersion} of its API and answers with ${answered}. Update Réglo.`,
});
