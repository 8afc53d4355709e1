import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const source = readFileSync(new URL("./forgetting.server.ts", import.meta.url), "utf8");
const schema = readFileSync(new URL("../../prisma/schema.prisma", import.meta.url), "utf8");

/** What a shop must keep; everything else that names a person must be known to whoever forgets them. */
const kept = ["receipt", "signed_receipt"];

test("every table that names a customer is one that forgetting empties", () => {
  const models = schema.split(/^model /m).slice(1);
  const naming = models.filter((model) => /@map\("customer_(name|email)"\)|^ {2}recipient /m.test(model)).map((model) => /@@map\("(\w+)"\)/.exec(model)?.[1] ?? "");
  expect(naming.length).toBeGreaterThan(2);
  expect(naming.filter((table) => !kept.includes(table) && !source.includes(`UPDATE ${table} SET`))).toEqual([]);
});
