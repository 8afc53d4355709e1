import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import type { NotPayableReason } from "../../app/core/payment-link";
import type { PayPageState, PayPageView, PayPayable, PayShop, PaySubject } from "../../app/ui/pay/view";
import { basketStates } from "./basket-states";
import { eur, fewLines, sampleShop, tenLines } from "./shop";

export const pageUrl = "https://paiements.atelier-lumiere.example/p/Vb3kQ9mX2LtY7wEhR5sJ8dFgN1c";

const subject: PaySubject = { orderNumber: "1042", description: "", customerName: "Marie Dupont", lines: fewLines };

const card = { id: "con_1", name: "Stripe", methods: ["card", "bancontact", "ideal"], isAvailable: true };
const transfer = { id: "con_2", name: "Virement", methods: ["bank-transfer"], isAvailable: true };
const other = { id: "con_3", name: "PayPal", methods: ["paypal"], isAvailable: true };

const payable: PayPayable = {
  kind: "payable",
  subject,
  ask: { kind: "fixed", open: eur(17290), part: null, before: null, schedule: [], choice: null },
  expiresAt: new Date("2026-12-21T22:59:00Z"),
  ways: [card, transfer, other],
  chosenWayId: null,
  action: "",
  problem: null,
  notice: null,
};

const free: PayPayable = {
  ...payable,
  subject: { orderNumber: null, description: "Don pour la restauration du four à bois", customerName: "", lines: [] },
  ask: { kind: "free", currency: currencyOf("EUR"), min: eur(500), max: eur(200_000), typed: "" },
  expiresAt: null,
  ways: [card],
};

const closed = (reason: NotPayableReason): PayPageState => ({ kind: "closed", reason, subject, receipts: [] });

const pending: PayPageState = {
  kind: "pending", subject, amount: eur(17290), refreshSeconds: 5, refreshUrl: "?try=2", stillUrl: "?still=1",
};

const done: PayPageState = {
  kind: "done", subject, amount: eur(17290), left: null, paidAt: new Date("2026-11-21T13:03:22Z"), methodTitle: "Visa •••• 4242",
  transactionId: "pi_3QK1x2AbCdEfGh", receipt: { number: "R-2026-000042", url: "/p/x/receipt/R-2026-000042.pdf" }, receiptEmail: "marie@example.org",
};

const thirds = (paid: number) => ["2026-11-21", "2026-12-21", "2027-01-21"].map((dueOn, at) => ({
  asked: eur(at === 0 ? 5764 : 5763), open: eur(at < paid ? 0 : at === 0 ? 5764 : 5763), dueOn,
}));

const instalments: PayPayable = {
  ...payable,
  ask: { kind: "fixed", open: eur(17290), part: null, before: null, schedule: thirds(0), choice: { kind: "next", next: eur(5764), dueOn: "2026-11-21", chosenMinor: 5764 } },
};

const anyAmount: PayPayable = {
  ...payable,
  ask: { kind: "fixed", open: eur(17290), part: null, before: null, schedule: [], choice: { kind: "typed", min: eur(2000), partMax: eur(17240), typed: "" } },
};

/** Every page a shopper can meet, by name. */
export const payStates: Record<string, PayPageState> = {
  ...basketStates,
  payable,
  "one-way": { ...payable, ways: [card] },
  "ten-lines": { ...payable, subject: { ...subject, lines: tenLines }, ask: { kind: "fixed", open: eur(48240), part: null, before: null, schedule: [], choice: null } },
  "amount-changed": { ...payable, ask: { kind: "fixed", open: eur(17290), part: null, before: eur(20490), schedule: [], choice: null } },
  "part-paid": { ...payable, ask: { kind: "fixed", open: eur(7290), part: { total: eur(17290), paid: eur(10000) }, before: null, schedule: [], choice: null } },
  instalments,
  "instalments-second": {
    ...instalments,
    ask: {
      kind: "fixed", open: eur(11526), part: { total: eur(17290), paid: eur(5764) }, before: null, schedule: thirds(1),
      choice: { kind: "next", next: eur(5763), dueOn: "2026-12-21", chosenMinor: 11526 },
    },
  },
  deposit: {
    ...payable,
    ways: [card],
    ask: {
      kind: "fixed", open: eur(17290), part: null, before: null,
      schedule: [{ asked: eur(5187), open: eur(5187), dueOn: null }, { asked: eur(12103), open: eur(12103), dueOn: null }],
      choice: { kind: "next", next: eur(5187), dueOn: null, chosenMinor: 5187 },
    },
  },
  "any-amount": anyAmount,
  "any-amount-problem": { ...anyAmount, ask: { ...anyAmount.ask, choice: { kind: "typed", min: eur(2000), partMax: eur(17240), typed: "172,60" } } as PayPayable["ask"], problem: "rest-too-small" },
  failed: { ...payable, notice: { kind: "failed", reason: "insufficient-funds" } },
  "way-limited": { ...payable, ways: [card, { ...transfer, isAvailable: false, limit: { kind: "most", money: eur(10_000) } }, other] },
  "all-limited": { ...payable, ways: [{ ...card, isAvailable: false, limit: { kind: "least", money: eur(50_000) } }] },
  "way-down": { ...payable, ways: [{ ...card, isAvailable: false }, transfer, other], notice: { kind: "way-down", wayId: "con_1" } },
  "all-down": { ...payable, ways: [{ ...card, isAvailable: false }], notice: { kind: "way-down", wayId: "con_1" } },
  "strange-names": {
    ...payable,
    subject: {
      orderNumber: "#1043",
      description: "<b>Fête</b> 🎉 & \"guillemets\"",
      customerName: "محمد بن عبد الله 👨‍👩‍👧‍👦",
      lines: [{ description: "קערה מעוטרת (כחול)", quantity: 2, totalMinor: 4200 }, { description: "W".repeat(90), quantity: 1, totalMinor: 1200 }],
    },
    ask: { kind: "fixed", open: moneyOf(12_345_678, currencyOf("JPY")), part: null, before: null, schedule: [], choice: null },
  },
  free,
  "free-problem": { ...free, ask: { kind: "free", currency: currencyOf("EUR"), min: eur(500), max: null, typed: "2,50" }, problem: "below-minimum" },
  expired: closed("link-expired"),
  cancelled: closed("link-cancelled"),
  "already-paid": { kind: "closed", reason: "already-paid", subject, receipts: [{ number: "R-2026-000042", url: "/p/x/receipt/R-2026-000042.pdf" }] },
  "order-cancelled": closed("order-cancelled"),
  "order-paid": closed("order-paid"),
  "order-gone": closed("order-gone"),
  pending,
  "pending-still": { ...pending, refreshSeconds: null },
  done,
  "done-no-receipt-yet": { ...done, receipt: null, receiptEmail: null },
  "done-by-code": { ...done, methodTitle: "card", subject: free.subject },
  "done-in-part": { ...done, left: { open: eur(7290), next: null, payUrl: "/p/x" } },
  "done-instalment": { ...done, amount: eur(5764), left: { open: eur(11526), next: { money: eur(5763), dueOn: "2026-12-21" }, payUrl: "/p/x" } },
  trouble: { kind: "trouble", retryUrl: "" },
};

export function payView(state: PayPageState, logoWebp: Uint8Array | null, shop: Partial<PayShop> = {}): PayPageView {
  return { shop: { ...sampleShop, logoWebp, ...shop }, pageUrl, isTest: false, state };
}
