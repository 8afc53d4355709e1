import { expect, it } from "vitest";
import { findShopDomain, readShopSettings } from "./settings";

const good = { shopDomain: "atelier.myshopify.com", clientId: "c0ffee00c0ffee00c0ffee00c0ffee00", clientSecret: `shpss_${"a1".repeat(16)}` };

it("reads the shop's address however people copy it", () => {
  for (const typed of ["atelier", " Atelier.MyShopify.com ", "https://atelier.myshopify.com", "https://atelier.myshopify.com/admin/orders?x=1", "https://admin.shopify.com/store/atelier", "admin.shopify.com/store/atelier/settings/domains"]) {
    expect(findShopDomain(typed), typed).toBe("atelier.myshopify.com");
  }
});

it("calls no other host with the app's secret, however it is dressed", () => {
  for (const typed of [
    "", "https://boutique.example", "atelier.myshopify.com.evil.example", "evil.example/atelier.myshopify.com", "atelier.myshopify.com@evil.example", "evil.example#.myshopify.com",
    "atelier.myshopify.com:8080", "a.b.myshopify.com", "-atelier.myshopify.com", "atelier_.myshopify.com", "ätelier", "admin.shopify.com/store/../x", "ftp://atelier.myshopify.com", "a".repeat(61), `${"a".repeat(400)}.myshopify.com`, "atelier\n.myshopify.com",
  ]) expect(findShopDomain(typed), typed).toBeNull();
});

it("names every field that is wrong, with what is wrong in it", () => {
  expect(readShopSettings(good)).toEqual({ ok: true, shop: good });
  const fields = (values: Record<string, string>) => {
    const read = readShopSettings(values);
    return read.ok ? [] : read.problems.map(({ field }) => field);
  };
  expect(fields({})).toEqual(["shopDomain", "clientId", "clientSecret"]);
  const swapped = readShopSettings({ ...good, clientId: good.clientSecret, clientSecret: good.clientId });
  expect(swapped.ok ? "" : swapped.problems[0]?.message.fr).toContain("inversés");
  const token = readShopSettings({ ...good, clientSecret: `shpat_${"a1".repeat(16)}` });
  expect(token.ok ? "" : token.problems[0]?.message.en).toContain("access token");
});
