import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const plugin = path.join(here, "..", "..", "extensions", "wordpress", "reglo-for-woocommerce");
const installTimeoutMs = 300_000;

export const phpVersions = ["7.4", "8.3"] as const;
export type PhpVersion = (typeof phpVersions)[number];
export type Php = {
  /** Runs PHP behind WordPress's stand-ins and the plugin's own files; answers with what `say()` was given, read as JSON. */
  ask(code: string): Promise<unknown>;
  close(): void;
};
/** Tests are named before the PHP of their version runs. */
export type Get = () => Php;

/** A value as PHP code that makes it. */
export const php = (value: unknown) => `json_decode(base64_decode('${Buffer.from(JSON.stringify(value)).toString("base64")}'), true)`;

type Response = { text: string; exitCode: number };
type Engine = { run(input: { code: string }): Promise<Response>; mkdirTree(path: string): void; writeFile(path: string, data: string): void; exit(code?: number): void };
type Universal = { loadPHPRuntime(loader: unknown, options: object): Promise<number>; PHP: new (id: number) => Engine };

/** The plugin's PHP files, by their path inside it. */
export const pluginFiles: readonly string[] = readdirSync(plugin, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".php")).sort();
export const readPlugin = (file: string): string => readFileSync(path.join(plugin, file), "utf8");

/** A PHP of that version, as WebAssembly; fetched from the npm registry the first time. */
export async function openPhp(version: PhpVersion): Promise<Php> {
  await install();
  const packages = pathToFileURL(path.join(here, "node_modules", "@php-wasm")).href;
  const loader = (await import(/* @vite-ignore */ `${packages}/node-${version.replace(".", "-")}/index.js`)) as { getPHPLoaderModule(): Promise<unknown> };
  const { loadPHPRuntime, PHP } = (await import(/* @vite-ignore */ `${packages}/universal/index.js`)) as Universal;
  const engine = new PHP(await loadPHPRuntime(await loader.getPHPLoaderModule(), {}));
  engine.mkdirTree("/plugin/includes");
  for (const file of pluginFiles) engine.writeFile(`/plugin/${file}`, readPlugin(file));
  engine.writeFile("/plugin/wordpress.php", readFileSync(path.join(here, "wordpress.php"), "utf8"));
  return {
    async ask(code) {
      const { text, exitCode } = await engine.run({ code: `<?php namespace Reglo; require '/plugin/wordpress.php';\n${code}` });
      const said = /^⟦(.*)⟧$/s.exec(text.trim())?.[1];
      if (exitCode !== 0 || said === undefined) throw new Error(`PHP ${version} ended with ${exitCode}: ${text.slice(0, 2_000)}`);
      return JSON.parse(said);
    },
    close: () => engine.exit(0),
  };
}

/** Once for all test files: who makes the directory installs, the others wait. Kept by the lock file's own words. */
async function install(): Promise<void> {
  const lock = readFileSync(path.join(here, "package-lock.json"), "utf8");
  const stamp = path.join(here, "node_modules", ".reglo-lock");
  const claim = path.join(here, ".installing");
  const deadline = performance.now() + installTimeoutMs;
  for (;;) {
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
    if (claims(claim)) break;
    if (Date.now() - statSync(claim, { throwIfNoEntry: false })!.mtimeMs > installTimeoutMs) rmSync(claim, { recursive: true, force: true });
    if (performance.now() > deadline) throw new Error("PHP for the tests was not installed in time");
    await sleep(200);
  }
  try {
    await npmCi();
    writeFileSync(stamp, lock);
  } finally {
    rmSync(claim, { recursive: true, force: true });
  }
}

function claims(directory: string): boolean {
  try {
    mkdirSync(directory);
    return true;
  } catch {
    return false;
  }
}

function npmCi(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: here, timeout: installTimeoutMs, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`npm ci in tests/php failed (${code}).\n${output}`))));
  });
}
