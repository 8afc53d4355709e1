import fc from "fast-check";
import { expect, test } from "vitest";
import type { Allocation } from "./allocation";
import { freeParts, rebook } from "./rebooking";

const part = fc.record({ linkId: fc.constant("a"), kind: fc.constantFrom("due" as const, "surplus" as const, "foreign" as const), amountMinor: fc.integer({ min: -5_000, max: 9_000 }) });
const heldOf = (parts: readonly Allocation[], kind: string) => parts.reduce((sum, one) => (one.kind === kind ? sum + one.amountMinor : sum), 0);

test("what is asked for stays; what is too much, in another currency, or came to an ended link is free", () => {
  const parts: Allocation[] = [{ linkId: "a", kind: "due", amountMinor: 100 }, { linkId: "a", kind: "surplus", amountMinor: 30 }, { linkId: "a", kind: "surplus", amountMinor: -10 }];
  expect(freeParts(parts, false)).toEqual([{ kind: "surplus", amountMinor: 20 }]);
  expect(freeParts(parts, true)).toEqual([{ kind: "surplus", amountMinor: 20 }, { kind: "due", amountMinor: 100 }]);
});

test("a rebooking sums to zero and takes no kind below nothing, whatever was there; more than is free is refused", () => {
  fc.assert(fc.property(fc.array(part, { maxLength: 8 }), fc.boolean(), fc.integer({ min: 1, max: 20_000 }), (parts, isLoose, amountMinor) => {
    const free = freeParts(parts, isLoose);
    const most = free.reduce((sum, one) => sum + one.amountMinor, 0);
    if (amountMinor > most) return void expect(() => rebook(amountMinor, { free, fromLinkId: "a", toLinkId: "b" })).toThrow();
    const moved = rebook(amountMinor, { free, fromLinkId: "a", toLinkId: "b" });
    expect(moved.reduce((sum, one) => sum + one.amountMinor, 0)).toBe(0);
    expect(moved.filter(({ linkId }) => linkId === "b")).toEqual([{ linkId: "b", kind: "due", amountMinor }]);
    for (const kind of ["due", "surplus", "foreign"]) {
      const taken = moved.filter((one) => one.linkId === "a" && one.kind === kind);
      expect(heldOf([...parts, ...taken], kind)).toBeGreaterThanOrEqual(Math.min(0, heldOf(parts, kind)));
    }
  }));
});
