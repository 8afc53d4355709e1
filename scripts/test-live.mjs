// `npm run test:live -- <name>`: a contract suite against a real shop or account, its address and keys in the environment.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./machine.mjs";
import { prepare } from "./prepare.mjs";

const directory = path.join(root, "tests", "live");
const suites = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith(".live.test.ts")).map((name) => name.slice(0, -".live.test.ts".length)) : [];
const [name = "", ...args] = process.argv.slice(2);

if (!suites.includes(name)) {
  console.error(`npm run test:live -- <name>, where <name> is one of: ${suites.join(", ") || "(none yet)"}`);
  process.exit(2);
}
await prepare({ say: (line) => console.log(`· ${line}`), isBuildNeeded: false });
const child = spawn(process.execPath, [path.join(root, "node_modules", "vitest", "vitest.mjs"), "run", path.join("tests", "live", `${name}.live.test.ts`), "--reporter=verbose", ...args], {
  cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NODE_ENV: "test", REGLO_LIVE: "1" },
});
child.once("exit", (code) => process.exit(code ?? 1));
