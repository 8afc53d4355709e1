import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, Card, IndexTable, Page, Text } from "@shopify/polaris";

const rows = Array.from({ length: 10 }, (_, index) => ({ id: String(index), name: `#${1000 + index}`, customer: "Zoë Peeters", total: "245,00 €" }));

export const loader = () => json({ rows });

/** A table as any shop's admin has one. */
export default function Index() {
  const { rows: shown } = useLoaderData<typeof loader>();
  return (
    <Page title="Commandes">
      <Card padding="0">
        <IndexTable selectable={false} itemCount={shown.length} resourceName={{ singular: "commande", plural: "commandes" }} headings={[{ title: "Commande" }, { title: "Client" }, { title: "État" }, { title: "Total" }]}>
          {shown.map(({ id, name, customer, total }, index) => (
            <IndexTable.Row key={id} id={id} position={index}>
              <IndexTable.Cell><Text as="span" fontWeight="semibold">{name}</Text></IndexTable.Cell>
              <IndexTable.Cell>{customer}</IndexTable.Cell>
              <IndexTable.Cell><Badge tone="attention">À payer</Badge></IndexTable.Cell>
              <IndexTable.Cell>{total}</IndexTable.Cell>
            </IndexTable.Row>
          ))}
        </IndexTable>
      </Card>
    </Page>
  );
}
