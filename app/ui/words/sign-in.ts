import type { InMerchantLanguages } from "./language";

type SignInWords = {
  title: string;
  intro: string;
  email: string;
  password: string;
  passwordHelp: (lengthMin: number) => string;
  submit: string;
  wrong: string;
  tooMany: (minutes: number) => string;
  demoTitle: string;
  demoText: string;
  demoSubmit: string;
  begin: {
    title: string; intro: string; name: string; nameHelp: string; locale: string; localeHelp: string; submit: string;
    nameMissing: string; emailWrong: string; passwordShort: (lengthMin: number) => string; passwordLong: (lengthMax: number) => string; alreadyOpen: string;
  };
};

export const signInWords: InMerchantLanguages<SignInWords> = {
  fr: {
    title: "Se connecter",
    intro: "Liens de paiement, reçus et suivi des règlements de votre boutique.",
    email: "Adresse e-mail",
    password: "Mot de passe",
    passwordHelp: (lengthMin) => `${lengthMin} caractères au moins\u202f; une phrase se retient mieux qu’un mot.`,
    submit: "Se connecter",
    wrong: "L’adresse e-mail ou le mot de passe n’est pas le bon. Vérifiez les deux, puis réessayez.",
    tooMany: (minutes) => (minutes <= 1 ? "Trop d’essais. Vous pourrez réessayer dans une minute." : `Trop d’essais. Vous pourrez réessayer dans ${minutes} minutes.`),
    demoTitle: "Ceci est une démonstration",
    demoText: "Le compte est déjà rempli\u00a0: entrez d’un seul clic. Aucun argent réel ne circule, et tout peut être essayé.",
    demoSubmit: "Entrer dans la démonstration",
    begin: {
      title: "Créez votre boutique",
      intro: "Quelques mots suffisent. Tout se change ensuite dans les réglages.",
      name: "Nom de la boutique",
      nameHelp: "Tel que vos clients le connaissent\u00a0: il figure sur la page de paiement, les e-mails et les reçus.",
      locale: "Langue de vos clients",
      localeHelp: "Utilisée quand la commande n’en précise pas.",
      submit: "Créer la boutique",
      nameMissing: "Donnez un nom à la boutique.",
      emailWrong: "Cette adresse e-mail n’est pas complète. Exemple\u00a0: vous@boutique.fr",
      passwordShort: (lengthMin) => `Il manque des caractères\u00a0: ${lengthMin} au moins.`,
      passwordLong: (lengthMax) => `C’est trop long\u00a0: ${lengthMax} caractères au plus.`,
      alreadyOpen: "Une boutique existe déjà ici. Connectez-vous.",
    },
  },
  en: {
    title: "Sign in",
    intro: "Payment links, receipts and reconciliation for your shop.",
    email: "E-mail address",
    password: "Password",
    passwordHelp: (lengthMin) => `At least ${lengthMin} characters; a phrase is easier to remember than a word.`,
    submit: "Sign in",
    wrong: "The e-mail address or the password is not right. Check both, then try again.",
    tooMany: (minutes) => (minutes <= 1 ? "Too many attempts. You can try again in a minute." : `Too many attempts. You can try again in ${minutes} minutes.`),
    demoTitle: "This is a demonstration",
    demoText: "The account is already filled in: one click and you are in. No real money moves, and everything may be tried.",
    demoSubmit: "Enter the demonstration",
    begin: {
      title: "Create your shop",
      intro: "A few words are enough. Everything can be changed later in the settings.",
      name: "Shop name",
      nameHelp: "As your customers know it: it appears on the pay page, in e-mails and on receipts.",
      locale: "Your customers’ language",
      localeHelp: "Used when the order does not say.",
      submit: "Create the shop",
      nameMissing: "Give the shop a name.",
      emailWrong: "This e-mail address is not complete. Example: you@shop.com",
      passwordShort: (lengthMin) => `This is too short: at least ${lengthMin} characters.`,
      passwordLong: (lengthMax) => `This is too long: at most ${lengthMax} characters.`,
      alreadyOpen: "There is a shop here already. Sign in.",
    },
  },
};
