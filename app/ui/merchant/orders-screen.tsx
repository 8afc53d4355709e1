import { Form, useNavigation } from "@remix-run/react";
import { Banner, BlockStack, Box, Button, Card, InlineStack, Link, Page, Text } from "@shopify/polaris";
import type { Words } from "../../core/locale";
import type { OrderRow } from "../../core/order-row";
import { ordersWords } from "../words/orders";
import { useTakesMoney } from "./collected";
import { Nothing } from "./facts";
import { Charts, Figures, type FiguresProps } from "./figures";
import { Time, useSay, useWords } from "./language";
import { ListBar, ListEnd } from "./listing";
import { OlderOrdersLine } from "./older-orders";
import { OrdersTable } from "./orders-table";
import { StepsCard, type StepsProps } from "./steps-card";
import { SubmitButton } from "./submit-button";

type Tab = "unpaid" | "paid" | "all";
type Platform = { id: string; lastSyncAt: Date | null; problems: Words[]; shownDays: number | null };
type SyncResult = { outcome: "done"; count: number } | { outcome: "goes-on" } | { outcome: "trouble"; words: Words };
type Synced = { ok: true; results: SyncResult[] } | { ok: false; words: Words };

export type OrdersScreenProps = FiguresProps & {
  tab: Tab;
  search: string;
  orders: OrderRow[];
  pages: { previous: string | null; next: string | null };
  tabUrls: Record<string, string>;
  taskCount: number;
  /** For what will be sent from this very list. */
  pressId: string;
  platforms: Platform[];
  /** What a new shop still needs; null where nothing is missing or the platform sees to it. */
  steps: StepsProps | null;
  synced: Synced | null;
};

/** The merchant's home: what waits, the figures, and the orders to be paid. */
export function OrdersScreen(props: OrdersScreenProps) {
  const words = useWords(ordersWords);
  const takesMoney = useTakesMoney();
  const { platforms } = props;
  if (platforms.length === 0 && props.orders.length === 0 && props.search === "") return <FirstDay {...props} />;
  return (
    <Page fullWidth title={words.title}>
      <BlockStack gap="400">
        {props.taskCount === 0 ? null : (
          <Banner tone="warning"><p>{words.tasksWaiting(props.taskCount)} <Link url="/app/tasks">{words.tasksOpen}</Link></p></Banner>
        )}
        {props.steps === null ? null : <StepsCard steps={props.steps} />}
        <SyncNews {...props} />
        <Figures figures={props.figures} />
        <Card padding="0">
          <OrdersBar {...props} />
          {props.orders.length === 0 ? <NoOrders {...props} /> : <OrdersTable orders={props.orders} pressId={props.pressId} />}
          <ListEnd {...props.pages} />
        </Card>
        {platforms.length === 0 ? null : <SyncLine platforms={platforms} />}
        <Box paddingInline={{ xs: "400", sm: "0" }}><OlderOrdersLine platforms={platforms} /></Box>
        {takesMoney ? <Charts figures={props.figures} /> : null}
      </BlockStack>
    </Page>
  );
}

/** No shop, no order: what to do first, and the figures of what was asked for without an order. */
function FirstDay({ steps, figures }: OrdersScreenProps) {
  const { title, empty } = useWords(ordersWords);
  const hasFigures = figures.charts.length > 0 || figures.received.length > 0;
  return (
    <Page title={title}>
      <BlockStack gap="400">
        {steps === null
          ? <Card><Nothing title={empty.title} text={empty.text}><Button variant="primary" url="/app/settings">{empty.action}</Button></Nothing></Card>
          : <StepsCard steps={steps} />}
        {hasFigures ? <><Figures figures={figures} /><Charts figures={figures} /></> : null}
      </BlockStack>
    </Page>
  );
}

function OrdersBar({ tab, search, tabUrls }: OrdersScreenProps) {
  const words = useWords(ordersWords);
  const tabs: Tab[] = ["unpaid", "paid", "all"];
  return (
    <ListBar
      label={words.tabsLabel}
      filters={tabs.map((name) => ({ name, text: words.tabs[name], url: tabUrls[name] ?? "", isCurrent: name === tab }))}
      search={{ label: words.search, help: words.searchHelp, submit: words.searchSubmit, value: search, kept: tab === "unpaid" ? {} : { tab } }}
    />
  );
}

function NoOrders({ tab, search }: OrdersScreenProps) {
  const words = useWords(ordersWords);
  if (search !== "") {
    const { title, text, action } = words.notFound;
    return <Nothing title={title} text={text}><Button url="/app/orders">{action}</Button></Nothing>;
  }
  return <Nothing {...(tab === "unpaid" ? words.allPaid : words.nothingHere)} />;
}

function SyncLine({ platforms }: { platforms: Platform[] }) {
  const words = useWords(ordersWords);
  const isBusy = useNavigation().formMethod === "POST";
  const last = platforms.map(({ lastSyncAt }) => lastSyncAt).filter((at) => at !== null).sort((a, b) => b.getTime() - a.getTime())[0];
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}><InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="p" tone="subdued" variant="bodySm">
        {last ? <>{words.lastSync} <Time at={last} length="moment" /></> : words.neverSynced}
      </Text>
      <Form method="post" action="/app/orders?index">
        <SubmitButton isBusy={isBusy} busy={words.syncing}>{words.sync}</SubmitButton>
      </Form>
    </InlineStack></Box>
  );
}

/** What the last reading of a shop met: from the button just pressed, or from the one before. */
function SyncNews({ platforms, synced }: OrdersScreenProps) {
  const words = useWords(ordersWords);
  const say = useSay();
  const fresh = synced === null ? [] : synced.ok ? synced.results : [{ outcome: "trouble" as const, words: synced.words }];
  const problems = synced === null ? platforms.flatMap((platform) => platform.problems) : fresh.flatMap((one) => (one.outcome === "trouble" ? [one.words] : []));
  const count = fresh.reduce((sum, one) => (one.outcome === "done" ? sum + one.count : sum), 0);
  const isQuiet = fresh.every((one) => one.outcome === "trouble");
  return (
    <>
      {problems.length === 0 ? null : (
        <Banner tone="critical" title={words.platformTrouble} action={{ content: words.empty.action, url: "/app/settings" }}>
          {problems.map((problem) => <p key={problem.en}>{say(problem)}</p>)}
        </Banner>
      )}
      {isQuiet ? null : (
        <Banner tone="success"><p role="status">{fresh.some((one) => one.outcome === "goes-on") ? words.syncGoesOn : words.synced(count)}</p></Banner>
      )}
    </>
  );
}
