import { afterEach, beforeEach, expect, it } from "vitest";
import { classicHook, mollieBench, type MollieBench } from "./mollie-bench";
import { checkoutInput } from "./provider.contract";

let bench: MollieBench;
let paymentId: string;
let ref: string;
beforeEach(async () => {
  bench = await mollieBench();
  const input = checkoutInput();
  paymentId = input.paymentId;
  ref = (await bench.provider.openCheckout(input)).providerRef;
  bench.account.pay(ref);
});
afterEach(() => bench.account.close());

it("believes the unsigned hook at the address it gave, and finds its payment without asking", async () => {
  const hook = classicHook(bench);
  const before = bench.account.asked.length;
  expect(await bench.provider.verifyHook(hook)).toMatchObject({ outcome: "accepted" });
  expect(await bench.provider.readHook(hook)).toEqual([{ kind: "payment", paymentId, providerRef: ref }]);
  expect(bench.account.asked.length).toBe(before);
});

it("stores the same body again for a later change, and a flood of it once a second", async () => {
  const name = async () => {
    const verdict = await bench.provider.verifyHook(classicHook(bench));
    return verdict.outcome === "accepted" ? verdict.eventId : verdict;
  };
  const first = await name();
  expect(new Set(await Promise.all(Array.from({ length: 50 }, name)))).toEqual(new Set([first]));
  bench.clock.move(1_000);
  expect(await name()).not.toBe(first);
});

it.each<[string, (url: string) => string]>([
  ["no seal", (url) => url.split("?")[0] ?? ""],
  ["another payment under the same seal", (url) => url.replace(/payment=[^&]+/, "payment=pay_of_another")],
  ["a seal with one digit changed", (url) => url.replace(/.$/, (last) => (last === "0" ? "1" : "0"))],
  ["a seal that is none", (url) => url.replace(/seal=.*/, "seal=zz")],
  ["an endless payment", (url) => url.replace(/payment=[^&]+/, `payment=${"x".repeat(5_000)}`)],
])("refuses an unsigned hook at an address it did not give: %s", async (_, url) => {
  const hook = classicHook(bench, { url });
  expect(await bench.provider.verifyHook(hook)).toMatchObject({ outcome: "refused", status: 401 });
  expect(await bench.provider.readHook(hook)).toEqual([]);
});

it.each(["", "id=", "id=tr_", "id=ord_1234567", "id=tr_abc&id=tr_abcd", "id=tr_../../methods", "tr_abcdef", "id=tr_abcdef\n", `id=tr_${"a".repeat(65)}`, `{"id":"tr_abcdef"}`, "x".repeat(1_000_000)])(
  "refuses a body that is no hook (%#)", async (body) => {
    expect(await bench.provider.verifyHook(classicHook(bench, { body }))).toMatchObject({ outcome: "refused", status: 400 });
  },
);

it("still believes addresses sealed before the secret was made", async () => {
  const early = await bench.connect({}, { hookSecret: null }).openCheckout(checkoutInput());
  bench.account.pay(early.providerRef);
  expect(await bench.provider.verifyHook(classicHook(bench))).toMatchObject({ outcome: "accepted" });
});

it("verifies the published signature, with and without its prefix, and refuses it without a secret", async () => {
  const body = new TextEncoder().encode(`{"id":"event_1"}`);
  const signature = "bab6903700eeebec4d24b31f3dd206d845a058c463ec4763aba416d496af901a";
  const verdictOf = (header: string, provider = bench.provider) => provider.verifyHook({ headers: { "x-mollie-signature": header }, body, url: "/hooks/con_1" });
  // The vector's body is signed but is no whole event: the signature passes, the shape does not.
  for (const header of [signature, `sha256=${signature}`, `${"0".repeat(64)},${signature}`]) expect(await verdictOf(header)).toEqual({ outcome: "refused", status: 400, why: "not-an-event" });
  expect(await verdictOf("0".repeat(64))).toMatchObject({ why: "signature-wrong" });
  expect(await verdictOf(signature, bench.connect({ signingSecret: "" }))).toMatchObject({ status: 401, why: "no-signing-secret" });
});

it("sees nothing in a signed event about something else", async () => {
  for (const entityId of ["pl_4Y0eZitmBnQ6IDoMqZQKh", "tr_unknownunknown"]) {
    const { body, headers } = bench.account.signedEvent(entityId, "VpQ3WukU6uSCGQ8TPTD3WPDpac3GyNEj");
    const hook = { headers, body: new TextEncoder().encode(body), url: "/hooks/con_1" };
    expect(await bench.provider.verifyHook(hook)).toMatchObject({ outcome: "accepted" });
    expect(await bench.provider.readHook(hook)).toEqual([]);
  }
});

it("makes its sealing secret once", async () => {
  const { secret } = await bench.connect({}, { hookSecret: null }).ensureHooks({ url: "https://app.example/hooks/con_1" });
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(await bench.provider.ensureHooks({ url: "https://app.example/hooks/con_1" })).toEqual({ secret: null, problems: [] });
});
