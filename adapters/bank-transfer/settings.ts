import { epcNameLengthMax, type EpcTransfer, whyNotEpc } from "../../app/core/epc-qr";
import { findBic, findIban, isSepaIban, needsBic } from "../../app/core/iban";
import type { Words } from "../../app/core/locale";
import type { SettingsField, SettingsValues } from "../../app/core/ports";
import type { ReferenceKind } from "../../app/core/structured-reference";

export const settingsFields: readonly SettingsField[] = [
  {
    name: "holder",
    kind: "text",
    label: { fr: "Titulaire du compte", en: "Account holder" },
    help: {
      fr: "Le nom légal connu de la banque, pas l’enseigne : depuis octobre 2025 la banque du client compare ce nom au compte et l’avertit s’il diffère.",
      en: "The legal name the bank knows, not the shop’s brand: since October 2025 the customer’s bank compares this name with the account and warns when it differs.",
    },
    isRequired: true,
  },
  { name: "iban", kind: "text", label: { fr: "IBAN", en: "IBAN" }, isRequired: true },
  {
    name: "bic",
    kind: "text",
    label: { fr: "BIC", en: "BIC" },
    help: {
      fr: "Nécessaire seulement pour un compte hors de l’Espace économique européen (Suisse, Royaume-Uni, Monaco…).",
      en: "Needed only for an account outside the European Economic Area (Switzerland, United Kingdom, Monaco…).",
    },
    isRequired: false,
  },
  {
    name: "referenceKind",
    kind: "choice",
    label: { fr: "Référence du virement", en: "Transfer reference" },
    help: {
      fr: "Les banques belges vérifient la communication structurée ; ailleurs, la référence RF (ISO 11649) est la forme européenne. Les deux sont reconnues à l’arrivée.",
      en: "Belgian banks check the structured communication; elsewhere the RF reference (ISO 11649) is the European form. Either is recognised when it arrives.",
    },
    isRequired: true,
    initial: "auto",
    choices: [
      { value: "auto", label: { fr: "Selon le pays de l’IBAN", en: "By the IBAN’s country" } },
      { value: "ogm", label: { fr: "Communication structurée belge (+++…+++)", en: "Belgian structured communication (+++…+++)" } },
      { value: "rf", label: { fr: "Référence RF", en: "RF reference" } },
    ],
  },
  {
    name: "ogmLine",
    kind: "choice",
    label: { fr: "Communication structurée dans le QR", en: "Structured communication in the QR code" },
    help: {
      fr: "Laissez « texte » tant que votre banque la lit : certaines applis l’attendent sur la ligne de la référence.",
      en: "Leave “text” as long as your bank reads it: some apps expect it on the reference’s line.",
    },
    isRequired: true,
    initial: "11",
    choices: [
      { value: "11", label: { fr: "Texte (ligne 11)", en: "Text (line 11)" } },
      { value: "10", label: { fr: "Référence (ligne 10)", en: "Reference (line 10)" } },
    ],
  },
];

/** The IBAN of every Belgian bank's example. */
export const example: SettingsValues = { holder: "Camélia SRL", iban: "BE68 5390 0754 7034", bic: "", referenceKind: "auto", ogmLine: "11" };

export type Account = { holder: string; iban: string; bic: string | null; referenceKind: ReferenceKind; ogmLine: "10" | "11" };

/** The typed settings; the IBAN and BIC in electronic form where they can be read, as typed where not. */
export function settingsOf(values: SettingsValues): Account {
  const typed = (name: string) => values[name]?.trim() ?? "";
  const iban = findIban(typed("iban")) ?? typed("iban");
  const kind = typed("referenceKind");
  return {
    holder: typed("holder"),
    iban,
    bic: typed("bic") === "" ? null : (findBic(typed("bic")) ?? typed("bic")),
    referenceKind: kind === "ogm" || kind === "rf" ? kind : iban.startsWith("BE") ? "ogm" : "rf",
    ogmLine: typed("ogmLine") === "10" ? "10" : "11",
  };
}

/** Everything a transfer needs, checked before a shopper sees it. */
export function readSettings(values: SettingsValues): { ok: true } | { ok: false; problems: { field: string; message: Words }[] } {
  const { holder, iban, bic } = settingsOf(values);
  const problems: { field: string; message: Words }[] = [];
  const holderProblem = findHolderProblem(holder);
  if (holderProblem) problems.push({ field: "holder", message: holderProblem });
  if (findIban(iban) === null) {
    problems.push({ field: "iban", message: { fr: "Cet IBAN est inexact : vérifiez chaque caractère.", en: "This IBAN is not right: check every character." } });
  } else if (!isSepaIban(iban)) {
    problems.push({ field: "iban", message: { fr: "Ce pays ne reçoit pas de virements SEPA en euros.", en: "This country does not receive SEPA transfers in euro." } });
  } else if (bic === null && needsBic(iban)) {
    problems.push({ field: "bic", message: { fr: "Pour ce pays, le BIC est nécessaire.", en: "For this country the BIC is needed." } });
  }
  if (bic !== null && findBic(bic) === null) {
    problems.push({ field: "bic", message: { fr: "Un BIC a 8 ou 11 caractères, par exemple KREDBEBB.", en: "A BIC has 8 or 11 characters, for example KREDBEBB." } });
  }
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
}

const sample: EpcTransfer = { name: "", iban: "BE68539007547034", bic: null, amount: null, purpose: null, remittance: { kind: "none" }, info: null };

function findHolderProblem(name: string): Words | null {
  switch (whyNotEpc({ ...sample, name })) {
    case null:
      return null;
    case "name-missing":
      return { fr: "Indiquez le titulaire du compte.", en: "Give the account holder." };
    case "name-too-long":
      return { fr: `${epcNameLengthMax} caractères au plus.`, en: `${epcNameLengthMax} characters at most.` };
    default:
      return { fr: "Ce nom contient un caractère invisible : retapez-le.", en: "This name holds an invisible character: type it again." };
  }
}
