import { expect, it } from "vitest";
import { readSettings, settingsOf } from "./settings";

const fieldsOf = (values: Record<string, string>) => {
  const read = readSettings(values);
  return read.ok ? [] : read.problems.map(({ field }) => field);
};
const key = "test_dHar4XY7LxsDOtmnkVtjNVWXLSlXsM";

it.each([key, key.replace("test_", "live_"), ` ${key}\n`])("takes %j for a key", (apiKey) => {
  expect(fieldsOf({ apiKey })).toEqual([]);
});

it.each(["", "test_", "sk_test_dHar4XY7LxsDOtmnkVtjNVWXLSlXsM", "test_with space and more letters", "test_ééééééééééééééééééééééé"])("takes %j for none", (apiKey) => {
  expect(fieldsOf({ apiKey })).toEqual(["apiKey"]);
});

it("names the organisation token, the usual slip", () => {
  const read = readSettings({ apiKey: "access_dHar4XY7LxsDOtmnkVtjNVWXLSlXsM" });
  expect(read.ok ? "" : read.problems[0]?.message.fr).toContain("jeton d’organisation");
});

it("announces what the merchant ticked, and cards when that is nothing", () => {
  expect(settingsOf({ apiKey: key, showIdeal: "true", showBancontact: "true", showCard: "" }).methods).toEqual(["bancontact", "ideal"]);
  expect(settingsOf({ apiKey: key }).methods).toEqual(["card"]);
});
