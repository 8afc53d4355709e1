import { currencyOf } from "../../app/core/currency";
import type { Words } from "../../app/core/locale";
import { parseTypedAmount } from "../../app/core/money";
import { cleanText } from "../../app/core/order";
import type { SettingsField, SettingsValues } from "../../app/core/ports";

export const settingsFields: readonly SettingsField[] = [
  {
    name: "place",
    kind: "text",
    label: { fr: "Où payer", en: "Where to pay" },
    help: { fr: "Adresse et heures, telles que le client les lira.", en: "Address and opening hours, as the customer will read them." },
    isRequired: true,
  },
  {
    name: "cashMax",
    kind: "text",
    label: { fr: "Espèces : montant maximal (€)", en: "Cash: largest amount (€)" },
    help: {
      fr: "La loi plafonne les paiements en espèces, selon le pays. Au-delà, la page ne les propose pas et ils ne peuvent être notés. Vide : pas d’espèces.",
      en: "The law limits cash payments, by country. Above it the page does not offer cash and it cannot be noted. Empty: no cash.",
    },
    isRequired: false,
    initial: "1000",
  },
  {
    name: "chequeOrder",
    kind: "text",
    label: { fr: "Chèques à l’ordre de", en: "Cheques payable to" },
    help: { fr: "Vide : pas de chèques.", en: "Empty: no cheques." },
    isRequired: false,
  },
];

export const example: SettingsValues = {
  place: "Rue des Bouchers 12, 1000 Bruxelles, du mardi au samedi de 10 h à 18 h", cashMax: "1000", chequeOrder: "Camélia SRL",
};

export type CounterTerms = { place: string; cashMinorMax: number; chequeOrder: string | null };

export const euro = currencyOf("EUR");
const textLengthMax = 200;

/** The typed settings; 0 is the most cash of a shop that takes none. */
export function settingsOf(values: SettingsValues): CounterTerms {
  const text = (name: string) => cleanText(values[name] ?? "", textLengthMax);
  const cashMax = parseTypedAmount(text("cashMax"), euro);
  return {
    place: text("place"),
    cashMinorMax: cashMax.ok ? cashMax.money.amountMinor : 0,
    chequeOrder: text("chequeOrder") || null,
  };
}

/** Shapes; whether money may be noted here is the law's and the shop's own settings' business. */
export function readSettings(values: SettingsValues): { ok: true } | { ok: false; problems: { field: string; message: Words }[] } {
  const { place, cashMinorMax, chequeOrder } = settingsOf(values);
  const problems: { field: string; message: Words }[] = [];
  if (place === "") problems.push({ field: "place", message: { fr: "Dites au client où payer.", en: "Tell the customer where to pay." } });
  const typedMax = values["cashMax"]?.trim() ?? "";
  if (typedMax !== "" && cashMinorMax === 0) problems.push({ field: "cashMax", message: { fr: "Un montant, par exemple 1000.", en: "An amount, for example 1000." } });
  if (typedMax === "" && chequeOrder === null) {
    problems.push({ field: "chequeOrder", message: { fr: "Acceptez au moins les espèces ou les chèques.", en: "Accept cash or cheques, at least one of them." } });
  }
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
}
