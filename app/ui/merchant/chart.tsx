import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { chartCeiling } from "../../core/chart-scale";
import type { Currency } from "../../core/currency";
import { moneyOf } from "../../core/money";
import { figureWords } from "../words/orders";
import { Amount, useMoney, useShortDay, useWords } from "./language";

export type ChartProps = { chart: { currency: Currency; days: { day: string; askedMinor: number; receivedMinor: number }[] } };

const width = 720;
const height = 156;
const floor = 152;
const top = 12;
const gridLines = 3;

/** Money asked and received, a pair of bars per day. What the drawing says is said again in words and in a table. */
export function MoneyChart({ chart }: ChartProps) {
  const words = useWords(figureWords);
  const write = useMoney();
  const shortDay = useShortDay();
  const { days, currency } = chart;
  const sum = (pick: (day: ChartProps["chart"]["days"][number]) => number) => moneyOf(days.reduce((total, day) => total + pick(day), 0), currency);
  const summary = words.chartSummary(write(sum((day) => day.askedMinor)), write(sum((day) => day.receivedMinor)));
  return (
    <figure style={{ margin: 0 }}>
      <BlockStack gap="200">
        <InlineStack gap="400" blockAlign="center">
          <Legend kind="asked" text={words.asked} />
          <Legend kind="received" text={words.receivedLegend} />
          <Text as="span" variant="bodySm" tone="subdued">{currency}</Text>
        </InlineStack>
        <Bars chart={chart} label={summary} />
        <p className="chart-days" aria-hidden="true">
          {[0, 1 / 3, 2 / 3, 1].map((share) => days[Math.round(share * (days.length - 1))]?.day ?? "").map((day) => (
            <span key={day} suppressHydrationWarning>{shortDay(day)}</span>
          ))}
        </p>
        <figcaption suppressHydrationWarning><Text as="span" tone="subdued" variant="bodySm">{summary}</Text></figcaption>
        <DayTable chart={chart} />
      </BlockStack>
    </figure>
  );
}

function Legend({ kind, text }: { kind: "asked" | "received"; text: string }) {
  return (
    <InlineStack gap="100" blockAlign="center" as="span">
      <span className={`swatch swatch-${kind}`} aria-hidden="true" />
      <Text as="span" variant="bodySm">{text}</Text>
    </InlineStack>
  );
}

function Bars({ chart, label }: ChartProps & { label: string }) {
  const words = useWords(figureWords);
  const write = useMoney();
  const shortDay = useShortDay();
  const { days, currency } = chart;
  const ceiling = chartCeiling(Math.max(0, ...days.flatMap((day) => [day.askedMinor, day.receivedMinor])), gridLines);
  const step = width / days.length;
  const rise = (amountMinor: number) => Math.max(0, (amountMinor / ceiling) * (floor - top));
  const lines = Array.from({ length: gridLines + 1 }, (_, index) => ({ y: floor - ((floor - top) / gridLines) * index, amountMinor: (ceiling / gridLines) * index }));
  const moneyText = (amountMinor: number) => write(moneyOf(amountMinor, currency));
  return (
    <div className="chart-box">
      {lines.slice(1).map(({ y, amountMinor }) => (
        <span key={y} className="chart-mark" aria-hidden="true" style={{ insetBlockStart: `${(100 * y) / height}%` }} suppressHydrationWarning>{moneyText(amountMinor)}</span>
      ))}
      <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} suppressHydrationWarning>
        {lines.map(({ y }) => <line key={y} className="grid" x1="0" x2={width} y1={y} y2={y} />)}
        {days.map(({ day, askedMinor, receivedMinor }, index) => (
          <g key={day}>
            <title>{`${shortDay(day)} · ${words.asked} ${moneyText(askedMinor)} · ${words.receivedLegend} ${moneyText(receivedMinor)}`}</title>
            <rect className="asked" x={index * step + 3} width={step / 2 - 4} y={floor - rise(askedMinor)} height={rise(askedMinor)} rx="1.5" />
            <rect className="received" x={index * step + step / 2} width={step / 2 - 4} y={floor - rise(receivedMinor)} height={rise(receivedMinor)} rx="1.5" />
          </g>
        ))}
      </svg>
    </div>
  );
}

function DayTable({ chart }: ChartProps) {
  const words = useWords(figureWords);
  const shortDay = useShortDay();
  const days = chart.days.filter((day) => day.askedMinor !== 0 || day.receivedMinor !== 0).reverse();
  return (
    <details>
      <summary>{words.showTable}</summary>
      <div className="scroll" tabIndex={0} role="region" aria-label={words.chart}>
        <table className="figures-table">
          <thead><tr><th scope="col">{words.day}</th><th scope="col">{words.asked}</th><th scope="col">{words.receivedLegend}</th></tr></thead>
          <tbody>
            {days.map(({ day, askedMinor, receivedMinor }) => (
              <tr key={day}>
                <th scope="row" suppressHydrationWarning>{shortDay(day)}</th>
                <td><Amount money={moneyOf(askedMinor, chart.currency)} /></td>
                <td><Amount money={moneyOf(receivedMinor, chart.currency)} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
