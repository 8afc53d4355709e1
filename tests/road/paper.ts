import { currencyCodes, currencyOf, type Currency } from "../../app/core/currency";
import type { Composed, ShopperMessage } from "../../app/core/message";
import type { Order } from "../../app/core/order";
import type { MoneyFact, SeenPayment, UnsettledRefund } from "../../app/core/payment";
import type { Adapter, Health, MarkPaidInput, MarkPaidResult, Messenger, Platform, Provider, SendResult } from "../../app/core/ports";
import type { ReturnedMessage } from "../../app/core/returned";
import { VendorError } from "../../app/core/vendor-error";

/** A whole outside world on paper: what vendors hold, and what goes wrong when we call. Deterministic, in memory. */
export type Paper = {
  orders: Map<string, Order>;
  checkouts: Map<string, PaperCheckout>;
  markedPaid: { orderRef: string; transactionId: string; paidAt: Date; note: string }[];
  notes: { orderRef: string; note: string }[];
  mirrored: { orderRef: string; refundRef: string; amountMinor: number }[];
  mails: { to: string; messageId: string; composed: Composed; message: ShopperMessage["kind"] }[];
  /** Called before ("do") and after ("done") each effect on the outside; throws to play a crash or an outage. */
  fault: (vendor: "platform" | "provider" | "messenger", call: string, moment: "do" | "done") => void;
  /** Before the shop answers what an order is: how long it takes. */
  pause: () => Promise<void>;
  /** Refunds wait to be carried out: `settleRefund` ends them. */
  isRefundSlow: boolean;
  /** How a recipient's server answers. */
  answer: (to: string) => SendResult | VendorError;
  /** What came back and was not read yet, and how much is read at one look. */
  returned: ReturnedMessage[];
  returnedPerLook: number;
};

export type PaperCheckout = {
  paymentId: string;
  providerRef: string;
  amountMinor: number;
  currency: Currency;
  progress: SeenPayment["progress"];
  facts: MoneyFact[];
  unsettledRefunds: UnsettledRefund[];
  openDispute: SeenPayment["openDispute"];
  /** Whether we ever heard its address; else nobody can have been sent there. */
  isAnswered: boolean;
};

export function emptyPaper(): Paper {
  return {
    orders: new Map(), checkouts: new Map(), markedPaid: [], notes: [], mirrored: [], mails: [],
    isRefundSlow: false,
    fault: () => undefined,
    pause: async () => undefined,
    answer: () => ({ ok: true, detail: "250 queued" }),
    returned: [],
    returnedPerLook: 100,
  };
}

export const outage = (vendor: string) => new VendorError({ vendor, isRetryable: true, merchantMessage: "Paper is down" });

const health: Health = { isWorking: true, checkedAt: new Date(0), facts: [], problems: [] };
const noHooks = {
  verifyHook: async () => ({ outcome: "refused" as const, status: 401 as const, why: "paper has no hooks" }),
  readHook: async () => [],
};

/** Plays one call: the fault may come before the effect, or after it, when only the answer is lost. */
function calling<T>(paper: Paper, vendor: "platform" | "provider" | "messenger", call: string, effect: () => T): T {
  paper.fault(vendor, call, "do");
  const result = effect();
  paper.fault(vendor, call, "done");
  return result;
}

export function paperPlatform(paper: Paper): Adapter<Platform> {
  const port: Platform = {
    ...noHooks,
    can: { cancelOrder: false, recordRefund: true, receiveHooks: false },
    check: async () => health,
    getOrder: async (orderRef) => {
      await paper.pause();
      return calling(paper, "platform", "getOrder", () => paper.orders.get(orderRef) ?? null);
    },
    listOrders: async ({ modifiedAfter }) =>
      calling(paper, "platform", "listOrders", () => ({ orders: [...paper.orders.values()].filter((order) => order.updatedAt > modifiedAfter), next: null })),
    markPaid: async (input) => calling(paper, "platform", "markPaid", () => markPaid(paper, input)),
    addNote: async (input) => calling(paper, "platform", "addNote", () => void paper.notes.push(input)),
    recordRefund: async (input) =>
      calling(paper, "platform", "recordRefund", () => {
        if (paper.mirrored.some((one) => one.orderRef === input.orderRef && one.refundRef === input.refundRef)) return { ok: true as const, outcome: "already-recorded" as const };
        paper.mirrored.push(input);
        return { ok: true as const, outcome: "recorded" as const };
      }),
    ensureHooks: async () => ({ created: 0, repaired: 0, problems: [] }),
  };
  return { vendor: "paper-shop", name: "Paper shop", settings: [], readSettings: () => ({ ok: true }), connect: () => port };
}

function markPaid(paper: Paper, { orderRef, transactionId, amountMinor, paidAt, note }: MarkPaidInput): MarkPaidResult {
  const order = paper.orders.get(orderRef);
  if (!order) return { ok: false, reason: "order-gone", order: null };
  if (order.state === "paid") return { ok: true, outcome: "already-paid", order };
  if (order.totalMinor !== amountMinor) return { ok: false, reason: "amount-differs", order };
  const paid: Order = { ...order, state: "paid", platformStatus: "processing", openMinor: 0 };
  paper.orders.set(orderRef, paid);
  paper.markedPaid.push({ orderRef, transactionId, paidAt, note });
  return { ok: true, outcome: "marked", order: paid };
}

export function paperProvider(paper: Paper, vendor = "paper-pay"): Adapter<Provider> {
  const find = (providerRef: string) => paper.checkouts.get(providerRef) ?? null;
  const port: Provider = {
    ...noHooks,
    isTest: true,
    displayName: "Paper",
    can: { refund: true, refundPart: true, receiveHooks: false },
    currencies: currencyCodes.map((currency) => ({ currency, amountMinorMin: 1, amountMinorMax: 99_999_999_999 })),
    methods: ["card"],
    checkoutOrigins: ["https://paper.test"],
    check: async () => health,
    openCheckout: async (input) => {
      const providerRef = `cs_${input.paymentId}`;
      const answer = calling(paper, "provider", "openCheckout", () => {
        const known = find(providerRef);
        if (!known) {
          paper.checkouts.set(providerRef, {
            paymentId: input.paymentId, providerRef, amountMinor: input.amountMinor, currency: input.currency,
            progress: "open", facts: [], unsettledRefunds: [], openDispute: null, isAnswered: false,
          });
        }
        return { providerRef, checkoutUrl: `https://paper.test/${providerRef}`, expiresAt: new Date("2099-01-01") };
      });
      const opened = find(providerRef);
      if (opened) opened.isAnswered = true;
      return answer;
    },
    readPayment: async ({ providerRef }) => calling(paper, "provider", "readPayment", () => seenOf(find(providerRef))),
    closeCheckout: async ({ providerRef }) =>
      calling(paper, "provider", "closeCheckout", () => {
        const checkout = find(providerRef);
        if (!checkout || checkout.progress === "expired" || checkout.progress === "failed") return "already-closed";
        if (checkout.progress !== "open") return "money-seen";
        checkout.progress = "expired";
        return "closed";
      }),
    refund: async (input) => calling(paper, "provider", "refund", () => refund(paper, find(input.providerRef), input.refundId, input.amountMinor)),
    ensureHooks: async () => ({ secret: null, problems: [] }),
  };
  return { vendor, name: "Paper pay", settings: [], readSettings: () => ({ ok: true }), connect: () => port };
}

function refund(paper: Paper, checkout: PaperCheckout | null, refundId: string, amountMinor: number): Awaited<ReturnType<Provider["refund"]>> {
  if (!checkout) return { ok: false, reason: "not-refundable", detail: "unknown" };
  if (checkout.facts.some((fact) => fact.ref === refundId)) return { ok: true, refundRef: refundId, isPending: false };
  const waiting = checkout.unsettledRefunds.find((one) => one.ref === refundId);
  if (waiting) return waiting.state === "pending" ? { ok: true, refundRef: refundId, isPending: true } : { ok: false, reason: "refused", detail: "failed" };
  if (netOf(checkout) - waitingOf(checkout) < amountMinor) return { ok: false, reason: "too-much", detail: "more than was captured" };
  if (paper.isRefundSlow) {
    checkout.unsettledRefunds.push({ ref: refundId, amountMinor, state: "pending" });
    return { ok: true, refundRef: refundId, isPending: true };
  }
  checkout.facts.push({ kind: "refund", ref: refundId, amountMinor, occurredAt: lastTime(checkout) });
  return { ok: true, refundRef: refundId, isPending: false };
}

/** What the provider has promised to give back and has not yet. */
export const waitingOf = (checkout: PaperCheckout) =>
  checkout.unsettledRefunds.reduce((sum, one) => (one.state === "pending" ? sum + one.amountMinor : sum), 0);

/** The oldest refund under way is carried out, or given up. */
export function endSlowRefund(checkout: PaperCheckout, outcome: "made" | "failed", at: Date): void {
  const waiting = checkout.unsettledRefunds.find((one) => one.state === "pending");
  if (!waiting) return;
  const others = checkout.unsettledRefunds.filter((one) => one !== waiting);
  checkout.unsettledRefunds = outcome === "made" ? others : [...others, { ...waiting, state: "failed" }];
  if (outcome === "made") checkout.facts.push({ kind: "refund", ref: waiting.ref, amountMinor: waiting.amountMinor, occurredAt: at });
}

const signs = { capture: 1, reversal: -1, refund: -1, "refund-reversal": 1, dispute: -1, "dispute-reversal": 1 } as const;
export const netOf = (checkout: PaperCheckout) => checkout.facts.reduce((sum, fact) => sum + signs[fact.kind] * fact.amountMinor, 0);
const lastTime = (checkout: PaperCheckout) => checkout.facts.at(-1)?.occurredAt ?? new Date(0);

function seenOf(checkout: PaperCheckout | null): SeenPayment | null {
  return checkout && {
    providerRef: checkout.providerRef,
    currency: checkout.currency,
    progress: checkout.progress,
    facts: checkout.facts.map((fact) => ({ ...fact })),
    unsettledRefunds: checkout.unsettledRefunds.map((one) => ({ ...one })),
    openDispute: checkout.openDispute,
    method: "card",
    methodDetail: "Visa •••• 4242",
    transactionId: `pi_${checkout.paymentId}`,
    failure: checkout.progress === "failed" ? "declined" : null,
  };
}

export function paperMessenger(paper: Paper): Adapter<Messenger> {
  const kinds = new WeakMap<Composed, ShopperMessage["kind"]>();
  const port: Messenger = {
    channel: "email",
    check: async () => health,
    compose: async (message) => {
      const composed: Composed = { subject: message.kind, fromName: message.sender.name, html: "", text: message.kind === "payment-link" ? message.payUrl : "", attachments: [] };
      kinds.set(composed, message.kind);
      return composed;
    },
    send: async ({ to, messageId, composed }) =>
      calling(paper, "messenger", "send", () => {
        const answer = paper.answer(to);
        if (answer instanceof VendorError) throw answer;
        if (answer.ok) paper.mails.push({ to, messageId, composed, message: kinds.get(composed) ?? "payment-link" });
        return answer;
      }),
  };
  port.readReturned = async (take) =>
    calling(paper, "messenger", "readReturned", async (): Promise<{ isMore: boolean }> => {
      for (let read = 0; read < paper.returnedPerLook && paper.returned[0]; read += 1) {
        await take(paper.returned[0]);
        paper.returned.shift();
      }
      return { isMore: paper.returned.length > 0 };
    });
  return { vendor: "paper-mail", name: "Paper mail", settings: [], readSettings: () => ({ ok: true }), connect: () => port };
}

/** An unpaid order of one line. */
export function paperOrder(ref: string, amountMinor: number, at: Date, code = "EUR"): Order {
  return {
    ref, number: `10${ref}`, state: "unpaid", platformStatus: "pending", currency: currencyOf(code), totalMinor: amountMinor, openMinor: amountMinor,
    lines: [{ description: "Thé vert", quantity: 1, totalMinor: amountMinor }],
    customer: { name: "Zoë Peeters", email: "zoe@example.test", locale: "fr_BE" },
    createdAt: at, updatedAt: at, adminUrl: null,
  };
}
