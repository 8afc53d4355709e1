import type { Words } from "../../app/core/locale";
import { VendorError } from "../../app/core/vendor-error";

/** Everything that can stand between us and a shop, told apart because each has its own remedy. */
export type TroubleKind =
  | "unreachable" | "timeout" | "server-fault" | "rate-limited" | "too-large" | "unexpected-reply" | "busy"
  | "no-shop" | "shop-frozen" | "client-refused" | "not-installed" | "reopen-app" | "token-refused" | "scope-missing"
  | "bad-request" | "order-missing" | "order-hidden";

const givesUp: readonly TroubleKind[] = ["bad-request", "order-missing", "order-hidden"];

/** The shop did not do what was asked; `kind` says why, `merchantWords` what to do. Holds no token and no reply body. */
export class ShopTrouble extends VendorError {
  readonly kind: TroubleKind;
  /** Shopify's own code, where it gave one. */
  readonly code: string | null;

  constructor(kind: TroubleKind, detail: string, cause?: string) {
    super({
      vendor: "shopify",
      // A person or Shopify mends all the rest without us: the next try may find it mended.
      isRetryable: !givesUp.includes(kind),
      merchantMessage: troubleWords(kind, detail),
      ...(cause === undefined ? {} : { cause: new Error(cause) }),
    });
    this.name = "ShopTrouble";
    this.kind = kind;
    this.code = cause ?? null;
  }
}

/** What is wrong and what to do, for the shop owner. `detail`: a domain, a scope, a number or Shopify's own cleaned words. */
export function troubleWords(kind: TroubleKind, detail: string): Words {
  const { fr, en } = words[kind];
  return { fr: fr.replace("{}", detail), en: en.replace("{}", detail) };
}

const words: Readonly<Record<TroubleKind, Words>> = {
  unreachable: {
    fr: "Shopify est injoignable ({}). Nous réessaierons ; si cela dure, voyez www.shopifystatus.com.",
    en: "Shopify cannot be reached ({}). We will try again; if it lasts, see www.shopifystatus.com.",
  },
  timeout: {
    fr: "Shopify n’a pas répondu à temps ({}). Nous réessaierons.",
    en: "Shopify did not answer in time ({}). We will try again.",
  },
  "server-fault": {
    fr: "Shopify a répondu par une erreur interne ({}). Nous réessaierons.",
    en: "Shopify answered with an internal error ({}). We will try again.",
  },
  "rate-limited": {
    fr: "Shopify limite le nombre d’appels ({}). Nous réessaierons.",
    en: "Shopify limits the number of calls ({}). We will try again.",
  },
  "too-large": {
    fr: "La réponse de Shopify dépasse {}.",
    en: "Shopify’s answer exceeds {}.",
  },
  "unexpected-reply": {
    fr: "Shopify a donné une réponse inattendue ({}). Rien n’a été perdu, nous réessaierons.",
    en: "Shopify gave an unexpected answer ({}). Nothing was lost, we will try again.",
  },
  busy: {
    fr: "Un autre enregistrement de paiement est en cours sur la commande ({}). Nous réessaierons.",
    en: "Another payment is being recorded on the order ({}). We will try again.",
  },
  "no-shop": {
    fr: "Aucune boutique Shopify ne répond à {}. Vérifiez l’adresse .myshopify.com.",
    en: "No Shopify shop answers at {}. Check the .myshopify.com address.",
  },
  "shop-frozen": {
    fr: "La boutique {} est suspendue par Shopify, le plus souvent pour une facture impayée. Rouvrez-la dans l’administration Shopify.",
    en: "The shop {} is suspended by Shopify, mostly for an unpaid bill. Reopen it in the Shopify admin.",
  },
  "client-refused": {
    fr: "Shopify refuse l’identifiant ou le secret client ({}). Copiez-les de nouveau depuis le tableau de bord développeur.",
    en: "Shopify refuses the client ID or the client secret ({}). Copy them again from the developer dashboard.",
  },
  "not-installed": {
    fr: "L’application n’est pas installée dans {}, ou n’appartient pas à la même organisation. Installez-la depuis le tableau de bord développeur.",
    en: "The app is not installed in {}, or does not belong to the same organisation. Install it from the developer dashboard.",
  },
  "reopen-app": {
    fr: "L’accès à {} a expiré. Ouvrez Réglo dans l’administration Shopify pour le renouveler.",
    en: "The access to {} has expired. Open Réglo in the Shopify admin to renew it.",
  },
  "token-refused": {
    fr: "Shopify refuse notre accès à {}. L’application a peut-être été désinstallée : réinstallez-la.",
    en: "Shopify refuses our access to {}. The app may have been uninstalled: install it again.",
  },
  "scope-missing": {
    fr: "Il manque à l’application des autorisations : {}. Ajoutez-les à sa configuration, puis acceptez-les dans la boutique.",
    en: "The app lacks permissions: {}. Add them to its configuration, then accept them in the shop.",
  },
  "bad-request": {
    fr: "Shopify refuse cette demande : {}.",
    en: "Shopify refuses this request: {}.",
  },
  "order-missing": {
    fr: "La commande {} n’existe plus dans la boutique.",
    en: "Order {} no longer exists in the shop.",
  },
  "order-hidden": {
    fr: "La commande {} n’est pas lisible : elle a été supprimée, ou a plus de 60 jours et l’autorisation « read_all_orders » manque à l’application.",
    en: "Order {} cannot be read: it was deleted, or is older than 60 days and the app lacks the “read_all_orders” permission.",
  },
};
