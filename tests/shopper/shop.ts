import sharp from "sharp";
import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import type { OrderLine } from "../../app/core/order";
import { readLogo } from "../../app/logo.server";

export const eur = (amountMinor: number) => moneyOf(amountMinor, currencyOf("EUR"));

/** A drawn logo, put through the door every logo goes through. */
export async function sampleLogo(): Promise<{ png: Uint8Array; webp: Uint8Array }> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="180">
    <circle cx="90" cy="90" r="70" fill="#c65d3b"/><path d="M55 115a35 35 0 0 1 70 0z" fill="#fff6ec"/><circle cx="90" cy="66" r="13" fill="#fff6ec"/>
    <text x="185" y="88" font-family="DejaVu Serif" font-size="60" fill="#3b2a22">Lumière</text>
    <text x="188" y="138" font-family="DejaVu Sans" font-size="30" letter-spacing="6" fill="#7a6255">ATELIER</text></svg>`;
  const logo = await readLogo(await sharp(Buffer.from(drawing)).png().toBuffer());
  if (!logo.ok) throw new Error(logo.reason);
  return logo;
}

/** Ten lines as shops write them, adding up to 482,40 €. */
export const tenLines: OrderLine[] = [
  ["Suspension en grès émaillé, bleu nuit, Ø 32 cm", 1, 14900],
  ["Ampoule LED filament E27 2700 K", 3, 2970],
  ["Câble textile torsadé, lin naturel (au mètre)", 2.5, 2250],
  ["Rosace laiton brossé", 1, 3200],
  ["Vase « Dune », petit modèle", 2, 7800],
  ["Set de 4 bols petit-déjeuner", 1, 5600],
  ["Bougie cire végétale – figuier", 2, 4400],
  ["Emballage cadeau 🎁", 1, 500],
  ["Livraison Colissimo", 1, 690],
  ["Atelier découverte poterie (1 h 30)", 1.5, 5930],
].map(([description, quantity, totalMinor]) => ({ description, quantity, totalMinor }) as OrderLine);

export const fewLines: OrderLine[] = tenLines.slice(3, 6).concat(tenLines.slice(8, 9));

export const sampleShop = {
  name: "Atelier Lumière",
  legalLines: ["Lumière & Filles SARL · 12 rue des Potiers, 67000 Strasbourg, France", "SIREN 853 746 912 · TVA FR32853746912"],
  website: "https://atelier-lumiere.example/",
  contactEmail: "bonjour@atelier-lumiere.example",
  accentColor: "#8a3b22",
  timeZone: "Europe/Paris",
};
