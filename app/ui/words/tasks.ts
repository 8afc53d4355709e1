import type { TaskKind } from "../../core/link-history";
import type { InMerchantLanguages } from "./language";

/** What happened, and what a person can do about it. `amount` and `problem` may be empty; `days`: on which days it was paid, where the task knows two. */
type TaskText = { title: (facts: { amount: string; problem: string; days: readonly string[] }) => string; todo: string };

type TasksWords = {
  title: string;
  intro: string;
  empty: { title: string; text: string };
  /** Asks the shop once more to take up what it refused. */
  retry: string;
  resolve: string;
  reopen: string;
  seeLink: string;
  download: string;
  forOrder: (number: string) => string;
  since: string;
  more: (shown: number, count: number) => string;
  resolved: string;
  unresolved: string;
  kinds: Record<TaskKind, TaskText>;
};

const plus = (start: string, amount: string) => (amount === "" ? start : `${start} (${amount})`);

const twice = (start: string, [one, two]: readonly string[], say: (one: string, two: string) => string) => (one === undefined || two === undefined ? start : `${start}, ${say(one, two)}`);

export const tasksWords: InMerchantLanguages<TasksWords> = {
  fr: {
    title: "À traiter",
    intro: "Ce que seule une personne peut décider. L’argent est noté et rien n’est perdu.",
    empty: { title: "Rien à traiter", text: "Les trop-perçus, les paiements en retard et les e-mails refusés apparaîtront ici." },
    retry: "Réessayer dans la boutique",
    resolve: "C’est traité",
    reopen: "Remettre à traiter",
    seeLink: "Voir le lien",
    download: "Télécharger le fichier",
    forOrder: (number) => `Commande ${number}`,
    since: "Depuis le",
    more: (shown, count) => `Les ${shown} plus anciennes sur ${count}.`,
    resolved: "Marqué comme traité.",
    unresolved: "Remis dans les choses à traiter.",
    kinds: {
      surplus: { title: ({ amount }) => plus("Plus que demandé a été reçu", amount), todo: "Remboursez la différence depuis le lien, ou convenez d’un avoir avec votre client." },
      "paid-twice": { title: ({ amount, days }) => plus(twice("Cette commande a été payée deux fois", days, (one, two) => (one === two ? `le ${one}` : `le ${one} et le ${two}`)), amount), todo: "Le second paiement n’est dû à personne\u00a0: remboursez-le d’un clic, ou affectez-le à une autre commande du même client." },
      "late-money": { title: ({ amount }) => plus("Payé après la date limite", amount), todo: "L’argent est là. Honorez la commande, ou remboursez depuis le lien." },
      "foreign-money": { title: ({ amount }) => plus("Reçu dans une autre devise", amount), todo: "Cet argent ne règle pas le lien. Remboursez-le depuis le lien, ou enregistrez-le dans la boutique à votre manière." },
      "money-on-cancelled": { title: ({ amount }) => plus("Payé alors que le lien était annulé", amount), todo: "Le client avait déjà commencé à payer. Honorez la commande, ou remboursez depuis le lien." },
      dispute: { title: ({ amount }) => plus("Le client conteste un paiement", amount), todo: "La page du lien dit pourquoi et jusqu’à quand répondre chez le prestataire, et réunit vos preuves en un fichier." },
      "dispute-due": { title: () => "Une contestation attend votre réponse dans moins de trois jours", todo: "Sans réponse avant l’échéance, l’argent est perdu. Téléchargez vos preuves sur la page du lien et déposez-les chez le prestataire." },
      "refund-failed": { title: ({ amount }) => plus("Un remboursement n’a pas abouti", amount), todo: "L’argent est revenu chez vous\u00a0: convenez d’un autre moyen avec votre client. L’avoir envoyé et la boutique disent encore «\u00a0remboursé\u00a0»." },
      "refund-not-made": { title: ({ amount }) => plus("Un remboursement demandé n’a pas eu lieu", amount), todo: "L’argent est toujours chez vous. Recommencez depuis le lien, ou convenez d’un autre moyen avec votre client." },
      "money-taken-back": { title: ({ amount }) => plus("De l’argent noté comme reçu ne l’était pas", amount), todo: "Le lien attend de nouveau ce paiement. Si la boutique dit encore «\u00a0payée\u00a0», remettez la commande en attente là-bas\u00a0; puis relancez votre client." },
      "cheque-bounced": { title: ({ amount }) => plus("Un chèque est revenu impayé", amount), todo: "Le lien attend de nouveau ce paiement. Prévenez votre client et convenez d’un autre moyen." },
      "order-unmarked": { title: ({ amount }) => plus("Son argent est parti à une autre commande, mais la boutique la dit payée", amount), todo: "Ouvrez la commande dans la boutique et remettez-la en attente de paiement, puis revenez dire que c’est traité." },
      "order-not-marked": { title: () => "Payée ici, mais la boutique n’a pas été mise à jour", todo: "Ouvrez la commande dans la boutique et marquez-la comme payée, puis revenez dire que c’est traité." },
      "order-differs": { title: () => "La commande et l’argent reçu ne concordent pas", todo: "Comparez le lien et la commande dans la boutique\u00a0: un montant y a sans doute changé." },
      "message-refused": { title: ({ problem }) => (problem === "" ? "Un e-mail n’a pas pu être remis" : `Un e-mail n’a pas pu être remis\u00a0: ${problem}`), todo: "Corrigez l’adresse et renvoyez le lien depuis sa page." },
      "event-not-understood": { title: () => "Un signal reçu d’un service connecté est resté sans suite", todo: "Vérifiez la connexion dans les réglages. L’argent, lui, est relu régulièrement." },
      "customer-data-asked": { title: () => "Un client demande ses données", todo: "Téléchargez le fichier et remettez-le à votre client dans les 30 jours (RGPD, article 15). Il contient ce que Réglo garde de lui." },
      "no-messenger": { title: () => "Un e-mail attend\u00a0: l’envoi n’est pas réglé", todo: "Réglez l’envoi d’e-mails dans les réglages, puis ouvrez le lien et réessayez." },
    },
  },
  en: {
    title: "To do",
    intro: "What only a person can decide. The money is recorded and nothing is lost.",
    empty: { title: "Nothing to do", text: "Overpayments, late payments and refused e-mails will appear here." },
    retry: "Try the shop again",
    resolve: "This is done",
    reopen: "Put back to do",
    seeLink: "See the link",
    download: "Download the file",
    forOrder: (number) => `Order ${number}`,
    since: "Since",
    more: (shown, count) => `The ${shown} oldest of ${count}.`,
    resolved: "Marked as done.",
    unresolved: "Back among the things to do.",
    kinds: {
      surplus: { title: ({ amount }) => plus("More than asked was received", amount), todo: "Refund the difference from the link, or agree on a credit with your customer." },
      "paid-twice": { title: ({ amount, days }) => plus(twice("This order was paid twice", days, (one, two) => (one === two ? `on ${one}` : `on ${one} and on ${two}`)), amount), todo: "Nobody owes the second payment: refund it in one click, or use it for another order of the same customer." },
      "late-money": { title: ({ amount }) => plus("Paid after the date limit", amount), todo: "The money is here. Honour the order, or refund from the link." },
      "foreign-money": { title: ({ amount }) => plus("Received in another currency", amount), todo: "This money does not settle the link. Refund it from the link, or record it in the shop your own way." },
      "money-on-cancelled": { title: ({ amount }) => plus("Paid although the link was cancelled", amount), todo: "The customer had started to pay already. Honour the order, or refund from the link." },
      dispute: { title: ({ amount }) => plus("The customer disputes a payment", amount), todo: "The link’s page says why and until when to answer at the provider, and gathers your evidence in one file." },
      "dispute-due": { title: () => "A dispute needs your answer within three days", todo: "Without an answer before the deadline the money is lost. Download your evidence from the link’s page and submit it at the provider." },
      "refund-failed": { title: ({ amount }) => plus("A refund did not go through", amount), todo: "The money came back to you: agree on another way with your customer. The credit note sent and the shop still say “refunded”." },
      "refund-not-made": { title: ({ amount }) => plus("A refund you asked for did not happen", amount), todo: "The money is still with you. Start again from the link, or agree on another way with your customer." },
      "money-taken-back": { title: ({ amount }) => plus("Money recorded as received was not", amount), todo: "The link waits for this payment again. If the shop still says “paid”, put the order back to pending there; then ask your customer again." },
      "cheque-bounced": { title: ({ amount }) => plus("A cheque bounced", amount), todo: "The link waits for this payment again. Tell your customer and agree on another way." },
      "order-unmarked": { title: ({ amount }) => plus("Its money went to another order, but the shop says it is paid", amount), todo: "Open the order in the shop and put it back to awaiting payment, then come back and say it is done." },
      "order-not-marked": { title: () => "Paid here, but the shop was not updated", todo: "Open the order in the shop and mark it as paid, then come back and say it is done." },
      "order-differs": { title: () => "The order and the money received do not agree", todo: "Compare the link with the order in the shop: an amount there has probably changed." },
      "message-refused": { title: ({ problem }) => (problem === "" ? "An e-mail could not be delivered" : `An e-mail could not be delivered: ${problem}`), todo: "Correct the address and send the link again from its page." },
      "event-not-understood": { title: () => "A signal from a connected service led nowhere", todo: "Check the connection in the settings. Money itself is read again regularly." },
      "customer-data-asked": { title: () => "A customer asks for their data", todo: "Download the file and hand it to your customer within 30 days (GDPR, article 15). It holds what Réglo keeps about them." },
      "no-messenger": { title: () => "An e-mail waits: sending is not set up", todo: "Set up e-mail in the settings, then open the link and retry." },
    },
  },
};
