import type { LinkMark } from "./link-marks";
import type { Money } from "./money";
import type { OrderState } from "./order";
import type { LinkState } from "./payment-link";

/** An order as a list shows it, with the link that speaks for it: the newest. */
export type OrderRow = {
  platformId: string;
  ref: string;
  number: string;
  customerName: string;
  customerEmail: string;
  state: OrderState;
  createdAt: Date;
  open: Money;
  total: Money;
  link: (Pick<LinkState, "status" | "balance"> & { id: string; marks: LinkMark[] }) | null;
};
