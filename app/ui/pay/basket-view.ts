import type { BasketClosed } from "../../core/basket";
import type { CivilDay } from "../../core/civil-day";
import type { Money } from "../../core/money";
import type { OrderLine } from "../../core/order";
import type { NotPayableReason } from "../../core/payment-link";
import type { PayFormProblem } from "../../core/shopper-words-form";
import type { PayChoice, PayNotice, PayReceiptLink, PayWay } from "./view";

/** What one link is for: the order's number, else its description. */
export type BasketName = { orderNumber: string | null; description: string };

/** A link that can be ticked. `position` is its name in the form. */
export type BasketItemView = BasketName & {
  position: number;
  open: Money;
  /** What it asked in all and what of it was paid, when part of it was. */
  part: { total: Money; paid: Money } | null;
  since: Date;
  dueOn: CivilDay | null;
  isLate: boolean;
  /** The last moment it can be paid. */
  until: Date | null;
  isPicked: boolean;
  lines: readonly OrderLine[];
};

/** A link with nothing to tick, and why. */
export type BasketOtherView = BasketName & { why: NotPayableReason | "under-way"; receipts: readonly PayReceiptLink[] };

/** Why a group's form is back. The amounts are those that the sentence names. */
export type BasketProblem =
  | { kind: "nothing-picked" | "no-way-chosen" }
  | { kind: "amount"; problem: PayFormProblem; limit: Money | null }
  | { kind: "split"; below: Money | null; above: Money };

export type BasketNotice = PayNotice | { kind: "pick-changed" } | { kind: "total-changed"; before: Money };

/** What is paid in one payment: the links of one currency, in the payer's order, with a form of its own. */
export type BasketGroupView = {
  items: readonly BasketItemView[];
  /** The sum of what is ticked. */
  total: Money;
  choice: PayChoice | null;
  ways: readonly PayWay[];
  chosenWayId: string | null;
  problem: BasketProblem | null;
  notice: BasketNotice | null;
};

/**
 * Fields of a group's form: `in` (currency), `pick` (positions ticked), `picked` (those that `shown`, the sum in minor
 * units, was made of), `way`, `part` (minor units, chosen), `amount` (typed). Sent by GET it only counts again.
 */
export type BasketPayable = { kind: "basket"; customerName: string; groups: readonly BasketGroupView[]; others: readonly BasketOtherView[]; action: string };

export type BasketPageState =
  | BasketPayable
  | { kind: "basket-closed"; reason: BasketClosed; others: readonly BasketOtherView[] }
  | {
      kind: "basket-done";
      amount: Money;
      orders: readonly (BasketName & { amount: Money; receipt: PayReceiptLink | null })[];
      /** What is still to be paid of the basket, by currency, and where. */
      left: { open: readonly Money[]; payUrl: string } | null;
      paidAt: Date;
      methodTitle: string;
      transactionId: string;
      receiptEmail: string | null;
    };

/** Lines of one order, and of all, that the page draws: the rest is counted, so that fifty orders weigh under 14 kB. */
export const basketLinesMax = { perOrder: 8, inAll: 40 };
