import type { InMerchantLanguages } from "./language";

type AccountWords = {
  forgot: { link: string; title: string; intro: string; submit: string; sending: string; emailWrong: string; sentTitle: string; sent: (email: string) => string; nothing: string; tooMany: (minutes: number) => string; back: string };
  reset: { title: string; intro: (email: string) => string; password: string; submit: string; over: { title: string; text: string; action: string }; done: string };
  join: { title: (shop: string) => string; intro: (email: string) => string; submit: string; over: { title: string; text: string; action: string }; taken: string; password: string };
  password: { title: string; text: string; current: string; next: string; submit: string; wrong: string; changed: string; show: string };
  team: {
    title: string; text: string; open: string; people: string; since: string; you: string; remove: string; removeText: (email: string) => string; removeSubmit: (email: string) => string;
    invite: string; inviteText: string; email: string; emailWrong: string; submit: string; sending: string; invitations: string; until: string; over: string; withdraw: string; again: string;
    made: { sent: (email: string) => string; "no-messenger": string; problem: (detail: string) => string }; link: string; linkHelp: string;
    problems: { "already-member": string; "too-many-members": string; "last-member": string; "member-unknown": string };
    removed: string; withdrawn: string;
  };
};

export const accountWords: InMerchantLanguages<AccountWords> = {
  fr: {
    forgot: {
      link: "Mot de passe oublié\u202f?",
      title: "Mot de passe oublié",
      intro: "Donnez l’adresse e-mail de votre compte. Vous y recevrez un lien pour choisir un nouveau mot de passe.",
      submit: "Recevoir le lien",
      sending: "Envoi…",
      emailWrong: "Cette adresse e-mail n’est pas complète. Exemple\u00a0: vous@boutique.fr",
      sentTitle: "Regardez votre boîte de réception",
      sent: (email) => `Si un compte existe pour ${email}, un message vient d’y partir. Son lien sert une fois, pendant 30 minutes.`,
      nothing: "Rien n’arrive\u202f? Regardez dans les indésirables, puis vérifiez l’adresse. Si votre boutique n’envoie pas encore d’e-mails, la personne qui a installé Réglo peut vous donner ce lien.",
      tooMany: (minutes) => (minutes <= 1 ? "Trop de demandes. Réessayez dans une minute." : `Trop de demandes. Réessayez dans ${minutes} minutes.`),
      back: "Revenir à la connexion",
    },
    reset: {
      title: "Choisissez un nouveau mot de passe",
      intro: (email) => `Pour le compte ${email}. Les autres appareils seront déconnectés.`,
      password: "Nouveau mot de passe",
      submit: "Enregistrer ce mot de passe",
      over: { title: "Ce lien ne sert plus", text: "Il a déjà été utilisé, un plus récent l’a remplacé, ou les 30 minutes sont passées.", action: "Demander un nouveau lien" },
      done: "Votre nouveau mot de passe est enregistré. Connectez-vous avec lui.",
    },
    join: {
      title: (shop) => `Rejoignez ${shop}`,
      intro: (email) => `Choisissez un mot de passe pour ${email}, et vous y êtes.`,
      submit: "Rejoindre la boutique",
      over: { title: "Cette invitation ne sert plus", text: "Elle a été utilisée, retirée ou remplacée, ou ses sept jours sont passés. Demandez-en une nouvelle à la personne qui vous a invité.", action: "Aller à la connexion" },
      taken: "Cette adresse a déjà un compte Réglo, pour une autre boutique. Demandez à être invité à une autre adresse.",
      password: "Mot de passe",
    },
    password: {
      title: "Mot de passe",
      text: "Changer le vôtre déconnecte vos autres appareils.",
      current: "Mot de passe actuel",
      next: "Nouveau mot de passe",
      submit: "Changer le mot de passe",
      wrong: "Ce n’est pas votre mot de passe actuel.",
      changed: "Mot de passe changé. Vos autres appareils ont été déconnectés.",
      show: "Changer le mot de passe",
    },
    team: {
      title: "Équipe",
      text: "Les personnes qui gèrent cette boutique avec vous. Chacune peut tout faire\u202f; l’historique dit qui a fait quoi.",
      open: "Gérer l’équipe",
      people: "Membres",
      since: "Depuis le",
      you: "vous",
      remove: "Retirer",
      removeText: (email) => `${email} sera déconnecté partout et ne pourra plus entrer. Ce qui a été fait reste dans l’historique, sous ce nom.`,
      removeSubmit: (email) => `Retirer ${email}`,
      invite: "Inviter quelqu’un",
      inviteText: "La personne reçoit un lien personnel, valable sept jours, et choisit son mot de passe.",
      email: "Son adresse e-mail",
      emailWrong: "Cette adresse e-mail n’est pas complète. Exemple\u00a0: nom@boutique.fr",
      submit: "Inviter",
      sending: "Envoi…",
      invitations: "Invitations en attente",
      until: "Valable jusqu’au",
      over: "N’est plus valable",
      withdraw: "Retirer l’invitation",
      again: "Inviter à nouveau",
      made: {
        sent: (email) => `L’invitation est partie pour ${email}.`,
        "no-messenger": "L’invitation est prête, mais l’envoi d’e-mails n’est pas réglé\u00a0: transmettez ce lien vous-même.",
        problem: (detail) => `L’invitation est prête, mais l’e-mail n’est pas parti (${detail}). Transmettez ce lien vous-même.`,
      },
      link: "Lien d’invitation",
      linkHelp: "Il n’est montré qu’une fois, et ne sert qu’une fois. Ne le donnez qu’à cette personne.",
      problems: {
        "already-member": "Cette personne fait déjà partie de l’équipe.",
        "too-many-members": "L’équipe est au complet\u00a0: 50 membres et invitations au plus. Retirez-en d’abord.",
        "last-member": "C’est la dernière personne de l’équipe\u00a0: invitez quelqu’un d’autre d’abord.",
        "member-unknown": "Cette personne ne fait plus partie de l’équipe.",
      },
      removed: "La personne a été retirée de l’équipe.",
      withdrawn: "Invitation retirée\u00a0: son lien n’ouvre plus rien.",
    },
  },
  en: {
    forgot: {
      link: "Forgot your password?",
      title: "Forgotten password",
      intro: "Give the e-mail address of your account. You will receive a link to choose a new password.",
      submit: "Send me the link",
      sending: "Sending…",
      emailWrong: "This e-mail address is not complete. Example: you@shop.com",
      sentTitle: "Look into your inbox",
      sent: (email) => `If there is an account for ${email}, a message has just left for it. Its link works once, for 30 minutes.`,
      nothing: "Nothing arrives? Look among the unwanted mail, then check the address. If your shop does not send e-mails yet, whoever installed Réglo can give you this link.",
      tooMany: (minutes) => (minutes <= 1 ? "Too many requests. Try again in a minute." : `Too many requests. Try again in ${minutes} minutes.`),
      back: "Back to the sign-in",
    },
    reset: {
      title: "Choose a new password",
      intro: (email) => `For the account ${email}. Your other devices will be signed out.`,
      password: "New password",
      submit: "Save this password",
      over: { title: "This link no longer works", text: "It was used already, a later one replaced it, or its 30 minutes are over.", action: "Ask for a new link" },
      done: "Your new password is saved. Sign in with it.",
    },
    join: {
      title: (shop) => `Join ${shop}`,
      intro: (email) => `Choose a password for ${email}, and you are in.`,
      submit: "Join the shop",
      over: { title: "This invitation no longer works", text: "It was used, withdrawn or replaced, or its seven days are over. Ask whoever invited you for a new one.", action: "Go to the sign-in" },
      taken: "This address already has a Réglo account, for another shop. Ask to be invited at another address.",
      password: "Password",
    },
    password: {
      title: "Password",
      text: "Changing yours signs out your other devices.",
      current: "Current password",
      next: "New password",
      submit: "Change the password",
      wrong: "This is not your current password.",
      changed: "Password changed. Your other devices were signed out.",
      show: "Change the password",
    },
    team: {
      title: "Team",
      text: "The people who run this shop with you. Each of them can do everything; the history says who did what.",
      open: "Manage the team",
      people: "Members",
      since: "Since",
      you: "you",
      remove: "Remove",
      removeText: (email) => `${email} will be signed out everywhere and cannot come in any more. What was done stays in the history, under this name.`,
      removeSubmit: (email) => `Remove ${email}`,
      invite: "Invite somebody",
      inviteText: "They receive a personal link, good for seven days, and choose their own password.",
      email: "Their e-mail address",
      emailWrong: "This e-mail address is not complete. Example: name@shop.com",
      submit: "Invite",
      sending: "Sending…",
      invitations: "Open invitations",
      until: "Good until",
      over: "No longer good",
      withdraw: "Withdraw the invitation",
      again: "Invite again",
      made: {
        sent: (email) => `The invitation has left for ${email}.`,
        "no-messenger": "The invitation is ready, but sending e-mail is not set up: pass this link on yourself.",
        problem: (detail) => `The invitation is ready, but the e-mail did not leave (${detail}). Pass this link on yourself.`,
      },
      link: "Invitation link",
      linkHelp: "It is shown once and works once. Give it to this person only.",
      problems: {
        "already-member": "This person is in the team already.",
        "too-many-members": "The team is full: at most 50 members and invitations. Remove some first.",
        "last-member": "This is the last person in the team: invite somebody else first.",
        "member-unknown": "This person is no longer in the team.",
      },
      removed: "The person was removed from the team.",
      withdrawn: "Invitation withdrawn: its link opens nothing any more.",
    },
  },
};
