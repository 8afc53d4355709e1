import type { BasketPageState } from "./basket-view";
import type { CivilDay } from "../../core/civil-day";
import type { Money } from "../../core/money";
import type { OrderLine } from "../../core/order";
import type { FailureReason } from "../../core/payment";
import type { NotPayableReason } from "../../core/payment-link";
import type { PayFormProblem } from "../../core/shopper-words-form";

/** The shop as the page shows it. Everything is plain text; `logoWebp` comes from `readLogo`. */
export type PayShop = {
  name: string;
  legalLines: readonly string[];
  website: string | null;
  contactEmail: string | null;
  logoWebp: Uint8Array | null;
  accentColor: string;
  timeZone: string;
};

/** What the money is for. `orderNumber` and `customerName` may be missing; lines beyond `linesShownMax` are counted, not shown. */
export type PaySubject = {
  orderNumber: string | null;
  description: string;
  customerName: string;
  lines: readonly OrderLine[];
};

/** A way to pay: the provider connection behind the radio. `methods` are the provider's codes ("card", "bancontact"). */
export type PayWay = {
  id: string;
  name: string;
  methods: readonly string[];
  isAvailable: boolean;
  /** Why it cannot take this amount: the least or the most it takes. */
  limit?: { kind: "least" | "most"; money: Money };
};

/** Fixed: the link or order says how much. Free: the shopper types it, between the limits where there are any. */
export type PayAsk =
  | {
      kind: "fixed";
      /** What this payment will take: the open amount. */
      open: Money;
      /** What was asked in all and what was already paid, when part of it was; null otherwise. */
      part: { total: Money; paid: Money } | null;
      /** The amount in the last message, when it differs from what is asked now. */
      before: Money | null;
      /** The parts of the link's plan; empty where there is but one. */
      schedule: readonly PayScheduleRow[];
      /** What the shopper may choose to pay now; null: all that is open. */
      choice: PayChoice | null;
    }
  | { kind: "free"; currency: Money["currency"]; min: Money | null; max: Money | null; typed: string };

/** One part of a plan. Named by its day, or by what it is: the first part without a day is a deposit, the second the balance. */
export type PayScheduleRow = { asked: Money; open: Money; dueOn: CivilDay | null };

/** next: one part or all, by radios · typed: any amount from `min` on that leaves nothing or enough (`partMax` at most, or all). */
export type PayChoice =
  | { kind: "next"; next: Money; dueOn: CivilDay | null; chosenMinor: number }
  | { kind: "typed"; min: Money; partMax: Money; typed: string };

/** Why the page is back after an attempt. `way-down` names the way that did not answer. */
export type PayNotice = { kind: "failed"; reason: FailureReason } | { kind: "way-down"; wayId: string };

export type PayPayable = {
  kind: "payable";
  subject: PaySubject;
  ask: PayAsk;
  expiresAt: Date | null;
  ways: readonly PayWay[];
  /** The radio to preselect when the form comes back; with one way there is no radio. */
  chosenWayId: string | null;
  /** Where the form posts: the page's own address. Fields: `way`, `shown` (open, minor units, fixed only), `part` (minor units, chosen), `amount` (typed). */
  action: string;
  problem: PayFormProblem | null;
  notice: PayNotice | null;
};

export type PayReceiptLink = { number: string; url: string };

export type PayPageState =
  | PayPayable
  | BasketPageState
  | { kind: "closed"; reason: NotPayableReason; subject: PaySubject; receipts: readonly PayReceiptLink[] }
  | {
      kind: "pending";
      subject: PaySubject;
      amount: Money;
      /** Seconds until the page asks again, null when it no longer does; `stillUrl` is the same page without that. */
      refreshSeconds: number | null;
      refreshUrl: string;
      stillUrl: string;
    }
  | {
      kind: "done";
      subject: PaySubject;
      amount: Money;
      /** What is still to be paid, and where; null when nothing is. */
      left: { open: Money; next: { money: Money; dueOn: CivilDay } | null; payUrl: string } | null;
      paidAt: Date;
      /** The provider's code ("card"), said in the shopper's language, or a text shown as it is; may be empty. */
      methodTitle: string;
      transactionId: string;
      /** Null while the receipt is being made. */
      receipt: PayReceiptLink | null;
      /** Where the receipt goes; shown masked. */
      receiptEmail: string | null;
    }
  | { kind: "trouble"; retryUrl: string };

/** A page about a link that exists. An unknown token has no shop: see `renderPayNotFound`. */
export type PayPageView = {
  shop: PayShop;
  /** The page's own full address, drawn as a QR code to continue on a phone; null draws none. */
  pageUrl: string | null;
  /** The sandbox is at work: say that no money moves. */
  isTest: boolean;
  state: PayPageState;
};

/** Order lines drawn before the page only counts them: keeps the page under 14 kB for an order of any length. */
export const linesShownMax = 20;
