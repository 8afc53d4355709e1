import fc from "fast-check";
import { expect, it } from "vitest";
import { addressWith, libraryPrefix, readApiRoot, routeAddress, signedPath } from "./api-root";

const store = "https://shop.example/boutique";
const linkTo = (address: string) => ({ link: `<https://x.example/>; rel="next", <${address}>; rel="https://api.w.org/", <${store}/?p=2>; rel=shortlink`, text: "" });

it("reads the place of the API as WordPress announces it, in the header or in the page", () => {
  const cases: [string, string][] = [
    [`${store}/wp-json/`, "wp-json/"], [`${store}/index.php/wp-json/`, "index.php/wp-json/"], [`${store}/index.php?rest_route=/`, "index.php?rest_route=/"],
    [`${store}/?rest_route=/`, "?rest_route=/"], [`${store}/index.php?lang=fr&rest_route=/`, "index.php?rest_route=/"], ["http://inside.example/boutique/api/", "api/"],
  ];
  for (const [address, root] of cases) {
    expect(readApiRoot(linkTo(address), store)).toBe(root);
    const text = `<head><link rel='stylesheet' href='/a.css'><link rel="https://api.w.org/" href="${address.replaceAll("&", "&#038;")}" /></head>`;
    expect(readApiRoot({ link: null, text }, store)).toBe(root);
  }
});

it("takes no address that is not below the shop's own, and none that is no place for an API", () => {
  const others = ["https://shop.example/wp-json/", `${store}/../wp-json/`, `${store}/wp-json`, `${store}/?rest_route=/wc/`, `${store}/a b/`, `${store}/%2e%2e/x/`, "https://", `${store}/`, ""];
  for (const address of others) expect([address, readApiRoot(linkTo(address), store)]).toEqual([address, null]);
  expect(readApiRoot({ link: null, text: "<html></html>" }, store)).toBeNull();
});

it("never leads the key to another host, whatever the page says", () => {
  fc.assert(fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string(), fc.string().map((rest) => `${store}/${rest}`)), (said) => {
    const root = readApiRoot(linkTo(said), store);
    if (root === null) return;
    for (const address of [routeAddress(store, root, "wc/v3/orders"), addressWith(store, root, "", "a=b"), `${store}/${libraryPrefix(root)}/wc/v3`]) {
      expect(new URL(address).href.startsWith(`${store}/`)).toBe(true);
    }
    expect(signedPath(root, "wc/v3/orders")).toMatch(/^\/[\w.~/-]*$/);
  }), { numRuns: 300 });
});
