import { Banner, BlockStack, Button, Card, InlineGrid, InlineStack, Page, Text } from "@shopify/polaris";
import { moneyOf } from "../../core/money";
import type { TillTotal } from "../../core/till";
import type { TillFault } from "../../core/till-check";
import type { TillClosing } from "../../core/till-closing";
import type { TillLaw } from "../../core/till-rule";
import { tillWords } from "../words/till";
import { Nothing, SectionTitle } from "./facts";
import { Amount, useWords } from "./language";
import { TillBars, type TillChartProps } from "./till-chart";

export type TillScreenProps = {
  isEmpty: boolean; isOn: boolean; law: TillLaw; today: TillTotal[]; charts: TillChartProps["chart"][]; closings: TillClosing[]; older: number | null; chequesToBank: number;
  /** Null until somebody asked. */
  verdict: { moves: number; closings: number; faults: TillFault[] } | null;
};

/** The till: today, thirty days, the closings, and what can be taken away and checked. */
export function TillScreen(props: TillScreenProps) {
  const words = useWords(tillWords);
  return (
    <Page title={words.title} subtitle={words.intro} secondaryActions={[{ content: words.guarantees.title, url: "/app/till/guarantees" }]}>
      <BlockStack gap="400">
        {props.verdict === null ? null : <Verdict verdict={props.verdict} />}
        {props.isEmpty ? (
          <Card><Nothing title={words.empty.title} text={words.empty.text}><Text as="p" alignment="center">{words.empty.how}</Text><Button url="/app/links" variant="primary">{words.empty.toLinks}</Button></Nothing></Card>
        ) : <Filled {...props} />}
        <ChequesCard count={props.chequesToBank} />
      </BlockStack>
    </Page>
  );
}

function Filled({ today, charts, closings, older }: TillScreenProps) {
  const words = useWords(tillWords);
  return (
    <>
      <Today totals={today} />
      {charts.map((chart) => <Card key={chart.currency}><BlockStack gap="300"><SectionTitle title={words.chart.title} /><TillBars chart={chart} /></BlockStack></Card>)}
      <Card padding="0">
        <div className="bar"><Text as="h2" variant="headingMd">{words.closings.title}</Text></div>
        {closings.length === 0 ? <p className="end">{words.closings.none}</p> : <Closings closings={closings} />}
        {older === null ? null : <p className="end"><Button url={`/app/till?before=${older}`}>{words.closings.older}</Button></p>}
      </Card>
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        <Card>
          <BlockStack gap="300">
            <SectionTitle title={words.exports.title} />
            <Text as="p" tone="subdued">{words.exports.text}</Text>
            <InlineStack gap="300"><Button url="/app/till/export/csv" download>{words.exports.csv}</Button><Button url="/app/till/export/json" download>{words.exports.json}</Button></InlineStack>
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <SectionTitle title={words.check.title} />
            <Text as="p" tone="subdued">{words.check.text}</Text>
            <div><Button url="/app/till?check=1">{words.check.button}</Button></div>
          </BlockStack>
        </Card>
      </InlineGrid>
    </>
  );
}

/** One figure for each way money came, less what went back. */
function Today({ totals }: { totals: TillTotal[] }) {
  const { today } = useWords(tillWords);
  if (totals.length === 0) return <Card><BlockStack gap="200"><SectionTitle title={today.title} /><Text as="p" tone="subdued">{today.none}</Text></BlockStack></Card>;
  return (
    <section aria-label={today.title}>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        {totals.map(({ currency, method, inMinor, outMinor, count }) => (
          <Card key={`${currency}${method}`}>
            <BlockStack gap="100">
              <Text as="h2" variant="headingSm" tone="subdued">{`${today.title} · ${today.methods[method] ?? method}`}</Text>
              <p className="figure"><Amount money={moneyOf(inMinor - outMinor, currency)} /></p>
              <Text as="p" variant="bodySm" tone="subdued">{today.count(count)}{outMinor > 0 ? <> · {today.out} <Amount money={moneyOf(outMinor, currency)} /></> : null}</Text>
            </BlockStack>
          </Card>
        ))}
      </InlineGrid>
    </section>
  );
}

function Closings({ closings }: { closings: TillClosing[] }) {
  const { closings: words } = useWords(tillWords);
  return (
    <table className="orders till-closings">
      <thead><tr><th scope="col">{words.period}</th><th scope="col" className="number">{words.net}</th><th scope="col" className="number">{words.perpetual}</th><th scope="col">{words.hash}</th></tr></thead>
      <tbody>
        {closings.map((closing) => (
          <tr key={closing.number}>
            <td><a className="row" href={`/app/till/closings/${closing.number}`} aria-label={words.pdf(closing.name)}>{closing.name}</a> <span className="subdued">{words.kinds[closing.kind]}</span></td>
            <td className="number"><Net totals={closing.totals} /></td>
            <td className="number secondary"><Net totals={closing.perpetual} /></td>
            <td className="secondary"><code>{closing.hash.slice(0, 12)}…</code></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The sum of all methods, a line for each currency. */
function Net({ totals }: { totals: TillTotal[] }) {
  const currencies = [...new Set(totals.map(({ currency }) => currency))];
  if (currencies.length === 0) return <>–</>;
  return (
    <>
      {currencies.map((currency) => (
        <div key={currency}><Amount money={moneyOf(totals.reduce((sum, one) => (one.currency === currency ? sum + one.inMinor - one.outMinor : sum), 0), currency)} /></div>
      ))}
    </>
  );
}

function Verdict({ verdict: { moves, closings, faults } }: { verdict: NonNullable<TillScreenProps["verdict"]> }) {
  const { check } = useWords(tillWords);
  if (faults.length === 0) return <Banner tone="success"><p>{check.good(moves, closings)}</p></Banner>;
  return (
    <Banner tone="critical" title={check.bad}>
      <ul>{faults.slice(0, 20).map(({ chain, number, fault }) => <li key={`${chain}${number}${fault}`}>{`${check.chains[chain]} ${number} : ${check.faults[fault]}`}</li>)}</ul>
    </Banner>
  );
}

function ChequesCard({ count }: { count: number }) {
  const { cheques } = useWords(tillWords);
  return (
    <Card>
      <BlockStack gap="200">
        <SectionTitle title={cheques.title}><Button url="/app/till/cheques">{cheques.go}</Button></SectionTitle>
        <Text as="p" tone="subdued">{count === 0 ? cheques.noneToBank : cheques.waiting(count)}</Text>
      </BlockStack>
    </Card>
  );
}
