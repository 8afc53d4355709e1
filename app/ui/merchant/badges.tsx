import { Badge, InlineStack } from "@shopify/polaris";
import { speakingMark, type LinkMark } from "../../core/link-marks";
import type { OrderState } from "../../core/order";
import type { LinkBalance, LinkStatus } from "../../core/payment-link";
import type { PaymentState, SeenPayment } from "../../core/payment";
import { linksWords } from "../words/links";
import { ordersWords } from "../words/orders";
import { paymentWords } from "../words/payments";
import { useTakesMoney } from "./collected";
import { useWords } from "./language";

type Tone = "success" | "attention" | "warning" | "critical" | "info";

const statusTones: Record<LinkStatus, Tone | null> = { open: "attention", paid: "success", expired: "warning", cancelled: null };
const balanceTones: Record<Exclude<LinkBalance, "none">, Tone> = { partial: "info", over: "warning", late: "warning" };
const markTones: Record<LinkMark, Tone | null> = {
  disputed: "critical", "dispute-lost": "warning", refunded: "info", "partly-refunded": "info", "order-cancelled": "warning", "order-gone": "warning", "paid-elsewhere": "success", "shop-still-paid": "warning",
};
const orderTones: Record<OrderState, Tone | null> = { unpaid: "attention", paid: "success", cancelled: null, refunded: "info", gone: null };
const paymentTones: Record<PaymentState, Tone | null> = {
  pending: null, succeeded: "success", failed: "critical", "partly-refunded": "info", refunded: "info", disputed: "critical",
};

const toned = (tone: Tone | null) => (tone === null ? {} : { tone });

export type ShownState = { status: LinkStatus; balance: LinkBalance; marks: readonly LinkMark[] };

/** A link's two-part state: where it stands, and how the money compares with what was asked; then what became of its money and its order. */
export function LinkBadges({ state: { status, balance, marks } }: { state: ShownState }) {
  const words = useWords(linksWords);
  const speaking = speakingMark(status, marks);
  return (
    <InlineStack gap="100" as="span">
      {speaking === null ? <Badge {...toned(statusTones[status])}>{words.status[status]}</Badge> : <MarkBadge mark={speaking} />}
      {balance === "none" ? null : <Badge tone={balanceTones[balance]}>{words.balance[balance]}</Badge>}
      {marks.filter((mark) => mark !== speaking).map((mark) => <MarkBadge key={mark} mark={mark} />)}
    </InlineStack>
  );
}

/** Where the platform takes the money, no order is paid elsewhere. */
function MarkBadge({ mark }: { mark: LinkMark }) {
  const words = useWords(linksWords);
  const takesMoney = useTakesMoney();
  return <Badge {...toned(markTones[mark])}>{mark === "paid-elsewhere" && !takesMoney ? words.status.paid : words.marks[mark]}</Badge>;
}

export function OrderBadge({ state }: { state: OrderState }) {
  const words = useWords(ordersWords);
  return <Badge {...toned(orderTones[state])}>{words.states[state]}</Badge>;
}

export function PaymentBadge({ payment }: { payment: { state: PaymentState; progress: SeenPayment["progress"] } }) {
  const words = useWords(paymentWords);
  if (payment.state === "pending" && payment.progress === "processing") return <Badge tone="info">{words.processing}</Badge>;
  return <Badge {...toned(paymentTones[payment.state])}>{words.states[payment.state]}</Badge>;
}
