import type { AppClient } from "./app-client";
import type { ShopperLocale } from "./locale";
import type { SettingsValues } from "./ports";

/** Where a shop's own screens are looked at: by its staff, or by its shoppers. */
export type ScreenSurface = "admin" | "customer";

/** Who looks, vouched for by the platform. `userRef`: a staff member's or a customer's; null for a shopper not signed in. */
export type ScreenSession = { shopRef: string; surface: ScreenSurface; userRef: string | null; expiresAt: Date };

/** Tokens that a platform's screens bring with each question: made and signed by the platform for one shop and one app. */
export type ScreenTokens = {
  /** Which shop a token says it is about: only where to look for the secret it must be held against, and no proof. Null: none of this platform's. */
  claimedShop(token: string): string | null;
  /** `client`: our app there as the environment knows it; for any other app the settings hold its secret. */
  readToken(settings: SettingsValues, check: { token: string; surface: ScreenSurface; now: Date; client: AppClient | null }): { ok: true; session: ScreenSession } | { ok: false; reason: string };
  /** Beside a 401: what makes the platform's script fetch a fresh token and ask once more. */
  retryHeaders: Readonly<Record<string, string>>;
  /** An order as the screens name it, as `getOrder` takes it; null for what is none. */
  findOrderRef(screenRef: string): string | null;
  /** The other way round: how the screens name it. */
  screenRefOf(orderRef: string): string;
};

/** Whose order it is at the platform. `customerRef` is null for a guest's, or where we may not know. */
export type OrderOwner = { customerRef: string | null; createdAt: Date };

/** What a platform offers beyond following orders, for its own screens. Each asks the platform now. */
export type ScreenReach = {
  findOwner?(orderRef: string): Promise<OrderOwner | null>;
  /** A customer's latest orders, newest first; a customer the platform does not know has none. */
  listOrdersOf?(customerRef: string): Promise<string[]>;
  /** Says at the order that it must be paid first, where the shop's staff and its other programs see it; again changes nothing. */
  requirePayment?(input: { orderRef: string; note: string }): Promise<void>;
};

/** Liquid, Twig…: a piece of the platform's own template language that draws the code of an order. */
export type TemplateSnippet = {
  name: string;
  /** In: where codes live, no slash at the end; the public name and the secret of a key. Out: text to copy into a template. */
  write(input: { codesUrl: string; keyId: string; secret: string; locale: ShopperLocale }): string;
};
