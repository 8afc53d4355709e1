import { Banner, Button, Card, Page } from "@shopify/polaris";
import { linksWords } from "../words/links";
import { ordersWords } from "../words/orders";
import { useCollected, useTakesMoney } from "./collected";
import { Nothing } from "./facts";
import { useWords } from "./language";
import { ListBar, ListEnd } from "./listing";
import { basketCounterPath, newLinkPath } from "./paths";
import { LinksTable, type LinkRowProps } from "./links-table";

export const linkFilters = ["all", "open", "paid", "expired", "cancelled", "refunded", "watched"] as const;
export type ShownFilter = (typeof linkFilters)[number];
/** What only a store that takes money itself has links of. */
const moneyFilters: readonly ShownFilter[] = ["refunded", "watched"];

export type LinksScreenProps = {
  filter: ShownFilter;
  search: string;
  links: LinkRowProps[];
  /** The reference searched for is a basket's: its money is noted once for all of its links. */
  basketId: string | null;
  pages: { previous: string | null; next: string | null };
  filterUrls: Record<string, string>;
  canAsk: boolean;
};

/** Every link the shop ever made, and what became of it. */
export function LinksScreen({ filter, search, links, basketId, pages, filterUrls, canAsk }: LinksScreenProps) {
  const words = useWords(linksWords);
  const collected = useCollected();
  const takesMoney = useTakesMoney();
  const { searchSubmit } = useWords(ordersWords);
  const isFiltered = filter !== "all" || search !== "";
  const nothing = isFiltered ? { ...words.notFound, url: "/app/links" } : { ...words.empty, url: "/app/orders" };
  return (
    <Page fullWidth title={words.title} primaryAction={canAsk ? <Button variant="primary" url={newLinkPath}>{words.ask}</Button> : null}>
      {basketId !== null && takesMoney ? <Banner tone="info" action={{ content: words.basketFound.action, url: basketCounterPath(basketId) }}><p>{words.basketFound.text}</p></Banner> : null}
      <Card padding="0">
        {links.length === 0 && !isFiltered ? null : (
          <ListBar
            label={words.filtersLabel}
            filters={linkFilters.filter((name) => takesMoney || !moneyFilters.includes(name)).map((name) => ({ name, text: words.filters[name], url: filterUrls[name] ?? "", isCurrent: name === filter }))}
            search={{ label: words.search, help: collected?.linkSearchHelp ?? words.searchHelp, submit: searchSubmit, value: search, kept: filter === "all" ? {} : { status: filter } }}
          />
        )}
        {links.length === 0
          ? <Nothing title={nothing.title} text={nothing.text}><Button url={nothing.url}>{nothing.action}</Button></Nothing>
          : <LinksTable links={links} />}
        <ListEnd {...pages} />
      </Card>
    </Page>
  );
}
