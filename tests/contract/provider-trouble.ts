import { expect, it } from "vitest";
import { VendorError } from "../../app/core/vendor-error";
import { checkoutInput, mustRead, need, paid, refundOf, type ProviderBench } from "./provider-hands";

const bodyMaxBytes = 1_048_576;

export function hooks(get: () => ProviderBench): void {
  const hooked = async (skip: (why: string) => never) => {
    const hookAbout = need(get().hookAbout, skip);
    const input = checkoutInput();
    const opened = await get().provider.openCheckout(input);
    await need(get().pay, skip)(opened);
    return { input, opened, hook: await hookAbout(opened) };
  };

  it("believes a signed hook, names it the same when it is replayed, and finds its payment", async ({ skip }) => {
    const { provider } = get();
    const { input, opened, hook } = await hooked(skip);
    const verdict = await provider.verifyHook(hook);
    expect(verdict).toMatchObject({ outcome: "accepted" });
    expect(await provider.verifyHook(hook)).toEqual(verdict);
    const subjects = await provider.readHook(hook);
    expect(subjects).toHaveLength(1);
    expect(subjects[0]).toMatchObject({ kind: "payment", paymentId: input.paymentId });
    expect([opened.providerRef, null]).toContain((subjects[0] as { providerRef: string | null }).providerRef);
  });

  it("refuses a hook with any byte of its body or its signature changed", async ({ skip }) => {
    const { provider } = get();
    const { hook } = await hooked(skip);
    for (let index = 0; index < hook.body.length; index += 1) {
      const body = Uint8Array.from(hook.body);
      body[index] = (body[index] ?? 0) ^ 1;
      expect((await provider.verifyHook({ ...hook, body })).outcome, `body byte ${index}`).toBe("refused");
    }
    const [name, value] = Object.entries(hook.headers).find(([header]) => /signature|-sig$/.test(header)) ?? ["", ""];
    expect(value).not.toBe("");
    for (let index = 0; index < value.length; index += 1) {
      const changed = value.slice(0, index) + String.fromCharCode(value.charCodeAt(index) ^ 1) + value.slice(index + 1);
      expect((await provider.verifyHook({ ...hook, headers: { ...hook.headers, [name]: changed } })).outcome, `signature byte ${index}`).toBe("refused");
    }
  });

  it("refuses a hook without signature, without body, or with a body that is too much", async ({ skip }) => {
    const { provider } = get();
    const { hook } = await hooked(skip);
    const before = get().calls();
    for (const wrong of [
      { ...hook, headers: {} },
      { ...hook, body: new Uint8Array() },
      { ...hook, body: new Uint8Array(bodyMaxBytes).fill(0x5b) },
      { headers: {}, body: new Uint8Array(), url: hook.url },
    ]) {
      expect(await provider.verifyHook(wrong)).toMatchObject({ outcome: "refused" });
    }
    expect(get().calls()).toBe(before);
  });

  it.for([301_000, -301_000])("refuses a hook %i ms out of time", async (ms, { skip }) => {
    const moveClock = need(get().moveClock, skip);
    const { hook } = await hooked(skip);
    moveClock(ms);
    expect(await get().provider.verifyHook(hook)).toMatchObject({ outcome: "refused" });
  });
}

export function failures(get: () => ProviderBench): void {
  it("opens no second checkout when the first answer was lost", async ({ skip }) => {
    const { provider, pay } = get();
    need(get().loseAnswer, skip)("openCheckout");
    const input = checkoutInput();
    await expect(provider.openCheckout(input)).rejects.toMatchObject({ name: "VendorError", isRetryable: true });
    const opened = await provider.openCheckout(input);
    expect(await provider.openCheckout(input)).toEqual(opened);
    await need(pay, skip)(opened);
    expect((await mustRead(provider, { paymentId: input.paymentId, providerRef: opened.providerRef })).facts).toHaveLength(1);
  });

  it("gives nothing back twice when the first answer was lost", async ({ skip }) => {
    const { provider } = get();
    const lose = need(get().loseAnswer, skip);
    const at = await paid(get(), checkoutInput(), skip);
    lose("refund");
    await expect(provider.refund(refundOf(at, "rfd_1", 2_000))).rejects.toMatchObject({ name: "VendorError", isRetryable: true });
    expect(await provider.refund(refundOf(at, "rfd_1", 2_000))).toMatchObject({ ok: true });
    expect((await mustRead(provider, at)).facts.filter(({ kind }) => kind === "refund")).toHaveLength(1);
  });

  it("tells no secret when the credentials are wrong, and says so in its health", async ({ skip }) => {
    const wrong = need(get().withWrongKey, skip);
    const error = await wrong.openCheckout(checkoutInput()).then(() => null, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VendorError);
    const { message, publicMessage, merchantMessage, merchantWords, isRetryable } = error as VendorError;
    expect(isRetryable).toBe(false);
    const health = await wrong.check();
    expect(health.isWorking).toBe(false);
    expect(health.problems.length).toBeGreaterThan(0);
    const told = JSON.stringify([message, publicMessage, merchantMessage, merchantWords, health]);
    for (const secret of get().secrets) expect(told).not.toContain(secret);
  });

  it("is in good health with the right ones", async () => {
    expect(await get().provider.check()).toMatchObject({ isWorking: true });
  });
}
