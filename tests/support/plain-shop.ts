import type { PageShop } from "../../app/core/shop-page";

/** A shop with a name and nothing else, for pages that need one. */
export const plainShop: PageShop = { name: "Maison Verhaegen", accentColor: "#1f4d3f", logoWebp: null };
