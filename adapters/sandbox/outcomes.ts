import type { ShopperLocale } from "../../app/core/locale";

/** What a sandbox checkout does, chosen by the amount. */
export type Outcome = "paid" | "declined" | "pending-then-paid" | "paid-after-expiry" | "webhook-twice" | "provider-down" | "webhook-lost";

export type OutcomeRow = { lastDigits: number; outcome: Outcome; says: Readonly<Record<ShopperLocale, string>> };

/** How long "pending, then paid" stays pending. */
export const pendingMs = 20_000;

/**
 * The last two digits of the amount in minor units (12,02 € ends in 02, 1 202 ¥ too) and what follows; every other
 * ending is paid at once. The one table behind the sandbox's page, the README, the demo and the tests.
 */
export const outcomeTable: readonly OutcomeRow[] = [
  { lastDigits: 0, outcome: "paid", says: {
    fr: "Payé tout de suite.", nl: "Meteen betaald.", en: "Paid at once.", de: "Sofort bezahlt.",
  } },
  { lastDigits: 1, outcome: "declined", says: {
    fr: "Refusé par la banque.", nl: "Geweigerd door de bank.", en: "Declined by the bank.", de: "Von der Bank abgelehnt.",
  } },
  { lastDigits: 2, outcome: "pending-then-paid", says: {
    fr: "En attente pendant 20 secondes, puis payé.", nl: "20 seconden in behandeling, daarna betaald.",
    en: "Pending for 20 seconds, then paid.", de: "20 Sekunden in Bearbeitung, dann bezahlt.",
  } },
  { lastDigits: 3, outcome: "paid-after-expiry", says: {
    fr: "Prend l’argent même si le délai est passé ou la demande annulée.", nl: "Neemt het geld ook na de vervaltijd of na annulering aan.",
    en: "Takes the money even when time is up or the request was cancelled.", de: "Nimmt das Geld auch nach Ablauf oder Stornierung an.",
  } },
  { lastDigits: 4, outcome: "webhook-twice", says: {
    fr: "Payé ; la notification part deux fois.", nl: "Betaald; de melding wordt twee keer verstuurd.",
    en: "Paid; the notification is sent twice.", de: "Bezahlt; die Benachrichtigung wird zweimal gesendet.",
  } },
  { lastDigits: 5, outcome: "provider-down", says: {
    fr: "Le prestataire est en panne : aucune page ne s’ouvre.", nl: "De betaaldienst ligt plat: er opent geen pagina.",
    en: "The provider is down: no checkout opens.", de: "Der Anbieter ist gestört: Es öffnet sich keine Zahlungsseite.",
  } },
  { lastDigits: 6, outcome: "webhook-lost", says: {
    fr: "Payé ; la notification se perd et la relève régulière retrouve le paiement.", nl: "Betaald; de melding gaat verloren en de periodieke controle vindt de betaling.",
    en: "Paid; the notification is lost and the regular sweep finds the payment.", de: "Bezahlt; die Benachrichtigung geht verloren, der regelmäßige Abgleich findet die Zahlung.",
  } },
];

/** The row for an amount in minor units. */
export function outcomeOf(amountMinor: number): OutcomeRow {
  const paid = outcomeTable[0];
  if (!paid) throw new Error("The table of outcomes is empty");
  return outcomeTable.find(({ lastDigits }) => lastDigits === amountMinor % 100) ?? paid;
}
