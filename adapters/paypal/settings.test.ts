import { expect, it } from "vitest";
import { readSettings, settingsOf } from "./settings";

const fieldsOf = (values: Record<string, string>) => {
  const read = readSettings(values);
  return read.ok ? [] : read.problems.map(({ field }) => field);
};
const right = { mode: "live", clientId: "AeA1QIZXiflr1_-r0U2UbWTziOWX1GRQer5jkUq4", clientSecret: "EO422dn3gQLgDbuwqTjzrFgFtaRLRR5BdHEESmha49T" };

it("takes what PayPal gives, and trims it", () => {
  expect(fieldsOf(right)).toEqual([]);
  expect(settingsOf({ ...right, clientId: ` ${right.clientId}\n`, webhookId: " " })).toMatchObject({ clientId: right.clientId, webhookId: null, mode: "live" });
});

it.each([
  [{ clientId: "" }, ["clientId"]],
  [{ clientId: "shop@example.com" }, ["clientId"]],
  [{ clientSecret: "short" }, ["clientSecret"]],
  [{ mode: "practice" }, ["mode"]],
  [{ webhookId: "https://shop.example/hooks" }, ["webhookId"]],
])("names the field that is wrong: %j", (change, fields) => {
  expect(fieldsOf({ ...right, ...change })).toEqual(fields);
});

it("is live unless test mode was chosen: a slip must not look like money that is none", () => {
  expect(settingsOf({}).mode).toBe("live");
  expect(settingsOf({ mode: "sandbox" }).mode).toBe("sandbox");
});
