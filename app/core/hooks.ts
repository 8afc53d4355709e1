/** A request on `/hooks/…` as it arrived: header names in lower case, the body untouched. */
export type RawHook = { headers: Readonly<Record<string, string>>; body: Uint8Array; url: string };

/** `accepted` is stored under its event id and answered 200; `ignored` is answered 200 and forgotten (a ping). */
export type HookVerdict =
  | { outcome: "accepted"; eventId: string }
  | { outcome: "ignored"; why: string }
  | { outcome: "refused"; status: 400 | 401; why: string };

/** What a stored hook hints at: "something happened to X". Never an amount, never a state. */
export type HookSubject =
  | { kind: "payment"; providerRef: string | null; paymentId: string | null }
  | { kind: "order"; orderRef: string }
  | { kind: "message"; messageRef: string }
  | { kind: "connection" }
  | ComplianceSubject;

/** The law speaks through the platform: tell what is kept about a customer, or forget a customer or the whole shop. */
export type ComplianceSubject = {
  kind: "compliance";
  request: "tell-customer-data" | "forget-customer" | "forget-shop";
  /** The platform's ids and the address it names; empty where the request names none. */
  customerRef: string;
  customerEmail: string;
  orderRefs: string[];
};

/** Shared by ports that receive hooks. `verifyHook` is on the fast path: signature over raw bytes, no parse before it. */
export type HookReader = {
  verifyHook(hook: RawHook): Promise<HookVerdict>;
  readHook(hook: RawHook): Promise<HookSubject[]>;
};
