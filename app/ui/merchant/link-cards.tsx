import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { Words } from "../../core/locale";
import { moneyOf } from "../../core/money";
import type { OrderState } from "../../core/order";
import type { LinkState, LinkTotals, PaymentLink } from "../../core/payment-link";
import type { QrDrawing } from "../../core/qr";
import { linkPageWords } from "../words/link-page";
import { linksWords } from "../words/links";
import { planFormWords } from "../words/plan";
import { sendWords } from "../words/send";
import { OrderBadge, type ShownState } from "./badges";
import { CopyField } from "./copy-field";
import { useTakesMoney } from "./collected";
import { Facts, SectionTitle, Stranger } from "./facts";
import { Amount, Time, useSay, useWords } from "./language";
import { linkPath, orderPath } from "./paths";

export type LinkFacts = {
  link: PaymentLink;
  state: LinkState & ShownState;
  totals: LinkTotals;
  payUrl: string;
  qr: QrDrawing;
  transferReference: string | null;
  order: { number: string; state: OrderState; shopStatus: Words; adminUrl: string | null } | null;
};

export function AboutLink({ link, state, totals, transferReference }: LinkFacts) {
  const { amounts } = useWords(linkPageWords);
  const { freeAmount, many } = useWords(linksWords);
  const plan = useWords(planFormWords);
  const { locales } = useWords(sendWords);
  const takesMoney = useTakesMoney();
  const amount = (amountMinor: number) => <Amount money={moneyOf(amountMinor, link.currency)} />;
  return (
    <Card>
      <BlockStack gap="400">
        <p className="figure">{link.amountMinor === null ? freeAmount : amount(link.amountMinor)}</p>
        <Facts
          isWide
          facts={[
            { name: amounts.paid, value: takesMoney ? amount(totals.paidMinor) : null },
            { name: amounts.open, value: state.status === "paid" || link.amountMinor === null || link.kind === "reusable" ? null : <strong>{amount(state.openMinor)}</strong> },
            { name: amounts.surplus, value: totals.surplusMinor > 0 ? amount(totals.surplusMinor) : null },
            { name: amounts.refunded, value: totals.refundedMinor > 0 ? amount(totals.refundedMinor) : null },
            { name: plan.title, value: link.plan.kind === "off" ? null : plan.kinds[link.plan.kind] },
            { name: amounts.transferReference, value: transferReference === null ? null : <span className="unbroken">{transferReference}</span> },
            { name: amounts.customer, value: link.kind === "reusable" ? many : <CustomerText link={link} /> },
            { name: amounts.locale, value: locales[link.locale] },
            { name: amounts.created, value: <Time at={link.createdAt} length="moment" /> },
            { name: amounts.expires, value: link.expiresAt === null ? amounts.noExpiry : <Time at={link.expiresAt} length="moment" /> },
          ]}
        />
      </BlockStack>
    </Card>
  );
}

function CustomerText({ link: { customer } }: { link: PaymentLink }) {
  return <>{customer.name === "" ? null : <><Stranger>{customer.name}</Stranger><br /></>}<Stranger>{customer.email || "–"}</Stranger></>;
}

export function ShareLink({ link, payUrl, qr }: LinkFacts) {
  const { share } = useWords(linkPageWords);
  const quiet = 4; // as in core/qr, whose drawing library has no place in the browser
  const size = qr.size + 2 * quiet;
  return (
    <Card>
      <BlockStack gap="400">
        <SectionTitle title={share.title} />
        <CopyField label={share.address} help={link.kind === "reusable" ? share.addressHelpMany : share.addressHelp} text={payUrl} />
        <InlineStack gap="400" blockAlign="center">
          <svg className="qr" viewBox={`${-quiet} ${-quiet} ${size} ${size}`} role="img" aria-label={share.qrAlt} shapeRendering="crispEdges">
            <path d={qr.path} stroke="#000" strokeWidth="1" fill="none" />
          </svg>
          <BlockStack gap="200" inlineAlign="start">
            <Button variant="plain" url={`${linkPath(link.id)}/qr/svg`} download>{share.svg}</Button>
            <Button variant="plain" url={`${linkPath(link.id)}/qr/png`} download>{share.png}</Button>
            {link.amountMinor === null || link.kind === "reusable" ? null : <Button variant="plain" url={`${linkPath(link.id)}/notice.pdf`} download>{share.notice}</Button>}
            <Button variant="plain" url={payUrl} external>{share.open}</Button>
          </BlockStack>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

export function OrderOfLink({ link, state, order }: LinkFacts) {
  const words = useWords(linkPageWords);
  const say = useSay();
  if (order === null || link.platformId === null || link.orderRef === null) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <SectionTitle title={`${words.order.title} ${order.number}`}><OrderBadge state={order.state} /></SectionTitle>
        <Text as="p" tone="subdued">{words.order.status} <Badge>{say(order.shopStatus)}</Badge></Text>
        {state.marks.includes("shop-still-paid") ? <Banner tone="warning"><p>{words.order.stillPaid}</p></Banner> : null}
        <InlineStack gap="300">
          <Button variant="plain" url={orderPath({ platformId: link.platformId, ref: link.orderRef })}>{words.order.see}</Button>
          {order.adminUrl === null ? null : <Button variant="plain" url={order.adminUrl} external>{words.order.inShop}</Button>}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
