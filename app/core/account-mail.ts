import { assertUnreachable } from "./assert";
import { html, type Html } from "./html";
import type { MerchantLocale } from "./locale";
import type { Composed } from "./message";

/** What we write to the people who run a shop, through the shop's own mail. `url` opens what the mail is about. */
export type AccountMail =
  | { kind: "reset"; url: string; minutes: number }
  | { kind: "password-changed"; url: string }
  | { kind: "invitation"; url: string; days: number; invitedBy: string };

type Told = { subject: string; lead: string; button: string; after: string };

const words: Record<MerchantLocale, (mail: AccountMail, shop: string) => Told> = {
  fr: (mail, shop) => {
    switch (mail.kind) {
      case "reset": return {
        subject: `Réglo\u00a0: choisir un nouveau mot de passe (${shop})`,
        lead: `Vous avez demandé un nouveau mot de passe pour votre compte Réglo de la boutique ${shop}.`,
        button: "Choisir un nouveau mot de passe",
        after: `Ce lien sert une seule fois, pendant ${mail.minutes} minutes. Si vous n’avez rien demandé, laissez ce message\u00a0: votre mot de passe reste le même.`,
      };
      case "password-changed": return {
        subject: `Réglo\u00a0: votre mot de passe a changé (${shop})`,
        lead: `Le mot de passe de votre compte Réglo de la boutique ${shop} vient d’être changé. Les autres appareils ont été déconnectés.`,
        button: "Choisir un autre mot de passe",
        after: "Si c’était vous, il n’y a rien à faire. Sinon, choisissez tout de suite un autre mot de passe par ce lien.",
      };
      case "invitation": return {
        subject: `Réglo\u00a0: rejoignez la boutique ${shop}`,
        lead: `${mail.invitedBy} vous invite dans l’équipe de la boutique ${shop} sur Réglo\u00a0: liens de paiement, encaissements et reçus.`,
        button: "Accepter l’invitation",
        after: `Ce lien est personnel et sert une seule fois, pendant ${mail.days} jours. Si vous ne connaissez pas cette boutique, laissez ce message sans suite.`,
      };
      default: return assertUnreachable(mail);
    }
  },
  en: (mail, shop) => {
    switch (mail.kind) {
      case "reset": return {
        subject: `Réglo: choose a new password (${shop})`,
        lead: `You asked for a new password for your Réglo account at ${shop}.`,
        button: "Choose a new password",
        after: `This link works once, for ${mail.minutes} minutes. If you did not ask for it, ignore this message: your password stays the same.`,
      };
      case "password-changed": return {
        subject: `Réglo: your password was changed (${shop})`,
        lead: `The password of your Réglo account at ${shop} was just changed. Other devices were signed out.`,
        button: "Choose another password",
        after: "If it was you, there is nothing to do. If not, choose another password through this link at once.",
      };
      case "invitation": return {
        subject: `Réglo: join ${shop}`,
        lead: `${mail.invitedBy} invites you to join the team of ${shop} on Réglo: payment links, takings and receipts.`,
        button: "Accept the invitation",
        after: `This link is yours alone and works once, for ${mail.days} days. If you do not know this shop, ignore this message.`,
      };
      default: return assertUnreachable(mail);
    }
  },
};

const shopNameMax = 60;

/** Sets the mail: text and HTML say the same, nothing is loaded from anywhere. In: the shop's name as its owner typed it. */
export function composeAccountMail(mail: AccountMail, about: { shopName: string; locale: MerchantLocale; accentColor: string; inkColor: string }): Composed {
  const shop = [...about.shopName].slice(0, shopNameMax).join("");
  const { subject, lead, button, after } = words[about.locale](mail, shop);
  const body = html`<p>${lead}</p><p style="margin:28px 0"><a href="${mail.url}" style="background:${about.accentColor};color:${about.inkColor};padding:12px 20px;border-radius:8px;text-decoration:none;font-weight:600;display:inline-block">${button}</a></p><p style="word-break:break-all"><a href="${mail.url}" style="color:#3d4a44">${mail.url}</a></p><p>${after}</p>`;
  return { subject, fromName: shop, text: `${lead}\n\n${button}\n${mail.url}\n\n${after}\n`, html: page(subject, body, about.locale), attachments: [] };
}

function page(title: string, body: Html, locale: MerchantLocale): string {
  return `<!doctype html>${html`<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title></head><body style="margin:0;background:#f4f5f4;color:#1c2521;font:16px/1.55 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"><div style="max-width:560px;margin:0 auto;padding:32px 24px"><div style="background:#fff;border-radius:12px;padding:28px">${body}</div></div></body></html>`.text}`;
}
