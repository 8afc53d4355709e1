import type { OrderLine } from "./order";

export const linesMax = 100;

/** What the lines are called that we add ourselves, in the reader's language. */
export type AddedLineWords = Readonly<Record<"rounding" | "deduction" | "other" | "more", string>>;

/**
 * Lines a shopper can read whose sum is the total to the minor unit: a cart of thousands is folded to `linesMax`, and
 * what the platform's lines leave (tips, duties, gift cards, cash rounding) becomes a line of its own.
 */
export function linesThatSum(lines: OrderLine[], totalMinor: number, said: AddedLineWords): OrderLine[] {
  return closeSum(collapse(lines, said.more), totalMinor, said);
}

function collapse(lines: OrderLine[], description: string): OrderLine[] {
  if (lines.length <= linesMax) return lines;
  const rest = lines.slice(linesMax - 1);
  return [...lines.slice(0, linesMax - 1), { description, quantity: rest.length, totalMinor: totalOf(rest) }];
}

function closeSum(lines: OrderLine[], totalMinor: number, said: AddedLineWords): OrderLine[] {
  const restMinor = totalMinor - totalOf(lines);
  if (restMinor === 0) return lines;
  const isRounding = Math.abs(restMinor) <= lines.length;
  const description = isRounding ? said.rounding : restMinor < 0 ? said.deduction : said.other;
  return [...lines, { description, quantity: 1, totalMinor: restMinor }];
}

const totalOf = (lines: readonly OrderLine[]) => lines.reduce((sum, line) => sum + line.totalMinor, 0);
