import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import type { BasketGroupView, BasketItemView, BasketOtherView, BasketPayable } from "../../app/ui/pay/basket-view";
import type { PayPageState, PayWay } from "../../app/ui/pay/view";
import { eur, fewLines, tenLines } from "./shop";

const ways: PayWay[] = [
  { id: "con_1", name: "Stripe", methods: ["card", "bancontact", "ideal"], isAvailable: true },
  { id: "con_2", name: "Virement", methods: ["bank-transfer"], isAvailable: true },
];

const item = (position: number, change: Partial<BasketItemView>): BasketItemView => ({
  position, orderNumber: String(1042 + position), description: "", open: eur(17290), part: null, since: new Date("2026-10-03T09:00:00Z"), dueOn: null, isLate: false,
  until: new Date("2026-12-21T22:59:00Z"), isPicked: true, lines: fewLines, ...change,
});

const items = [
  item(1, { dueOn: "2026-11-05", isLate: true, part: { total: eur(24000), paid: eur(8000) }, open: eur(16000), lines: tenLines }),
  item(0, {}),
  item(2, { open: eur(4850), since: new Date("2026-11-10T09:00:00Z"), dueOn: "2026-12-10", lines: [] }),
];

const group = (change: Partial<BasketGroupView> = {}): BasketGroupView => ({
  items, total: eur(38140), choice: null, ways, chosenWayId: null, problem: null, notice: null, ...change,
});

const others: BasketOtherView[] = [
  { orderNumber: "1039", description: "", why: "already-paid", receipts: [{ number: "R-2026-000042", url: "/b/x/receipt/rcp_1" }] },
  { orderNumber: "1051", description: "", why: "under-way", receipts: [] },
];

const basket = (groups: BasketGroupView[], rest: readonly BasketOtherView[] = []): BasketPayable => ({ kind: "basket", customerName: "Marie Dupont", groups, others: rest, action: "" });

const yen = moneyOf(18_500, currencyOf("JPY"));
const untick = items.map((one, at) => ({ ...one, isPicked: at !== 1 }));

/** Every page a shopper with several orders can meet, by name. */
export const basketStates: Record<string, PayPageState> = {
  basket: basket([group()], others),
  "basket-recounted": basket([group({ items: untick, total: eur(20850), notice: { kind: "pick-changed" } })]),
  "basket-changed": basket([group({ notice: { kind: "total-changed", before: eur(36000) } })]),
  "basket-empty": basket([group({ items: items.map((one) => ({ ...one, isPicked: false })), total: eur(0), ways: [], problem: { kind: "nothing-picked" } })]),
  "basket-next": basket([group({ choice: { kind: "next", next: eur(13140), dueOn: null, chosenMinor: 13140 } })]),
  "basket-typed": basket([group({ choice: { kind: "typed", min: eur(8000), partMax: eur(38140), typed: "200" }, problem: { kind: "split", below: eur(16000), above: eur(24000) } })]),
  "basket-two-currencies": basket([group({ items: items.slice(1), total: eur(22140) }), group({ items: [item(3, { open: yen, lines: [] })], total: yen, ways: ways.slice(0, 1) })]),
  "basket-failed": basket([group({ notice: { kind: "failed", reason: "declined" } })]),
  "basket-paid": { kind: "basket-closed", reason: "all-paid", others: others.slice(0, 1) },
  "basket-cancelled": { kind: "basket-closed", reason: "basket-cancelled", others: [] },
  "basket-expired": { kind: "basket-closed", reason: "basket-expired", others: [] },
  "basket-nothing": { kind: "basket-closed", reason: "nothing-payable", others: others.slice(1) },
  "basket-done": {
    kind: "basket-done", amount: eur(20850), paidAt: new Date("2026-11-21T13:03:22Z"), methodTitle: "Visa •••• 4242", transactionId: "pi_3QK1x2AbCdEfGh",
    orders: [
      { orderNumber: "1043", description: "", amount: eur(16000), receipt: { number: "R-2026-000043", url: "/b/x/receipt/rcp_2" } },
      { orderNumber: "1044", description: "", amount: eur(4850), receipt: { number: "R-2026-000044", url: "/b/x/receipt/rcp_3" } },
    ],
    left: { open: [eur(17290)], payUrl: "/b/x" }, receiptEmail: "marie@example.org",
  },
};
