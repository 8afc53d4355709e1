import { Badge, InlineStack } from "@shopify/polaris";
import type { OrderState } from "../../core/order";
import type { LinkBalance, LinkStatus } from "../../core/payment-link";
import type { PaymentState, SeenPayment } from "../../core/payment";
import { linksWords } from "../words/links";
import { ordersWords } from "../words/orders";
import { paymentWords } from "../words/payments";
import { useWords } from "./language";

type Tone = "success" | "attention" | "warning" | "critical" | "info";

const statusTones: Record<LinkStatus, Tone | null> = { open: "attention", paid: "success", expired: "warning", cancelled: null };
const balanceTones: Record<Exclude<LinkBalance, "none">, Tone> = { partial: "info", over: "warning", late: "warning" };
const orderTones: Record<OrderState, Tone | null> = { unpaid: "attention", paid: "success", cancelled: null, refunded: "info", gone: null };
const paymentTones: Record<PaymentState, Tone | null> = {
  pending: null, succeeded: "success", failed: "critical", "partly-refunded": "info", refunded: "info", disputed: "critical",
};

const toned = (tone: Tone | null) => (tone === null ? {} : { tone });

/** A link's two-part state: where it stands, and how the money compares with what was asked. */
export function LinkBadges({ state }: { state: { status: LinkStatus; balance: LinkBalance } }) {
  const words = useWords(linksWords);
  return (
    <InlineStack gap="100" as="span">
      <Badge {...toned(statusTones[state.status])}>{words.status[state.status]}</Badge>
      {state.balance === "none" ? null : <Badge tone={balanceTones[state.balance]}>{words.balance[state.balance]}</Badge>}
    </InlineStack>
  );
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
