import type { AppClient } from "./app-client";
import type { HookVerdict, RawHook, Records, SettingsValues } from "./ports";

/** A shop that installed us, as far as memory goes: null before its first visit and after it uninstalled us. */
export type InstalledShop = { connectionId: string; records: Records };

/** What an embedding receives from the house; it reaches nothing else. */
export type EmbeddingDeps = {
  /** The one app that all these shops install: its id is public, its secret signs what comes from the platform. */
  client: AppClient;
  fetch: typeof fetch;
  now(): Date;
  appUrl: string;
  /** A simulator's address instead of the vendor's own, from the environment. */
  baseUrl: string | null;
  findShop(shopRef: string): Promise<InstalledShop | null>;
};

/** A shop as it tells of itself, to begin a store with. */
export type ShopFacts = { name: string; timeZone: string | null; website: string | null; contactEmail: string | null; locale: string | null };

/** One of the shop's staff, vouched for by the platform, looking at our screens inside the shop's own admin. */
export type Visit = {
  /** The shop at its platform, once and for all. */
  shopRef: string;
  /** The person there; we are told no name and no address. */
  userRef: string;
  /** The language of their admin, where this request says it. */
  locale: string | null;
  /** What connects the shop without anybody typing it. */
  settings: SettingsValues;
  /** The same as somebody may have typed it before the app's secret was changed; null when it is not being changed. */
  oldSettings: SettingsValues | null;
  /** Keeps what this visit was let in with, for a shop whose memory begins now. */
  keepAccess(records: Records): Promise<void>;
  describeShop(): Promise<ShopFacts>;
};

/** The admin's own script on our pages: its app is told by `clientId`; it asks for another page of ours by an event on an element that holds the address; `globalName` is where it stands in the window. */
export type Bridge = { scriptUrl: string; clientId: string; navigateEvent: string; globalName: string };

/** What a page's policy must allow to be shown inside the admin. */
export type Frame = { ancestors: readonly string[]; sources: { script: readonly string[]; connect: readonly string[]; image: readonly string[] } };

/** A shop's admin that shows our screens inside itself. */
export type Embedding = {
  vendor: string;
  bridge: Bridge;
  /** Whether the request comes out of the admin, or was meant to: then the ordinary sign-in has no business with it. */
  concerns(request: Request): boolean;
  /** Null for a request that is not to be shown inside the admin. Reads the address only: proves nothing. */
  frameOf(request: Request): Frame | null;
  /** Who is there; or the answer that takes them to where they can be told: a redirect, a page that fetches a token, a 401. */
  enter(request: Request): Promise<{ ok: true; visit: Visit } | { ok: false; answer: Response }>;
  /** The page on which the admin's script fetches a fresh token and comes back. */
  tokenPage(request: Request): Response;
  /** One address for the hooks of every shop: signature over the raw bytes first, then whose it is. */
  verifyHook(hook: RawHook): Promise<HookVerdict & { shopRef?: string }>;
};

/** What a vendor exports whose admin embeds us. */
export type Embedder = { vendor: string; open(deps: EmbeddingDeps): Embedding };
