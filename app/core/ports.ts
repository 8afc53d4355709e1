import type { AppClient } from "./app-client";
import type { ChequeProblem } from "./cheque";
import type { Collecting } from "./collecting";
import type { Currency } from "./currency";
import type { HookReader } from "./hooks";
import type { Words } from "./locale";
import type { Messenger } from "./messenger";
import type { Money } from "./money";
import type { Order } from "./order";
import type { PayToAccount } from "./pay-to";
import type { SeenPayment } from "./payment";
import type { ScreenReach, ScreenTokens, TemplateSnippet } from "./platform-screens";
import type { PageShop } from "./shop-page";
import type { ChequeStated, ReceivedMoney, ReturnedMoney, ReversedMoney } from "./stated-money";

export type { ChequeStated, ReceivedMoney, ReturnedMoney, ReversedMoney } from "./stated-money";

export type { Messenger, SendResult } from "./messenger";

export type { ComplianceSubject, HookReader, HookSubject, HookVerdict, RawHook } from "./hooks";

/** One field of a vendor's settings form; screens draw the form from these and know no vendor's name. */
export type SettingsField = {
  name: string;
  kind: "text" | "url" | "email" | "secret" | "number" | "boolean" | "choice";
  label: Words;
  help?: Words;
  isRequired: boolean;
  choices?: readonly { value: string; label: Words }[];
  initial?: string;
};

/** What the form holds: every value as typed, booleans as "true" or "". */
export type SettingsValues = Readonly<Record<string, string>>;

/** A line of the connection's health as the merchant reads it. `problem` says what is wrong and what to do. */
export type Health = {
  isWorking: boolean;
  checkedAt: Date;
  /** Facts worth seeing: versions, the account's name, whether hooks arrive. */
  facts: { label: Words; value: string }[];
  problems: Words[];
  /**
   * Present while the shop shows us the orders of so many days only. `permissions`: what its own admin can be asked for
   * to show them all; `howTo`: what a person does where no admin of the shop is around.
   */
  olderOrders?: { shownDays: number; permissions: string[]; howTo: Words };
};

/** A small durable store, one per connection, for adapters that must remember (the sandbox's orders and checkouts). */
export type Records = {
  find(kind: string, key: string): Promise<unknown | null>;
  put(kind: string, key: string, value: unknown): Promise<void>;
  list(kind: string): Promise<{ key: string; value: unknown }[]>;
  /** Writes unless something stands there, and returns what stands: of two at the same moment both get the first one's. */
  claim(kind: string, key: string, value: unknown): Promise<unknown>;
  /** Compare and set: writes `to` only while `from` stands there (null: nothing yet). False when something else does. */
  swap(kind: string, key: string, from: unknown, to: unknown): Promise<boolean>;
  /** The next number of the store's own sequence of that name, from 1; nobody gets one twice, a lost one leaves a gap. */
  next(sequence: string): Promise<number>;
};

/**
 * The shop's own companion (a plugin of ours): where it answers, with a slash at the end, and the secret shared with it.
 * `restingSince` (ISO 8601): it said that it was switched off, and not yet that it is back.
 */
export type Companion = { url: string; secret: string; site: string; restingSince?: string | null };

/** What an adapter receives from the house; it reaches nothing else. */
export type AdapterDeps = {
  connectionId: string;
  fetch: typeof fetch;
  now(): Date;
  records: Records;
  /** The app's public address, no slash at the end. */
  appUrl: string;
  /** A simulator's address instead of the vendor's own, from the environment. */
  baseUrl: string | null;
  /** The connection's hook secret, opened: what `ensureHooks` was given or returned; null or absent before. */
  hookSecret?: string | null;
  /** Our own app at this platform, where the environment knows one: its secrets are newer than any in the settings. */
  client?: AppClient | null;
  /** Present once the shop's companion is connected. */
  companion?: Companion | null;
};

/** What every vendor folder exports: who it is, the form it needs, and how it becomes a working port. */
export type Adapter<Port> = {
  vendor: string;
  name: string;
  /** The name in each language of the merchant's screens, where it is no brand. */
  names?: Words;
  settings: readonly SettingsField[];
  /** What the demo's shop has typed, where nobody needs an account anywhere. */
  example?: SettingsValues;
  /** Checks shapes only, no call; every problem names its field. */
  readSettings(values: SettingsValues): { ok: true } | { ok: false; problems: { field: string; message: Words }[] };
  /**
   * By secret field, every address it would be sent to under these values, where the form's own fields name one. A saved
   * secret is never sent to an address it was not typed for. Absent: secrets go to the vendor's own addresses only.
   */
  secretsGoTo?(values: SettingsValues): Readonly<Record<string, readonly string[]>>;
  connect(values: SettingsValues, deps: AdapterDeps): Port;
};

export type MarkPaidInput = {
  orderRef: string;
  amountMinor: number;
  currency: Currency;
  transactionId: string;
  /** The provider's or method's name, as a person reads it. */
  methodTitle: string;
  paidAt: Date;
  /** A private note for the shop's staff, one per effect. */
  note: string;
};

export type MarkPaidResult =
  | { ok: true; outcome: "marked" | "already-paid"; order: Order }
  | { ok: false; reason: "order-gone" | "order-refunded" | "amount-differs" | "write-ignored"; order: Order | null };

export type RecordPartResult =
  | { ok: true; outcome: "recorded" | "already-recorded"; order: Order }
  | { ok: false; reason: "order-gone" | "order-refunded" | "too-much" | "not-possible"; order: Order | null };

export type RecordRefundInput = { orderRef: string; refundRef: string; amountMinor: number; currency: Currency; reason: string };

/** A shop someone already runs. Every call may throw VendorError. */
export type Platform = HookReader & ScreenReach & {
  can: { cancelOrder: boolean; recordRefund: boolean; receiveHooks: boolean };
  /** `Order.platformStatus` as the merchant reads it; what is not in it is shown as it came. */
  statusWords?: Readonly<Record<string, Words>>;
  check(): Promise<Health>;
  /** The order now; null when the platform never heard of it (a deleted one is `gone`, not null, where it can tell). */
  getOrder(orderRef: string): Promise<Order | null>;
  /**
   * Orders changed since, oldest change first; `next` is passed back as `page` until it is null. `unreadable`: the refs
   * of orders that make no sense; they hold up no others.
   */
  listOrders(input: { modifiedAfter: Date; page: string | null }): Promise<{ orders: Order[]; next: string | null; unreadable?: string[] }>;
  /** Reads before and after writing; calling twice with one transaction marks once and notes once. */
  markPaid(input: MarkPaidInput): Promise<MarkPaidResult>;
  /**
   * Writes a payment of a part of what is open, once per transaction, where the platform's books know parts.
   * `not-possible`: this shop or this order cannot hold a part; the whole is marked once nothing is open.
   */
  recordPart?(input: MarkPaidInput): Promise<RecordPartResult>;
  /** Present where the platform takes the money itself; \`markPaid\` is not called then. */
  collect?: Collecting;
  /** A note for the shop's staff, once per wording: the answer to a first try may have been lost. */
  addNote(input: { orderRef: string; note: string }): Promise<void>;
  /** Mirrors money given back elsewhere, moving none; once per refundRef. */
  recordRefund(input: RecordRefundInput): Promise<{ ok: true; outcome: "recorded" | "already-recorded" } | { ok: false; reason: "too-much" | "order-gone" }>;
  /** Creates or repairs the hooks that point at `url`; called again and again, it changes only what is wrong. */
  ensureHooks(input: { url: string; secret: string }): Promise<{ created: number; repaired: number; problems: Words[] }>;
  /**
   * Whether the shop still has us installed; false only when it says so itself. Then what opened it is forgotten.
   * Absent where a shop cannot throw us out.
   */
  isInstalled?(): Promise<boolean>;
  /** Tells the shop's companion that this connection ends; absent where there is none. */
  dismissCompanion?(): Promise<void>;
};

export type CheckoutInput = {
  /** Our payment's id: the idempotency key, saved before the call. */
  paymentId: string;
  amountMinor: number;
  currency: Currency;
  description: string;
  /** The order's or link's number, for the payer's bank statement and the provider's screens. */
  reference: string;
  /**
   * The number, of the store's own sequence, by which money that names it finds this link or basket: the same over all
   * attempts. Null for a link of many payers, where every attempt needs its own.
   */
  referenceNumber: number | null;
  customerEmail: string;
  locale: string;
  /** Where the payer returns: `doneUrl` whatever happened there, `backUrl` when they gave up. */
  doneUrl: string;
  backUrl: string;
};

export type OpenedCheckout = { providerRef: string; checkoutUrl: string; expiresAt: Date };

export type CloseResult = "closed" | "already-closed" | "money-seen";

export type RefundResult =
  | { ok: true; refundRef: string; isPending: boolean }
  | { ok: false; reason: "too-much" | "not-refundable" | "insufficient-balance" | "refused"; detail: string };

/** Limits of one currency at this provider, in minor units; known before the shopper chooses. */
export type CurrencyLimits = { currency: Currency; amountMinorMin: number; amountMinorMax: number };

/** Who moves the money. Every call may throw VendorError; a timeout is retryable and means nothing happened yet, nor not. */
export type Provider = HookReader & {
  /** As the shopper reads it beside the radio, in any language: the ways to pay behind it are `methods`' business. */
  displayName?: string;
  /** A checkout is a promise to be kept elsewhere, for days (a transfer's reference, a code): the same choice made again is given the same one. */
  isCheckoutLasting?: boolean;
  /** No real money moves (a sandbox, a test key): every page says so. */
  isTest?: boolean;
  can: { refund: boolean; refundPart: boolean; receiveHooks: boolean };
  /** The currencies this provider and ISO 4217 agree on; all others are refused at set-up. */
  currencies: readonly CurrencyLimits[];
  /** Ways to pay as the shopper knows them: "card", "bancontact"… for icons and words on the pay page. */
  methods: readonly string[];
  /** Where a checkout lives, for the pay page's form-action policy. */
  checkoutOrigins: readonly string[];
  check(): Promise<Health>;
  openCheckout(input: CheckoutInput): Promise<OpenedCheckout>;
  /** The truth about a payment; null when the provider never heard of it. */
  readPayment(input: { paymentId: string; providerRef: string }): Promise<SeenPayment | null>;
  /** So that nobody pays an old amount. `money-seen`: too late, read it. */
  closeCheckout(input: { paymentId: string; providerRef: string }): Promise<CloseResult>;
  refund(input: { paymentId: string; providerRef: string; refundId: string; amountMinor: number; currency: Currency; reason: string }): Promise<RefundResult>;
  ensureHooks(input: { url: string }): Promise<{ secret: string | null; problems: Words[] }>;
  /**
   * Where money may be sent with no page of ours in between, for mails and papers; it states the reference that a checkout
   * with this number states. `amount` null: the payer chooses. `referenceNumber` null: not drawn yet. Null where this
   * account cannot take it.
   */
  payTo?(input: { referenceNumber: number | null; currency: Currency; amount: Money | null }): PayToAccount | null;
  /** Money that passes no machine of the provider's: a statement line or a person states it, once per `ref`. Throws VendorError when it cannot be ours. */
  recordReceived?(input: ReceivedMoney): Promise<void>;
  /** Money given back by hand, where `can.refund` is false; once per `ref`, never more than is held. Throws VendorError when it cannot be. */
  recordReturned?(input: ReturnedMoney): Promise<void>;
  /** Takes back what was noted as received by mistake, once; never more than is still held. Throws VendorError when it cannot be. */
  recordReversed?(input: ReversedMoney): Promise<void>;
  /** The payer's word that money is on its way counts no more: it came, noted for another attempt. Money that still comes is kept. */
  disregardAnnounced?(at: { paymentId: string; providerRef: string }): Promise<void>;
  /** One step in a cheque's life, stated by a person; a step taken before is "already-taken" and changes nothing. Throws VendorError when it cannot be ours. */
  recordCheque?(input: ChequeStated): Promise<{ ok: true } | { ok: false; reason: ChequeProblem }>;
  /** A page the provider has no site for (a transfer's instructions), in the shop's colors; served under `/checkout/…` as it is. */
  servePage?(request: Request, path: string, shop: PageShop): Promise<Response>;
};

/**
 * `accountOf`: the shop's one name at the platform, by which a connection is found without opening its settings.
 * `isInstalledOnly`: shops connect by installing us in their own admin; nobody types its settings here.
 */
export type PlatformAdapter = Adapter<Platform> & { isInstalledOnly?: boolean; accountOf?(values: SettingsValues): string | null; screens?: ScreenTokens; snippet?: TemplateSnippet };

/** Every vendor this build knows, by port. */
export type Registry = {
  platform: readonly PlatformAdapter[];
  provider: readonly Adapter<Provider>[];
  messenger: readonly Adapter<Messenger>[];
};
