import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { startWooSimulator } from "../simulators/woocommerce";
import { greetShop, readLiveSettings } from "../live/woocommerce-settings";

const key = `ck_${"a".repeat(40)}`;
const secret = `cs_${"b".repeat(40)}`;
const right = { WOO_URL: "http://127.0.0.1:8091", WOO_KEY: key, WOO_SECRET: secret };

it("has nothing to run without a shop, and says what is missing of half a call", () => {
  expect(readLiveSettings({})).toBeNull();
  expect(() => readLiveSettings({ ...right, WOO_SECRET: "" })).toThrow("Missing: WOO_SECRET.");
});

it("takes the shop's address as people paste it, and the port its deliveries come to", () => {
  expect(readLiveSettings({ ...right, WOO_URL: " http://127.0.0.1:8091/wp-admin/index.php " })).toEqual({ url: "http://127.0.0.1:8091", key, secret, hookUrl: null, hookPort: 0 });
  expect(readLiveSettings({ ...right, WOO_URL: "shop.example/", WOO_HOOK_URL: "https://tunnel.example/hook" })).toMatchObject({ url: "https://shop.example", hookPort: 443 });
  expect(readLiveSettings({ ...right, WOO_HOOK_URL: "https://tunnel.example/hook", WOO_HOOK_PORT: "9000" })).toMatchObject({ hookUrl: "https://tunnel.example/hook", hookPort: 9_000 });
  expect(readLiveSettings({ ...right, WOO_HOOK_URL: "http://127.0.0.1:8080" })).toMatchObject({ hookUrl: "http://127.0.0.1:8080/", hookPort: 8_080 });
});

it("says which variable is wrong, and why", () => {
  expect(() => readLiveSettings({ ...right, WOO_URL: "http://shop.example" })).toThrow(/^WOO_URL: The address must start with https/);
  expect(() => readLiveSettings({ ...right, WOO_KEY: secret, WOO_SECRET: key })).toThrow(/^WOO_KEY: .*swapped[^]*WOO_SECRET: .*swapped/);
  expect(() => readLiveSettings({ ...right, WOO_HOOK_URL: "127.0.0.1:8080" })).toThrow(/^WOO_HOOK_URL: “127.0.0.1:8080” is not an address/);
  expect(() => readLiveSettings({ ...right, WOO_HOOK_URL: "http://127.0.0.1:8080", WOO_HOOK_PORT: "web" })).toThrow(/^WOO_HOOK_PORT/);
});

it("asks the shop first, and gives its owner's sentence instead of fifty failures", async () => {
  const shop = await startWooSimulator();
  const settings = { url: shop.url, key: shop.key.key, secret: shop.key.secret, hookUrl: null, hookPort: 0 };
  expect((await greetShop(settings)).map(({ label }) => label.en)).toContain("WooCommerce");
  const wrong = greetShop({ ...settings, secret });
  await expect(wrong).rejects.toThrow(/cannot be used as it is[^]*refuses the key/);
  await expect(wrong).rejects.toMatchObject({ stack: expect.not.stringMatching(/\n\s+at /) });
  await shop.close();
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  await expect(greetShop({ ...settings, url: `http://127.0.0.1:${port}` })).rejects.toThrow(/refuses the connection/);
});
