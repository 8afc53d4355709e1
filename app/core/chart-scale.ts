/** The height of a chart with so many grid lines above zero, so that each stands at a round amount. In: the highest bar, ≥ 0, in minor units. */
export function chartCeiling(highest: number, lines: number): number {
  const least = Math.max(1, highest) / lines;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((times) => Math.round(times * power)).find((one) => one >= least);
  return lines * (step ?? Math.ceil(least));
}
