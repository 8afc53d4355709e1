// `npm test`: installs and builds what is missing, runs every test, ends with one line of two numbers.
// `npm test -- road` runs one kind, `npm test -- app/core/money` the files whose path holds that; options go to vitest.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./machine.mjs";
import { prepare } from "./prepare.mjs";

const kinds = ["unit", "road", "routes", "contract", "extensions", "php", "e2e"];
/** These run the built server; the others import the source. */
const kindsOnBuild = ["routes", "e2e"];

async function main() {
  const args = process.argv.slice(2);
  const asked = kinds.filter((kind) => args.includes(kind));
  const rest = args.filter((arg) => !kinds.includes(arg));
  const paths = rest.filter((arg) => !arg.startsWith("-"));
  const isBuildNeeded = asked.length > 0 ? asked.some((kind) => kindsOnBuild.includes(kind)) : paths.length === 0 || paths.some((one) => one.includes("e2e") || one.includes("routes"));
  await prepare({ say: (line) => console.log(`· ${line}`), isBuildNeeded });
  const directory = mkdtempSync(path.join(tmpdir(), "reglo-report-"));
  try {
    const report = path.join(directory, "report.json");
    const code = await runVitest([...asked.flatMap((kind) => ["--project", kind]), ...rest], report);
    process.exitCode = conclude(report, code);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function runVitest(args, report) {
  return new Promise((resolve, reject) => {
    const entry = path.join(root, "node_modules", "vitest", "vitest.mjs");
    const child = spawn(process.execPath, [entry, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args], {
      cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NODE_ENV: "test" },
    });
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** A file that could not even be read counts as one failure; a run without a test is a failure. */
function conclude(report, code) {
  if (!existsSync(report)) {
    console.log("0 passed, 1 failed");
    return 1;
  }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const unread = testResults.filter((file) => file.status === "failed" && file.assertionResults.every((one) => one.status !== "failed")).length;
  const failed = numFailedTests + unread || (code === 0 ? 0 : 1);
  if (numPassedTests + failed === 0) console.log("No test ran.");
  console.log(`${numPassedTests} passed, ${failed} failed`);
  return failed > 0 || numPassedTests === 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error.message);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
});
