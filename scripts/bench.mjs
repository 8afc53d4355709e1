// `npm run bench [name]`: each measure beside a bare reference in the same run, as a ratio over interleaved rounds.
// A bench is a file tests/bench/<name>.bench.mjs: see tests/bench/rounds.mjs for what it exports.
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./machine.mjs";
import { prepare } from "./prepare.mjs";

const directory = path.join(root, "tests", "bench");
const suffix = ".bench.mjs";
const names = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length)).sort() : [];

async function main() {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0 || names.length === 0) throw new Error(`npm run bench [name], where name is one of: ${names.join(", ") || "(none yet)"}`);
  await prepare({ say: (line) => console.log(`· ${line}`) });
  const results = [];
  for (const name of asked.length > 0 ? asked : names) {
    console.log(`· ${name}`);
    const { bench } = await import(pathToFileURL(path.join(directory, name + suffix)).href);
    results.push(...(await bench()));
  }
  console.table(Object.fromEntries(results.map(({ name, unit, ours, reference, ratio, rounds }) => [name, { unit, ours, reference, ratio: ratio.median, from: ratio.min, to: ratio.max, rounds }])));
  writeFileSync(path.join(root, "bench-results.json"), `${JSON.stringify(results, null, 2)}\n`);
}

main().then(() => process.exit(0), (error) => {
  console.error(error.message);
  process.exit(1);
});
