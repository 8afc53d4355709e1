import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { outcomeTable, type OutcomeRow } from "../adapters/sandbox/outcomes";
import { root } from "../scripts/machine.mjs";

const readme = readFileSync(path.join(root, "README.md"), "utf8");

test("the README's table of the sandbox is the sandbox's own", () => {
  const told = [...readme.matchAll(/^\| (\d\d)[^|]*\| ([^|]+) \|$/gm)].map(([, digits, says]) => [Number(digits), says?.trim()]);
  const words: Record<OutcomeRow["outcome"], string> = {
    paid: "pays at once", declined: "declines", "pending-then-paid": "is pending for 20 seconds, then pays",
    "paid-after-expiry": "takes the money even after expiry or cancellation", "webhook-twice": "sends its webhook twice",
    "provider-down": "is down", "webhook-lost": "loses its webhook; the sweep finds the payment",
  };
  expect(told).toEqual(outcomeTable.map((row) => [row.lastDigits, words[row.outcome]]));
});

test("every npm command the README names exists", () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? "");
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test("every room on the README's map is there", () => {
  const map = /## The map\n+```\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const rooms = [...map.matchAll(/^([\w./]+)/gm)].map(([, name]) => name ?? "");
  expect(rooms.length).toBeGreaterThan(8);
  expect(rooms.filter((room) => !existsSync(path.join(root, room)))).toEqual([]);
});
