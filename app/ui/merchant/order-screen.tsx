import { Badge, Banner, BlockStack, Button, Card, InlineGrid, Link, Page, Text } from "@shopify/polaris";
import type { Words } from "../../core/locale";
import { moneyOf } from "../../core/money";
import type { Order } from "../../core/order";
import type { PaymentLink } from "../../core/payment-link";
import { formatQuantity } from "../../core/shopper-words";
import { counterWords } from "../words/counter";
import { linkPageWords } from "../words/link-page";
import { ordersWords } from "../words/orders";
import { sendWords } from "../words/send";
import { LinkBadges, OrderBadge, type ShownState } from "./badges";
import { useTakesMoney } from "./collected";
import { Facts, SectionTitle, Stranger } from "./facts";
import { Amount, Time, useLocale, useSay, useWords } from "./language";
import { linkPath, orderCounterPath } from "./paths";
import { OtherOrdersCard, type OtherOrder } from "./other-orders-card";
import { SendSection, type SendAnswer, type SendInitial } from "./send-form";

export type { SendAnswer };
type ShownOrder = Order & { readAt: Date; platformId: string; shopStatus: Words };
type ShownLink = Pick<PaymentLink, "id" | "createdAt" | "amountMinor" | "currency"> & { state: ShownState };

export type OrderScreenProps = {
  order: ShownOrder;
  money: { paidMinor: number; openMinor: number; next: { amountMinor: number; dueAt: Date | null } | null } | null;
  links: ShownLink[];
  isConnected: boolean;
  others: OtherOrder[];
  hasMessenger: boolean;
  initial: SendInitial;
  messageId: string;
  answer: SendAnswer | null;
};

/** One order: what it is, what was asked for it already, and asking for it. */
export function OrderScreen(props: OrderScreenProps) {
  const words = useWords(sendWords);
  const { order } = props;
  const { title } = useWords(ordersWords);
  const { button: received } = useWords(counterWords);
  const takesMoney = useTakesMoney();
  return (
    <Page
      fullWidth
      backAction={{ content: title, url: "/app/orders" }}
      title={words.order(order.number)}
      titleMetadata={<OrderBadge state={order.state} />}
      {...(order.adminUrl !== null && { secondaryActions: [{ content: words.seeInShop, url: order.adminUrl, external: true }] })}
    >
      <InlineGrid columns={{ xs: 1, md: ["twoThirds", "oneThird"] }} gap="400" alignItems="start">
        <BlockStack gap="400">
          <Asking {...props} />
          <LinesCard order={order} />
        </BlockStack>
        <BlockStack gap="400">
          <AboutCard order={order} money={props.money} />
          <LinksCard links={props.links} />
          {takesMoney && props.order.state === "unpaid" && props.isConnected ? <Button url={orderCounterPath(props.order)} fullWidth>{received}</Button> : null}
          {takesMoney ? <OtherOrdersCard order={order} others={props.others} /> : null}
        </BlockStack>
      </InlineGrid>
    </Page>
  );
}

function Asking(props: OrderScreenProps) {
  const words = useWords(sendWords);
  const { stillPaid } = useWords(linkPageWords).order;
  const { state } = props.order;
  if (props.links.some(({ state: { marks } }) => marks.includes("shop-still-paid"))) return <Banner tone="warning"><p>{stillPaid}</p></Banner>;
  if (state !== "unpaid") return <Banner tone="info"><p>{words.notUnpaid[state]}</p></Banner>;
  if (!props.isConnected) return <Banner tone="warning" action={{ content: words.setUpMail, url: "/app/settings" }}><p>{words.notConnected}</p></Banner>;
  const hasLink = props.links.some(({ state: { status } }) => status === "open" || status === "expired");
  return <SendSection {...props} open={moneyOf(props.money?.openMinor ?? 0, props.order.currency)} hasLink={hasLink} />;
}

function LinesCard({ order }: { order: ShownOrder }) {
  const words = useWords(sendWords);
  const locale = useLocale();
  return (
    <Card>
      <BlockStack gap="300">
        <SectionTitle title={words.lines} />
        <table className="line">
          <thead>
            <tr>
              <th scope="col">{words.lineColumns.description}</th>
              <th scope="col" className="number">{words.lineColumns.quantity}</th>
              <th scope="col" className="number">{words.lineColumns.total}</th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line, index) => (
              <tr key={index}>
                <td><Stranger>{line.description}</Stranger></td>
                <td className="number">{formatQuantity(line.quantity, locale)}</td>
                <td className="number"><Amount money={moneyOf(line.totalMinor, order.currency)} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </BlockStack>
    </Card>
  );
}

function AboutCard({ order, money }: Pick<OrderScreenProps, "order" | "money">) {
  const words = useWords(sendWords);
  const say = useSay();
  const amount = (amountMinor: number) => <Amount money={moneyOf(amountMinor, order.currency)} />;
  return (
    <Card>
      <BlockStack gap="300">
        <SectionTitle title={words.customer}><Badge>{say(order.shopStatus)}</Badge></SectionTitle>
        <BlockStack gap="050">
          <Text as="p" fontWeight="semibold"><Stranger>{order.customer.name || words.noName}</Stranger></Text>
          <Text as="p" tone="subdued"><Stranger>{order.customer.email || words.noEmail}</Stranger></Text>
        </BlockStack>
        <Facts
          facts={[
            { name: words.orderedAt, value: <Time at={order.createdAt} length="day" /> },
            { name: words.total, value: amount(order.totalMinor) },
            { name: words.alreadyPaid, value: money !== null && money.paidMinor > 0 ? amount(money.paidMinor) : null },
            { name: words.open, value: money === null ? null : amount(money.openMinor), isStrong: true },
            { name: words.nextPart, value: money === null || money.next === null ? null : <NextPart {...money.next} currency={order.currency} /> },
          ]}
        />
        <Text as="p" variant="bodySm" tone="subdued">{words.lastRead} <Time at={order.readAt} length="moment" /></Text>
      </BlockStack>
    </Card>
  );
}

function NextPart({ amountMinor, dueAt, currency }: { amountMinor: number; dueAt: Date | null; currency: Order["currency"] }) {
  return <><Amount money={moneyOf(amountMinor, currency)} />{dueAt === null ? null : <> · <Time at={dueAt} length="short-day" /></>}</>;
}

function LinksCard({ links }: { links: ShownLink[] }) {
  const words = useWords(sendWords);
  return (
    <Card>
      <BlockStack gap="300">
        <SectionTitle title={words.links} />
        {links.length === 0 ? <Text as="p" tone="subdued">{words.noLinks}</Text> : (
          <Facts
            facts={links.map((link) => ({
              name: link.id,
              label: <Link url={linkPath(link.id)}>{link.amountMinor === null ? <Time at={link.createdAt} length="short-day" /> : <Amount money={moneyOf(link.amountMinor, link.currency)} />}</Link>,
              value: <LinkBadges state={link.state} />,
            }))}
          />
        )}
      </BlockStack>
    </Card>
  );
}
