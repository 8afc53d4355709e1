import { Form } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { BasketClosed } from "../../core/basket";
import type { Money } from "../../core/money";
import { sendWords } from "../words/send";
import { togetherWords } from "../words/together";
import { CopyField } from "./copy-field";
import { SectionTitle, Stranger } from "./facts";
import { Time, useMoney, useWords } from "./language";
import { basketCounterPath, linkPath } from "./paths";
import { SubmitButton } from "./submit-button";

export type BasketProps = {
  id: string;
  url: string;
  createdAt: Date;
  closedBy: BasketClosed | null;
  links: { id: string; orderNumber: string | null; description: string; isOpen: boolean }[];
  foreign: { linkId: string; amount: Money }[];
};

/** The pages on which a link can be paid together with others; one that is still open first shows its address. */
export function BasketsCard({ baskets, linkId }: { baskets: BasketProps[]; linkId: string }) {
  const { card } = useWords(togetherWords);
  if (baskets.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100"><SectionTitle title={card.title} /><Text as="p" tone="subdued">{card.help}</Text></BlockStack>
        <ul className="plain-list">{baskets.map((basket) => <li key={basket.id}><BasketItem basket={basket} linkId={linkId} /></li>)}</ul>
      </BlockStack>
    </Card>
  );
}

function BasketItem({ basket, linkId }: { basket: BasketProps; linkId: string }) {
  const { card } = useWords(togetherWords);
  const { order } = useWords(sendWords);
  const { closedBy } = basket;
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" align="space-between" blockAlign="center">
        <Badge tone={closedBy === null ? "attention" : closedBy === "all-paid" ? "success" : "info"}>{closedBy === null ? card.isOpen : card.states[closedBy]}</Badge>
        <Text as="span" variant="bodySm" tone="subdued"><Time at={basket.createdAt} length="moment" /></Text>
      </InlineStack>
      <InlineStack gap="200">
        {basket.links.map((link) => {
          const name = link.orderNumber === null ? link.description : order(link.orderNumber);
          return link.id === linkId ? <strong key={link.id}><Stranger>{name}</Stranger></strong> : <Link key={link.id} url={linkPath(link.id)}><Stranger>{name}</Stranger></Link>;
        })}
      </InlineStack>
      <ForeignNews foreign={basket.foreign} names={basket.links} linkId={linkId} />
      <div><Button url={basketCounterPath(basket.id)}>{card.received}</Button></div>
      {closedBy === "basket-cancelled" || closedBy === "all-paid" ? null : (
        <>
          <CopyField label={card.address} help="" text={basket.url} />
          <InlineStack gap="300" blockAlign="center">
            <Button variant="plain" url={basket.url} external>{card.open}</Button>
            <Form method="post">
              <input type="hidden" name="basketId" value={basket.id} />
              <SubmitButton intent="withdraw" look="plain">{card.withdraw}</SubmitButton>
            </Form>
          </InlineStack>
        </>
      )}
    </BlockStack>
  );
}

type Named = { orderNumber: string | null; description: string };
type ForeignProps = { foreign: BasketProps["foreign"]; names: readonly (Named & { id: string })[]; linkId: string | null };

/** Money that settles none of the orders: how much, and from which order's page it is given back. */
export function ForeignNews({ foreign, names, linkId }: ForeignProps) {
  const { card } = useWords(togetherWords);
  const { order } = useWords(sendWords);
  const write = useMoney();
  return (
    <>
      {foreign.map(({ linkId: where, amount }) => {
        const found = names.find(({ id }) => id === where);
        const name = found === undefined ? "" : found.orderNumber === null ? found.description : order(found.orderNumber);
        return (
          <Banner key={`${where}${amount.currency}`} tone="warning" {...(where !== linkId && { action: { content: name, url: linkPath(where) } })}>
            <p>{where === linkId ? card.foreignHere(write(amount)) : card.foreign(write(amount), name)}</p>
          </Banner>
        );
      })}
    </>
  );
}
