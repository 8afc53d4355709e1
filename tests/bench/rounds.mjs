/**
 * What a bench file exports: `bench()`, which answers with its measures.
 * @typedef {{ name: string, unit: string, ours: number, reference: number, ratio: { min: number, median: number, max: number }, rounds: number }} Measure
 * @typedef {() => Promise<number>} Sample
 */

const warmUpRounds = 2;

/**
 * Takes one sample of each in turn, so that what the machine does beside hits both alike; the first rounds are thrown away.
 * In: two samples in one unit, lower is better. Out: medians, and the ratio ours / reference of each round.
 * @param {{ name: string, unit: string, rounds: number, ours: Sample, reference: Sample }} input
 * @returns {Promise<Measure>}
 */
export async function interleave({ name, unit, rounds, ours, reference }) {
  const [measure] = await interleaveAll({ measures: { value: { name, unit } }, rounds, ours: async () => ({ value: await ours() }), reference: async () => ({ value: await reference() }) });
  return measure;
}

/**
 * The same for samples that give several figures each: one measure for each name in `measures` the samples gave.
 * @param {{ measures: Record<string, { name: string, unit: string }>, rounds: number, ours: () => Promise<Record<string, number>>, reference: () => Promise<Record<string, number>> }} input
 * @returns {Promise<Measure[]>}
 */
export async function interleaveAll({ measures, rounds, ours, reference }) {
  const pairs = [];
  for (let round = 0; round < rounds + warmUpRounds; round += 1) {
    const isOursFirst = round % 2 === 0;
    const first = await (isOursFirst ? ours : reference)();
    const second = await (isOursFirst ? reference : ours)();
    if (round >= warmUpRounds) pairs.push(isOursFirst ? { ours: first, reference: second } : { ours: second, reference: first });
  }
  const given = Object.entries(measures).filter(([key]) => key in pairs[0].ours);
  return given.map(([key, { name, unit }]) => measureOf({ name, unit, rounds }, pairs.map((pair) => ({ ours: pair.ours[key], reference: pair.reference[key] }))));
}

function measureOf(about, pairs) {
  const ratios = pairs.map((pair) => pair.ours / pair.reference);
  return {
    ...about,
    ours: rounded(median(pairs.map((pair) => pair.ours))),
    reference: rounded(median(pairs.map((pair) => pair.reference))),
    ratio: { min: rounded(Math.min(...ratios)), median: rounded(median(ratios)), max: rounded(Math.max(...ratios)) },
  };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const rounded = (value) => Math.round(value * 1000) / 1000;

/**
 * A figure that does not vary from round to round.
 * @returns {Measure}
 */
export function fixed(name, unit, ours, reference) {
  const ratio = rounded(ours / reference);
  return { name, unit, ours, reference, ratio: { min: ratio, median: ratio, max: ratio }, rounds: 1 };
}
