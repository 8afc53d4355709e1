import { expect, it } from "vitest";
import { readShopSettings, secretsGoTo } from "./settings";

const key = `ck_${"a1".repeat(20)}`;
const secret = `cs_${"b2".repeat(20)}`;
const read = (storeUrl: string, consumerKey = key, consumerSecret = secret) => readShopSettings({ storeUrl, consumerKey, consumerSecret });
const urlOf = (typed: string) => {
  const result = read(typed);
  return result.ok ? result.shop.storeUrl : result.problems.map((problem) => problem.field);
};

it("takes the address however it was pasted", () => {
  expect(urlOf("https://shop.example")).toBe("https://shop.example");
  expect(urlOf("  shop.example/ ")).toBe("https://shop.example");
  expect(urlOf("https://shop.example/boutique/wp-admin/admin.php?page=wc-settings")).toBe("https://shop.example/boutique");
  expect(urlOf("https://shop.example/wp-json/wc/v3")).toBe("https://shop.example");
  expect(urlOf("https://shop.example:8443/a/b/")).toBe("https://shop.example:8443/a/b");
});

it("takes plain http on loopback only", () => {
  for (const url of ["http://127.0.0.1:8089", "http://localhost", "http://shop.localhost:80", "http://[::1]:8080"]) expect(urlOf(url), url).toMatch(/^http:/);
  // Typed without a scheme it cannot be meant otherwise there: nobody has a certificate for it.
  expect(["localhost:8091/", "127.0.0.1:8091", "shop.example:8091"].map(urlOf)).toEqual(["http://localhost:8091", "http://127.0.0.1:8091", "https://shop.example:8091"]);
  for (const url of ["http://shop.example", "http://10.0.0.1", "http://127.0.0.1.example", "http://localhost.example"]) expect(urlOf(url), url).toEqual(["storeUrl"]);
});

it("refuses what is no site's address", () => {
  for (const url of ["", "   ", "ftp://shop.example", "javascript:alert(1)", "https://user:pass@shop.example", "https://", `https://${"a".repeat(600)}.example`]) {
    expect(urlOf(url), url).toEqual(["storeUrl"]);
  }
});

it("names every wrong field, and sees a key and a secret swapped", () => {
  const result = read("", secret, "douze");
  expect(result.ok ? [] : result.problems.map((problem) => problem.field)).toEqual(["storeUrl", "consumerKey", "consumerSecret"]);
  expect(result.ok ? "" : result.problems[1]?.message.en).toMatch(/swapped/);
});

it("sends the secret to the shop's address only, however it was typed", () => {
  expect(secretsGoTo({ storeUrl: "shop.example/wp-admin" })).toEqual(secretsGoTo({ storeUrl: "https://shop.example/" }));
  expect(secretsGoTo({ storeUrl: "https://evil.example" })).toEqual({ consumerSecret: ["https://evil.example"] });
});
