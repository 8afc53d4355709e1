// @vitest-environment node
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildExtensions, listExtensions, targetsOf } from "../../scripts/build-extensions.mjs";

type Built = Awaited<ReturnType<typeof buildExtensions>>;

/** Shopify refuses 64 kB compressed; the rest is room for its own runtime. */
const kilobytesMax = 48;
const directory = mkdtempSync(path.join(tmpdir(), "reglo-extensions-"));
const built: Record<string, Built> = {};
const appUrl = "https://pay.example.org";
const read = (edition: string, file: string) => readFileSync(path.join(directory, edition, file), "utf8");

beforeAll(async () => {
  for (const edition of ["app-store", "merchant"]) built[edition] = await buildExtensions({ edition, appUrl: `${appUrl}/`, outDir: path.join(directory, edition) });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it("builds every extension for every target its toml names", () => {
  expect(listExtensions()).toEqual(["pay-order", "payment-status", "payments-to-make", "print-invoice", "require-payment", "send-payment-link", "send-payment-links"]);
  for (const { handle, targets } of built["merchant"] ?? []) expect(targets.map(({ target }) => target)).toEqual(targetsOf(handle).map(({ target }) => target));
  expect((built["merchant"] ?? []).flatMap(({ targets }) => targets.map(({ target }) => target)).sort()).toEqual([
    "admin.draft-order-details.action.render", "admin.draft-order-details.action.should-render", "admin.order-details.action.render", "admin.order-details.action.render",
    "admin.order-details.action.should-render", "admin.order-details.action.should-render", "admin.order-details.block.render",
    "admin.order-details.print-action.render", "admin.order-index.selection-action.render", "admin.order-index.selection-print-action.render",
    "customer-account.order-status.block.render", "customer-account.page.render", "purchase.thank-you.block.render",
  ]);
});

it("keeps every extension, all its targets together, under 48 kB compressed", () => {
  for (const { handle, targets } of Object.values(built).flat()) {
    const bytes = targets.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
    expect(bytes, handle).toBeGreaterThan(1_000);
    expect(bytes / 1024, handle).toBeLessThan(kilobytesMax);
  }
});

it("exports by default what Shopify runs, and needs nothing that is not in the file", () => {
  for (const [edition, all] of Object.entries(built)) {
    for (const { targets } of all) {
      for (const { file } of targets) {
        const code = read(edition, file);
        expect(code, file).toMatch(/export\s*\{\s*\w+ as default\s*\}/);
        expect(code, file).not.toMatch(/\bimport\s*[("'{*]|\bprocess\.env/);
      }
    }
  }
});

it("writes the app’s address into the shoppers’ bundles, without a doubled slash", () => {
  expect(read("merchant", "payments-to-make/customer-account.page.render.js")).toContain(appUrl);
  expect(read("merchant", "pay-order/purchase.thank-you.block.render.js")).not.toContain(`${appUrl}//`);
});

it("leaves the merchant’s own pages out of the App Store edition", () => {
  const merchantOnly = ["api/account", "basket", appUrl, "own.down"];
  const page = "payments-to-make/customer-account.page.render.js";
  const block = "pay-order/customer-account.order-status.block.render.js";
  for (const word of merchantOnly) {
    expect(read("merchant", page), word).toContain(word);
    expect(read("app-store", page), word).not.toContain(word);
  }
  expect(read("merchant", block)).toContain("api/account");
  expect(read("app-store", block)).not.toContain("api/account");
});

it("names no provider and writes no payment into Shopify, in either edition", () => {
  const forbidden = /stripe|mollie|paypal|orderMarkAsPaid|orderCreateManualPayment|orderCapture|orderCreate\b|draftOrderComplete/i;
  for (const [edition, all] of Object.entries(built)) for (const { targets } of all) for (const { file } of targets) expect(forbidden.test(read(edition, file)), file).toBe(false);
});

it("refuses an edition that does not exist", async () => {
  await expect(buildExtensions({ edition: "plus", appUrl, outDir: path.join(directory, "none") })).rejects.toThrow('EDITION is "plus"');
});
