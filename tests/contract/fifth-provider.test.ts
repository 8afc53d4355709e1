import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/machine.mjs";
import { readSources } from "../support/sources";

const timeoutMs = 240_000;
const folder = "adapters/quillpay";
const registryFile = "adapters/index.server.ts";
const notCopied = new Set(["node_modules", ".git", ".data", "build", "test-results"]);

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), "reglo-fifth-"));
  cpSync(root, copy, { recursive: true, filter: (source) => !notCopied.has(path.basename(source)) });
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"), "dir");
  addFolder();
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const at = (file: string) => path.join(copy, file);
const edit = (file: string, change: (text: string) => string) => writeFileSync(at(file), change(readFileSync(at(file), "utf8")));

/** The provider's own folder: adapter, simulator, and its two suites under the name the runner looks for. */
function addFolder(): void {
  mkdirSync(at(folder));
  const source = path.join(root, "tests", "fifth-provider");
  for (const name of readdirSync(source)) cpSync(path.join(source, name), at(`${folder}/${name.replace(".suite.", ".test.")}`));
  rmSync(at("tests/fifth-provider"), { recursive: true });
}

const addLine = () => edit(registryFile, (text) => text
  .replace(/(?=\nexport \{)/, 'import { quillpay } from "./quillpay/index.server";\n')
  .replace("provider: [", "provider: [quillpay, "));

/** Files of the copy that are not as they are here, the provider's own folder and this test's own seed left out. */
function touchedFiles(): string[] {
  const isOther = ({ path: file }: { path: string }) => !file.startsWith("tests/fifth-provider/");
  return readSources().filter(isOther).filter(({ path: file, text }) => !existsSync(at(file)) || readFileSync(at(file), "utf8") !== text).map(({ path: file }) => file);
}

type Outcome = { code: number | null; said: string };

/** Runs in the copy, apart from this run's own database. */
function run(...args: string[]): Promise<Outcome> {
  const env = { ...process.env, NO_COLOR: "1" };
  for (const name of ["REGLO_TEST_HOME", "REGLO_TEST_RUN", "VITEST", "VITEST_WORKER_ID", "VITEST_POOL_ID", "FORCE_COLOR"]) delete (env as Record<string, string | undefined>)[name];
  const child = spawn(process.execPath, args, { cwd: copy, env });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((done) => child.on("close", (code) => done({ code, said })));
}

const vitest = (...files: string[]) => run("node_modules/vitest/vitest.mjs", "run", "--project", "unit", ...files);
const passed = ({ said }: Outcome) => Number(/Tests .*?(\d+) passed/.exec(said)?.[1] ?? 0);

test("without its line in the registry a provider does not exist, and its contract fails", { timeout: timeoutMs }, async () => {
  const outcome = await vitest(`${folder}/contract.test.ts`);
  expect(outcome.code, outcome.said).not.toBe(0);
  expect(outcome.said).toContain("The registry does not know quillpay");
});

test("a fifth provider is its own folder and one registry line: nothing else is touched, everything holds", { timeout: timeoutMs }, async () => {
  addLine();
  const touched = touchedFiles();
  console.info(`a fifth provider touches ${touched.length} other file: ${touched.join(", ")}`);
  expect(touched).toEqual([registryFile]);
  const outcome = await vitest(folder, "tests/tidy.test.ts");
  expect(outcome.code, outcome.said).toBe(0);
  // The contract's cases, the road, and the tree's own rules: a run that found no test would pass too.
  expect(passed(outcome), outcome.said).toBeGreaterThan(35);
  // Only what a provider that refunds has no business with.
  expect(/(\d+) skipped/.exec(outcome.said)?.[1], outcome.said).toBe("1");
});

test("one that gives money back twice is caught by the contract", { timeout: timeoutMs }, async () => {
  const honest = readFileSync(at(`${folder}/index.server.ts`), "utf8");
  edit(`${folder}/index.server.ts`, (text) => text.replace("refund: input.refundId,", "refund: `${input.refundId}${Math.random()}`,"));
  const outcome = await vitest(`${folder}/contract.test.ts`);
  writeFileSync(at(`${folder}/index.server.ts`), honest);
  expect(outcome.code, outcome.said).not.toBe(0);
  expect(outcome.said).toContain("gives a part back once per refund id");
});

test("no file but the registry lists vendors, so no other would have to learn of a fifth", () => {
  const providers = [...readFileSync(path.join(root, registryFile), "utf8").matchAll(/from "\.\/([\w-]+)\/index\.server"/g)].map(([, name = ""]) => name);
  expect(providers).toEqual(expect.arrayContaining(["stripe", "mollie", "paypal", "bank-transfer", "in-person"]));
  const house = readSources().filter(({ path: file, isTest }) => !isTest && /^(app|prisma|scripts|extensions)\/|^adapters\/[^/]+$/.test(file));
  const namesIn = (text: string) => ["stripe", "mollie", "paypal", "bank-transfer", "in-person"].filter((name) => new RegExp(`\\b${name}\\b`, "i").test(text));
  expect(house.filter(({ text }) => namesIn(text).length > 1).map(({ path: file }) => file)).toEqual([registryFile]);
});
