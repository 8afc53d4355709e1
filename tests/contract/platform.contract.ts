import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectWhole, startOf, type PlatformBench } from "./platform-bench";
import { polling, refunding } from "./platform-books";
import { paying, refusing } from "./platform-paying";

export { paymentOf, type PlatformBench, type UnpaidStart } from "./platform-bench";

export type PlatformContract = { name: string; make(): Promise<PlatformBench>; isSkipped?: boolean };

/** Every platform passes this, whoever is behind it: the sandbox, a simulator, a real shop. */
export function platformContract(contract: PlatformContract): void {
  describe.skipIf(contract.isSkipped)(`platform contract: ${contract.name}`, () => {
    let bench: PlatformBench;
    beforeAll(async () => {
      bench = await contract.make();
    });
    afterAll(() => bench.close());
    const get = () => bench;
    reading(get);
    paying(get);
    refusing(get);
    refunding(get);
    polling(get);
    hooks(get);
  });
}

function reading(get: () => PlatformBench): void {
  it("reports a working connection with facts and without a problem", async () => {
    const health = await get().platform.check();
    expect(health.problems).toEqual([]);
    expect(health.isWorking).toBe(true);
    expect(health.facts.length).toBeGreaterThan(0);
  });

  it("reads an unpaid order: all of it open, lines that sum to the total", async () => {
    const bench = get();
    for (const start of bench.starts) {
      const orderRef = await start.make();
      const order = await bench.platform.getOrder(orderRef);
      expect(order).toMatchObject({ ref: orderRef, state: "unpaid", currency: bench.currency, totalMinor: bench.totalMinor, openMinor: bench.totalMinor });
      if (order) expectWhole(order);
    }
  });

  it("knows nothing of an order that never was, nor of a ref that is none", async () => {
    const { platform, unknownRef } = get();
    expect(await platform.getOrder(unknownRef)).toBeNull();
    expect(await platform.getOrder("../webhooks")).toBeNull();
    expect(await platform.getOrder("")).toBeNull();
  });

  it("cleans names typed by strangers and keeps their letters", async () => {
    const { platform, newOrder } = get();
    const order = await platform.getOrder(await newOrder({ name: "Zoé 🎉\r\nBcc: x@y.example مريم\u202e", email: "zoe@example.com" }));
    expect(order?.customer.name).toContain("Zoé 🎉 Bcc: x@y.example مريم");
    expect(order?.customer.name).not.toMatch(/[\r\n\u202e]/);
    expect(order?.customer.email).toBe("zoe@example.com");
  });
}

function hooks(get: () => PlatformBench): void {
  it("creates its hooks once, and changes nothing when they stand", async (test) => {
    const bench = get();
    if (bench.hookTarget === null) return test.skip();
    const first = await bench.platform.ensureHooks(bench.hookTarget);
    expect(first.created).toBeGreaterThan(0);
    expect(await bench.platform.ensureHooks(bench.hookTarget)).toMatchObject({ created: 0, repaired: 0 });
    const renewed = await bench.platform.ensureHooks({ ...bench.hookTarget, secret: `${bench.hookTarget.secret}-renewed` });
    expect(renewed).toMatchObject({ created: 0, repaired: bench.spoilHook ? 0 : first.created });
    if (!bench.spoilHook) return;
    await bench.spoilHook();
    expect(await bench.platform.ensureHooks(bench.hookTarget)).toMatchObject({ created: 0, repaired: 1 });
    expect(await bench.platform.ensureHooks(bench.hookTarget)).toMatchObject({ created: 0, repaired: 0 });
  });

  it("believes a signed hook, hints at its order, and gives a replay the same event id", async (test) => {
    const bench = get();
    if (bench.hookAbout === null) return test.skip();
    const orderRef = await startOf(bench);
    const hook = await bench.hookAbout(orderRef);
    const verdict = await bench.platform.verifyHook(hook);
    expect(verdict).toMatchObject({ outcome: "accepted" });
    expect(await bench.platform.verifyHook(hook)).toEqual(verdict);
    expect(await bench.platform.readHook(hook)).toEqual([{ kind: "order", orderRef }]);
  });

  it("refuses a hook of which any part is forged", async (test) => {
    const bench = get();
    if (bench.hookAbout === null) return test.skip();
    const hook = await bench.hookAbout(await startOf(bench));
    for (let at = 0; at < hook.body.byteLength; at += Math.ceil(hook.body.byteLength / 40)) {
      const body = Uint8Array.from(hook.body);
      body[at] = (body[at] ?? 0) ^ 1;
      expect(await bench.platform.verifyHook({ ...hook, body })).toMatchObject({ outcome: "refused", status: 401 });
    }
    expect(await bench.platform.verifyHook({ ...hook, headers: {} })).toMatchObject({ outcome: "refused" });
    expect(await bench.platform.verifyHook({ ...hook, body: new Uint8Array() })).toMatchObject({ outcome: "refused" });
  });
}
