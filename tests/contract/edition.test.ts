import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { registry as merchantRegistry } from "../../adapters/index.server";
import { root } from "../../scripts/machine.mjs";
import { buildEdition, buildTimeoutMs, openEditionHouse, type EditionHouse } from "./edition-house";

let built: Awaited<ReturnType<typeof buildEdition>>;
let house: EditionHouse;
beforeAll(async () => {
  built = await buildEdition("app-store");
  house = await openEditionHouse(built.directory);
}, buildTimeoutMs);
afterAll(async () => {
  await house?.close();
  built?.remove();
});

const textsIn = (place: string) =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|json|css)$/.test(entry.name))
    .map((entry) => ({ name: entry.name, text: readFileSync(path.join(entry.parentPath, entry.name), "utf8") }));

/** What Shopify's review looks for (requirements 1.1.2 and 1.1.7): payments written into the shop, and whoever else takes money. */
const forbidden: readonly RegExp[] = [
  /orderMarkAsPaid/, /orderCreateManualPayment/, /orderCapture/, /\borderCreate\b/, /draftOrderComplete/, /refundCreate/,
  ...merchantRegistry({ isDemo: true }).provider.map(({ vendor }) => new RegExp(`vendor(\\$\\d+)? ?[=:] ?"${vendor}"`)),
  /api\.stripe\.com|from ?"stripe"|api\.mollie\.com|paypal\.com/,
];
const findings = (texts: readonly { name: string; text: string }[]) =>
  forbidden.filter((pattern) => texts.some(({ text }) => pattern.test(text))).map(String);

test("the App Store edition's bundle, server and client, holds no provider and nothing that writes a payment", () => {
  const texts = textsIn(built.directory);
  expect(texts.some(({ name }) => name === "server.js") && texts.length > 20).toBe(true);
  expect(findings(texts)).toEqual([]);
});

test("the same look finds every provider and every such mutation where they are: in the merchant's registry and what it imports", async () => {
  const { build: bundle } = await import("vite");
  const output = await bundle({
    root, configFile: false, logLevel: "silent",
    build: { ssr: path.join(root, "adapters", "index.server.ts"), write: false, minify: false, target: "es2022" },
  });
  const chunks = (Array.isArray(output) ? output : [output]).flatMap((one) => ("output" in one ? one.output : []));
  const texts = chunks.flatMap((chunk) => (chunk.type === "chunk" ? [{ name: chunk.fileName, text: chunk.code }] : []));
  const absent = ["/orderMarkAsPaid/", "/\\borderCreate\\b/", "/draftOrderComplete/"];
  expect(findings(texts)).toEqual(forbidden.map(String).filter((pattern) => !absent.includes(pattern)));
}, buildTimeoutMs);

test("one planted line is enough to be found", () => {
  for (const planted of ["mutation { orderCreate(order: $o) { id } }", "draftOrderComplete(id: $id, paymentPending: false)", 'import S from "stripe";']) {
    expect(findings([{ name: "planted.js", text: planted }]), planted).toHaveLength(1);
  }
});

test("it knows how Shopify collects, so that the first test did not read an empty build", () => {
  const all = textsIn(built.directory).map(({ text }) => text).join("\n");
  for (const word of ["additionalPaymentCollectionUrl", "orderInvoiceSend", "paymentReminderSend"]) expect(all).toContain(word);
});

/** Ways of ours to take, note or give back money, in the languages of the screens. Shopify has its own, and this app no word for them. */
const ownMoney: readonly RegExp[] = [
  /stripe|mollie|paypal|bancontact|ideal\b/i,
  /moyens? de paiement|prestataires?|ways? to pay|providers?\b/i,
  /\bcaisse|espèces|chèques?|virements?|\btill\b|\bcash\b|cheques?|bank transfers?/i,
  /acompte|plusieurs fois|échelonn|instal?ments?|deposit/i,
  /\b(?:le|les|vos|un|des|du) reçus?\b|\bReçus\b|receipts?\b|rembourser|\brefund\b|trop-perçu|overpa/i,
];

/** What a reader of the page is told: its text, the labels and the hints, without scripts and styles. */
function spoken(html: string): string {
  const visible = html.replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, " ");
  const said = [...visible.matchAll(/\b(?:aria-label|alt|placeholder|title|value)="([^"]*)"/g)].map(([, text = ""]) => text);
  return [visible.replace(/<[^>]+>/g, " "), ...said].join(" ").replace(/&#x27;|’/g, "'").replace(/&nbsp;|\u00a0/g, " ");
}

/** Every page that can be reached from the first one by its links, with its text. */
async function walk(from: string): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const waiting = [from];
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (pages.has(address)) continue;
    const { status, type, text } = await house.get(address);
    expect([address, status]).toEqual([address, 200]);
    if (!type.startsWith("text/html")) continue;
    pages.set(address, spoken(text));
    const links = [...text.matchAll(/\bhref="(\/app[^"#]*)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
    waiting.push(...links.filter((href) => !/[?&](notice|key)=/.test(href)));
  }
  return pages;
}

test("no screen of the built edition speaks of a provider, of money over the counter or of parts, in either language", async () => {
  const { ref } = house.shop.addOrder({ totalMinor: 12_100 });
  house.shop.addOrder({ payment: "card" });
  await house.get("/app/orders");
  await house.shop.deliver();
  const page = await waitForOrder(ref);
  expect(await house.post(page, { intent: "send", email: "", locale: "fr", amount: "", expires: "", note: "À bientôt" })).toMatchObject({ status: 303 });
  expect(house.shop.mails).toMatchObject([{ kind: "order-invoice", about: ref, email: { customMessage: "À bientôt" } }]);
  for (const locale of ["fr", "en"]) {
    await house.post("/app/language", { locale, to: "/app/orders" });
    const pages = await walk("/app/orders");
    expect(pages.size).toBeGreaterThan(10);
    for (const [address, text] of pages) for (const pattern of ownMoney) expect(pattern.exec(text)?.[0] ?? null, `${locale} ${address}`).toBeNull();
  }
}, 180_000);

test("a link's picture for the shop's own screens is there, and leads to a page that knows no money of ours", async () => {
  const { ref } = house.shop.addOrder({ totalMinor: 4_200 });
  const told = await house.ask("links", { orderRefs: [`gid://shopify/Order/${ref}`], locale: "fr" });
  expect(told).toMatchObject({ ok: true, orders: [{ isPayable: true }] });
  const { link } = (await house.ask("send", { orderRef: `gid://shopify/Order/${ref}`, requestId: "a".repeat(32), locale: "fr" })) as { link: { qrUrl: string; payUrl: string } };
  const picture = await fetch(link.qrUrl);
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
  const page = spoken(await (await fetch(link.payUrl, { redirect: "manual" })).text());
  for (const pattern of ownMoney) expect(pattern.exec(page)?.[0] ?? null).toBeNull();
});

test("the doors through which money would be taken, noted or given back are not in it", async () => {
  const gone = [
    "/app/till", "/app/till/cheques", "/app/till/guarantees", "/app/together", "/app/links/lnk_x/counter", "/app/links/lnk_x/dispute/pay_x", "/app/receipts/rcp_x", "/app/receipts/rcp_x/sign",
    "/app/settings/connections/new/provider/stripe", "/b/x", "/r/x", "/checkout/con_x/y", "/p/x/done", "/connect/shop",
  ];
  for (const address of gone) expect([address, (await house.get(address)).status]).toEqual([address, 404]);
  const manifest = textsIn(built.directory).filter(({ name }) => /^manifest-.*\.js$/.test(name)).map(({ text }) => text).join("");
  expect(manifest).toContain("routes/app.orders");
  expect(manifest).not.toMatch(/routes\/(app\.(till|together|receipts)|b\.|checkout|[^"]*counter)/);
});

/** The order's own page, once the webhook's job has read it. */
async function waitForOrder(ref: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = new RegExp(`href="(/app/orders/con_[^"]*/${ref})"`).exec((await house.get("/app/orders")).text)?.[1];
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error("The order was not read");
}
