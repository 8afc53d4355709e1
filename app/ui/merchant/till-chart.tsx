import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { Currency } from "../../core/currency";
import { moneyOf } from "../../core/money";
import { tillWords } from "../words/till";
import { Amount, useMoney, useShortDay, useWords } from "./language";

export type TillChartProps = { chart: { currency: Currency; days: { day: string; inMinor: number; outMinor: number }[] } };

const width = 720;
const height = 96;
const floor = 92;

/** A bar a day of what came in, less what went back. What the drawing says is said again in words and in a table. */
export function TillBars({ chart: { currency, days } }: TillChartProps) {
  const { chart: words } = useWords(tillWords);
  const write = useMoney();
  const shortDay = useShortDay();
  const sum = (pick: (day: (typeof days)[number]) => number) => write(moneyOf(days.reduce((total, day) => total + pick(day), 0), currency));
  const summary = words.summary(sum(({ inMinor }) => inMinor), sum(({ outMinor }) => outMinor));
  const highest = Math.max(1, ...days.flatMap(({ inMinor, outMinor }) => [inMinor, outMinor]));
  const step = width / days.length;
  const rise = (amountMinor: number) => (amountMinor / highest) * (floor - 8);
  return (
    <figure style={{ margin: 0 }}>
      <BlockStack gap="200">
        <InlineStack gap="400">
          {([["received", words.in], ["asked", words.out]] as const).map(([kind, text]) => (
            <InlineStack key={kind} gap="100" blockAlign="center" as="span"><span className={`swatch swatch-${kind}`} aria-hidden="true" /><Text as="span" variant="bodySm">{text}</Text></InlineStack>
          ))}
        </InlineStack>
        <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary} suppressHydrationWarning>
          <line className="grid" x1="0" x2={width} y1={floor} y2={floor} />
          {days.map(({ day, inMinor, outMinor }, index) => (
            <g key={day}>
              <rect className="received" x={index * step + 3} width={step / 2 - 4} y={floor - rise(inMinor)} height={rise(inMinor)} rx="1.5" />
              <rect className="asked" x={index * step + step / 2} width={step / 2 - 4} y={floor - rise(outMinor)} height={rise(outMinor)} rx="1.5" />
            </g>
          ))}
        </svg>
        <figcaption suppressHydrationWarning><Text as="span" tone="subdued" variant="bodySm">{summary}</Text></figcaption>
        <details>
          <summary>{words.table}</summary>
          <div className="scroll" tabIndex={0} role="region" aria-label={words.title}>
            <table className="figures-table">
              <thead><tr><th scope="col">{words.day}</th><th scope="col">{words.in}</th><th scope="col">{words.out}</th></tr></thead>
              <tbody>
                {days.filter(({ inMinor, outMinor }) => inMinor + outMinor > 0).reverse().map(({ day, inMinor, outMinor }) => (
                  <tr key={day}><th scope="row" suppressHydrationWarning>{shortDay(day)}</th><td><Amount money={moneyOf(inMinor, currency)} /></td><td><Amount money={moneyOf(outMinor, currency)} /></td></tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      </BlockStack>
    </figure>
  );
}
