/** Countries a shop can say it is in; "ZZ" is any other (ISO 3166-1 leaves it to its users). */
export const shopCountries = ["FR", "BE", "LU", "NL", "DE", "AT", "CH", "ES", "IT", "PT", "IE", "GB", "ZZ"] as const;
export type ShopCountry = (typeof shopCountries)[number];

/**
 * What a country's law makes of software in which a shop notes cash by hand.
 * french-till: CGI art. 286, I, 3° bis: inalterable, secured, kept and archived, closed by day, month and year, proved by
 * an attestation or a certificate; sales to consumers only · own-device: a certified device or service must see each
 * sale (Germany KassenSichV, Austria RKSV, Italy, Spain, Portugal), which this product is not · none: no such law for
 * shops. Belgium asks for a certified register of restaurants only (GKS/SCE) and of others a dated journal of receipts.
 */
export type TillLaw = "french-till" | "own-device" | "none";

export type TillChoice = { country: ShopCountry; sellsToConsumers: boolean; /** Null: as the law would have it. */ notesCash: boolean | null };

const ownDevice: readonly ShopCountry[] = ["DE", "AT", "ES", "IT", "PT"];

/** The law a shop notes cash under. */
export function tillLawOf({ country, sellsToConsumers }: Pick<TillChoice, "country" | "sellsToConsumers">): TillLaw {
  if (country === "FR") return sellsToConsumers ? "french-till" : "none";
  return ownDevice.includes(country) ? "own-device" : "none";
}

/** Whether cash and cheques may be noted by hand: what the shop chose, else on only where no law makes a till of it. */
export const notesCash = (choice: TillChoice): boolean => choice.notesCash ?? tillLawOf(choice) === "none";
