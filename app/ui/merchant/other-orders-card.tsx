import { BlockStack, Button, Card, Link, Text } from "@shopify/polaris";
import type { Money } from "../../core/money";
import { sendWords } from "../words/send";
import { togetherWords } from "../words/together";
import { Facts, SectionTitle, Stranger } from "./facts";
import { Amount, useWords } from "./language";
import { orderPath, togetherPath } from "./paths";

export type OtherOrder = { platformId: string; ref: string; number: string; open: Money };

/** What else the same customer has to pay, and asking for all of it at once. */
export function OtherOrdersCard({ order, others }: { order: { platformId: string; ref: string }; others: OtherOrder[] }) {
  const words = useWords(togetherWords);
  const { order: orderName } = useWords(sendWords);
  if (others.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <SectionTitle title={words.otherOrders} />
        <Text as="p" tone="subdued">{words.others(others.length)}</Text>
        <Facts facts={others.map((one) => ({ name: `${one.platformId}/${one.ref}`, label: <Link url={orderPath(one)}><Stranger>{orderName(one.number)}</Stranger></Link>, value: <Amount money={one.open} /> }))} />
        <Button url={togetherPath([order, ...others])}>{words.bar}</Button>
      </BlockStack>
    </Card>
  );
}
