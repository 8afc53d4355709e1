import type { InMerchantLanguages } from "./language";

type SignWords = {
  title: string; subtitle: (number: string, amount: string) => string; payer: string; payee: string; name: string; pad: (who: string) => string; clear: string; typed: string; typedHelp: string;
  submit: string; busy: string; print: string; done: string; download: string; padHelp: string; problems: Record<"name-missing" | "not-signed" | "pad-wrong", string>;
};

export const signWords: InMerchantLanguages<SignWords> = {
  fr: {
    title: "Faire signer le reçu", subtitle: (number, amount) => `Reçu ${number} · ${amount}`, payer: "Le client, qui a remis l’argent", payee: "La boutique, qui l’a reçu", name: "Nom", pad: (who) => `Signature\u00a0: ${who}`,
    padHelp: "Signez dans le cadre, au doigt, au stylet ou à la souris.", clear: "Effacer", typed: "Je signe en écrivant mon nom ci-dessus", typedHelp: "Sans souris ni écran tactile\u202f: le nom écrit vaut signature.",
    submit: "Enregistrer les deux signatures", busy: "Enregistrement…", print: "Imprimer pour signer au stylo (PDF)", done: "Ce reçu est signé par les deux parties.", download: "Télécharger le reçu signé (PDF)",
    problems: { "name-missing": "Écrivez le nom de chacun.", "not-signed": "Chacun signe dans son cadre, ou coche la case pour signer par son nom.", "pad-wrong": "Cette signature n’a pas pu être lue. Effacez-la et recommencez." },
  },
  en: {
    title: "Have the receipt signed", subtitle: (number, amount) => `Receipt ${number} · ${amount}`, payer: "The customer, who handed over the money", payee: "The shop, which received it", name: "Name", pad: (who) => `Signature: ${who}`,
    padHelp: "Sign in the box, with a finger, a pen or the mouse.", clear: "Clear", typed: "I sign by writing my name above", typedHelp: "Without a mouse or a touch screen: the written name is the signature.",
    submit: "Save both signatures", busy: "Saving…", print: "Print to sign with a pen (PDF)", done: "This receipt is signed by both parties.", download: "Download the signed receipt (PDF)",
    problems: { "name-missing": "Write each name.", "not-signed": "Each signs in their box, or ticks to sign by their name.", "pad-wrong": "This signature could not be read. Clear it and start again." },
  },
};
