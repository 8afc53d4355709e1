import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock } from "./lock.mjs";
import { isProcess, listeningPort } from "./machine.mjs";

let file: string;

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), "reglo-lock-")), "lock");
});
afterEach(() => rmSync(path.dirname(file), { recursive: true, force: true }));

test("a lock held by a living process names it; a lock of the dead is taken over", async () => {
  const holder = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "holder.mjs"], { stdio: "ignore" });
  writeFileSync(file, String(holder.pid));
  await expect.poll(() => takeLock(file)).toEqual({ ok: false, pid: holder.pid });
  const gone = new Promise((resolve) => holder.once("exit", resolve));
  holder.kill("SIGKILL");
  await gone;
  const lock = takeLock(file);
  expect(lock.ok).toBe(true);
  expect(readFileSync(file, "utf8")).toBe(String(process.pid));
});

test("a number that now belongs to another program holds nothing", () => {
  expect(isProcess(process.pid)).toBe(true);
  expect(isProcess(process.pid, "some-other-program")).toBe(false);
  expect(isProcess(0)).toBe(false);
});

test("a taken port is left to its owner", async () => {
  const owner = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => owner.once("listening", resolve));
  const { port } = owner.address() as { port: number };
  const found = await listeningPort(port);
  expect(found).not.toBe(port);
  expect(found).toBeGreaterThan(0);
  await new Promise((resolve) => owner.close(resolve));
  expect(await listeningPort(port)).toBe(port);
});
