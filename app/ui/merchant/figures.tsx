import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import type { Currency } from "../../core/currency";
import { moneyOf } from "../../core/money";
import { figureWords } from "../words/orders";
import { MoneyChart, type ChartProps } from "./chart";
import { useTakesMoney } from "./collected";
import { SectionTitle } from "./facts";
import { Amount, useWords } from "./language";

type Figure = { currency: Currency; amountMinor: number; count: number };

export type FiguresProps = { figures: { toCollect: Figure[]; late: Figure[]; received: Figure[]; charts: ChartProps["chart"][] } };

/** What the shop is owed, what is late, what came in. */
export function Figures({ figures }: FiguresProps) {
  const words = useWords(figureWords);
  const takesMoney = useTakesMoney();
  return (
    <InlineGrid columns={{ xs: 1, sm: takesMoney ? 3 : 2 }} gap="300">
      <FigureCard title={words.toCollect} figures={figures.toCollect} countOf={words.toCollectCount} />
      <FigureCard title={words.late} figures={figures.late} countOf={words.lateCount} isLate />
      {takesMoney ? <FigureCard title={words.received} figures={figures.received} countOf={words.receivedCount} /> : null}
    </InlineGrid>
  );
}

/** The month drawn, once per currency. */
export function Charts({ figures: { charts } }: FiguresProps) {
  const words = useWords(figureWords);
  if (charts.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <SectionTitle title={words.chart} />
        <InlineGrid columns={{ xs: 1, lg: charts.length === 1 ? 1 : 2 }} gap="600">
          {charts.map((chart) => <MoneyChart key={chart.currency} chart={chart} />)}
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}

function FigureCard(props: { title: string; figures: Figure[]; countOf: (count: number) => string; isLate?: boolean }) {
  const words = useWords(figureWords);
  const [first, ...others] = props.figures;
  const count = props.figures.reduce((sum, figure) => sum + figure.count, 0);
  return (
    <Card>
      <BlockStack gap="100">
        <Text as="h2" variant="headingSm" tone="subdued">{props.title}</Text>
        <p className={props.isLate && first ? "figure figure-late" : "figure"}>
          {first ? <Amount money={moneyOf(first.amountMinor, first.currency)} /> : words.none}
        </p>
        {others.map((figure) => (
          <Text key={figure.currency} as="p" variant="headingSm"><Amount money={moneyOf(figure.amountMinor, figure.currency)} /></Text>
        ))}
        <Text as="p" variant="bodySm" tone="subdued">{count === 0 ? "\u00a0" : props.countOf(count)}</Text>
      </BlockStack>
    </Card>
  );
}
