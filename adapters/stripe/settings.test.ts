import { expect, it } from "vitest";
import { readSettings, settingsOf } from "./settings";

const fieldsOf = (values: Record<string, string>) => {
  const read = readSettings(values);
  return read.ok ? [] : read.problems.map(({ field }) => field);
};

it.each(["sk_test_51Habc123DEF", "sk_live_51Habc123DEF", "rk_test_51Habc123DEF", "rk_live_51Habc123DEF", "  sk_test_51Habc123DEF\n"])("takes %j for a key", (secretKey) => {
  expect(fieldsOf({ secretKey })).toEqual([]);
});

it.each(["", "pk_test_51Habc123DEF", "whsec_51Habc123DEF", "sk_test_", "sk_test_abc def ghi jkl", "sk_test_éééééééééé"])("takes %j for none", (secretKey) => {
  expect(fieldsOf({ secretKey })).toEqual(["secretKey"]);
});

it("names the publishable key, the usual slip", () => {
  const read = readSettings({ secretKey: "pk_live_51Habc123DEF" });
  expect(read.ok ? "" : read.problems[0]?.message.fr).toContain("clé publiable");
});

it("names each wrong field", () => {
  expect(fieldsOf({ secretKey: "x", webhookSecret: "y", checkoutDomain: "https://pay.example/" })).toEqual(["secretKey", "webhookSecret", "checkoutDomain"]);
});

it("announces cards, and what the merchant ticked", () => {
  expect(settingsOf({ secretKey: "k", showIdeal: "true", showBancontact: "" }).methods).toEqual(["card", "ideal"]);
});
