import type { MerchantLocale } from "../../core/locale";

type CodesWords = {
  title: string;
  text: string;
  where: string;
  make: string;
  making: string;
  snippet: (template: string) => string;
  help: string;
  secret: string;
  test: { title: string; text: string; email: string; submit: string; sending: string; sent: (email: string) => string; refused: (detail: string) => string; noMail: string; noOrder: string; noKey: string; emailWrong: string };
  renew: { title: string; text: string; submit: string };
  old: (count: number) => string;
  end: { text: string; submit: string };
  renewed: string;
  ended: string;
};

export const codesWords: Readonly<Record<MerchantLocale, CodesWords>> = {
  fr: {
    title: "Code QR dans vos modèles",
    text: "Un code de paiement sur vos e-mails de commande et vos documents imprimés. Il reste juste après une modification de la commande, et dit «\u00a0déjà payé\u00a0» une fois réglée.",
    where: "Copiez ce texte dans Paramètres\u00a0› Notifications (par exemple «\u00a0Confirmation de commande\u00a0») ou dans un modèle d’impression, à l’endroit où le code doit paraître. Envoyez-vous ensuite la notification d’essai\u00a0: si l’image n’y est pas, ce modèle ne connaît pas le filtre hmac_sha256\u00a0; imprimez alors depuis la commande.",
    make: "Créer le code à copier",
    making: "Création…",
    snippet: (template) => `À copier dans le modèle (${template})`,
    help: "Le même texte sert à toutes les commandes.",
    secret: "Ce texte contient une clé. Vos clients ne la voient pas\u00a0; qui peut lire vos modèles peut créer le code d’une commande dont il connaît le numéro interne, et voir ce qu’il reste à y payer. Ne le publiez pas.",
    test: {
      title: "Essayer",
      text: "Recevez le code de votre dernière commande, tel qu’il sera, et scannez-le.",
      email: "À l’adresse",
      submit: "M’envoyer un essai",
      sending: "Envoi…",
      sent: (email) => `L’essai est parti pour ${email}.`,
      refused: (detail) => `Le serveur a refusé l’e-mail\u00a0: ${detail}`,
      noMail: "L’envoi d’e-mails n’est pas réglé.",
      noOrder: "Aucune commande n’a encore été lue dans cette boutique.",
      noKey: "Créez d’abord le code à copier.",
      emailWrong: "Cette adresse e-mail n’est pas complète.",
    },
    renew: {
      title: "Changer la clé",
      text: "Si le texte est tombé en de mauvaises mains. Copiez ensuite le nouveau dans vos modèles. Les codes déjà imprimés continuent de fonctionner.",
      submit: "Changer la clé",
    },
    old: (count) => (count === 1 ? "Une ancienne clé fonctionne encore." : `${count} anciennes clés fonctionnent encore.`),
    end: { text: "Les papiers imprimés avec elles ne mèneront plus nulle part.", submit: "Arrêter les anciens codes" },
    renewed: "La clé est prête. Copiez le texte dans vos modèles.",
    ended: "Les anciens codes ne fonctionnent plus.",
  },
  en: {
    title: "QR code in your templates",
    text: "A payment code on your order e-mails and printed papers. It stays true after the order is edited, and says “already paid” once it is.",
    where: "Copy this text into Settings\u00a0› Notifications (for example “Order confirmation”) or into a print template, where the code shall appear. Then send yourself the test notification: if there is no picture, that template does not know the filter hmac_sha256; print from the order instead.",
    make: "Make the text to copy",
    making: "Making it…",
    snippet: (template) => `To copy into the template (${template})`,
    help: "The same text serves every order.",
    secret: "This text holds a key. Your customers do not see it; whoever can read your templates can make the code of an order whose internal number they know, and see what is left to pay on it. Do not publish it.",
    test: {
      title: "Try it",
      text: "Receive the code of your latest order as it will look, and scan it.",
      email: "To the address",
      submit: "Send me a test",
      sending: "Sending…",
      sent: (email) => `The test left for ${email}.`,
      refused: (detail) => `The server refused the e-mail: ${detail}`,
      noMail: "No mail is set up.",
      noOrder: "No order has been read from this shop yet.",
      noKey: "Make the text to copy first.",
      emailWrong: "This e-mail address is not complete.",
    },
    renew: {
      title: "Change the key",
      text: "If the text got into the wrong hands. Copy the new one into your templates afterwards. Codes already printed go on working.",
      submit: "Change the key",
    },
    old: (count) => (count === 1 ? "One old key still works." : `${count} old keys still work.`),
    end: { text: "Papers printed with them will lead nowhere.", submit: "End the old codes" },
    renewed: "The key is ready. Copy the text into your templates.",
    ended: "The old codes no longer work.",
  },
};
