import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./machine.mjs";

let clone: string;
beforeAll(() => {
  clone = mkdtempSync(path.join(tmpdir(), "reglo-clone-"));
  for (const name of ["scripts", "prisma", "prisma.config.ts", "package.json"]) cpSync(path.join(root, name), path.join(clone, name), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(clone, "node_modules"), "dir");
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

const client = () => path.join(clone, "generated", "prisma", "client.ts");
const run = () => execFileSync(process.execPath, ["scripts/prepare-client.mjs"], { cwd: clone, encoding: "utf8" });

test("a clone without a database client gets one, a fresh one is left alone, and another schema's is written anew", { timeout: 300_000 }, () => {
  expect(existsSync(client())).toBe(false);
  expect(run()).toContain("Writing the database client");
  const { mtimeMs } = statSync(client());
  expect(run()).toBe("");
  expect(statSync(client()).mtimeMs).toBe(mtimeMs);
  appendFileSync(path.join(clone, "prisma", "schema.prisma"), "\nmodel Another {\n  id String @id\n}\n");
  expect(run()).toContain("Writing the database client");
  expect(existsSync(path.join(clone, "generated", "prisma", "models", "Another.ts"))).toBe(true);
});
