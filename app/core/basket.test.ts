import fc from "fast-check";
import { expect, test } from "vitest";
import { byCurrency, inBasketOrder, payableTogether, splitAmount, whyBasketClosed, wholeOnly, type PayableNow } from "./basket";
import { currencyOf } from "./currency";
import { dueNow, whyNotPart, type PaymentPlan } from "./payment-plan";

const day = (offset: number) => new Date(Date.UTC(2026, 0, 1 + offset));
const today = "2026-06-01";

/** What a link may let be paid now, by every kind of plan. */
const now = fc
  .record({
    openMinor: fc.integer({ min: 1, max: 100_000 }), paidMinor: fc.integer({ min: 0, max: 5_000 }), floorMinor: fc.integer({ min: 1, max: 200 }),
    plan: fc.constantFrom<PaymentPlan>(
      { kind: "off" }, { kind: "any", least: { percent: 10 } }, { kind: "any", least: { amountMinor: 2_000 } }, { kind: "deposit", first: { percent: 30 } },
      { kind: "instalments", every: "month", dates: ["2026-05-01", "2026-06-01", "2026-07-01"] },
    ),
  })
  .map(({ openMinor, paidMinor, floorMinor, plan }): PayableNow =>
    plan.kind === "off" ? wholeOnly(openMinor) : dueNow(plan, { amountMinor: openMinor + paidMinor, paidMinor, floorMinor }, today));
const nows = fc.array(now, { minLength: 1, maxLength: 8 });
const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);
const allows = (one: PayableNow, share: number) => whyNotPart({ ...one, nextDueOn: null, rows: [] }, share) === null;

test("shares sum to the amount to the minor unit, and each is one its own link allows", () => {
  fc.assert(fc.property(nows, fc.integer({ min: 0, max: 500_000 }), (links, amountMinor) => {
    const split = splitAmount(amountMinor, links);
    if (!split.ok) return;
    expect(sum(split.shares)).toBe(amountMinor);
    for (const [at, share] of split.shares.entries()) expect(share === 0 || allows(links[at]!, share)).toBe(true);
  }));
});

test("an amount that is neither all nor what is due next pays the first ones whole, then a part of one, then nothing", () => {
  fc.assert(fc.property(nows, fc.integer({ min: 1, max: 500_000 }), (links, amountMinor) => {
    const { allMinor, nextMinor } = payableTogether(links);
    const split = splitAmount(amountMinor, links);
    if (!split.ok || amountMinor === allMinor || amountMinor === nextMinor) return;
    const first = split.shares.findIndex((share, at) => share < links[at]!.maxMinor);
    expect(split.shares.slice(first + 1).every((share) => share === 0)).toBe(true);
  }));
});

test("all and what is due next can always be paid; nothing, less than nothing and more than all never", () => {
  fc.assert(fc.property(nows, fc.integer({ min: 1, max: 1_000 }), (links, more) => {
    const { allMinor, nextMinor } = payableTogether(links);
    expect(splitAmount(null, links)).toEqual({ ok: true, shares: links.map((one) => one.maxMinor) });
    expect(splitAmount(nextMinor, links)).toMatchObject({ ok: true });
    expect(splitAmount(allMinor + more, links)).toMatchObject({ ok: false, reason: "part-above-open", belowMinor: allMinor });
    expect(splitAmount(0, links)).toMatchObject({ ok: false });
    expect(splitAmount(-more, links)).toMatchObject({ ok: false });
  }));
});

test("a refusal names the nearest amounts, which can be paid, and none between them can", () => {
  fc.assert(fc.property(nows, fc.integer({ min: 1, max: 300_000 }), (links, amountMinor) => {
    const split = splitAmount(amountMinor, links);
    if (split.ok) return;
    for (const near of [split.belowMinor, split.aboveMinor]) if (near !== null) expect(splitAmount(near, links)).toMatchObject({ ok: true });
    if (split.aboveMinor === null) return;
    const between = Array.from({ length: 5 }, (_, at) => (split.belowMinor ?? 0) + 1 + at).filter((near) => near < split.aboveMinor!);
    const { nextMinor } = payableTogether(links);
    for (const near of between) if (near !== nextMinor) expect(splitAmount(near, links)).toMatchObject({ ok: false });
  }));
});

test("one link is split as its plan says: a basket of one is the link's own page", () => {
  fc.assert(fc.property(now, fc.integer({ min: 1, max: 120_000 }), (link, amountMinor) => {
    expect(splitAmount(amountMinor, [link]).ok).toBe(allows(link, amountMinor));
  }));
});

test("late ones stand first by their day, then the oldest; the same items always stand the same", () => {
  const item = (linkId: string, offset: number, dueOn: string | null = null) => ({ linkId, since: day(offset), dueOn });
  const items = [item("young", 9), item("old", 1), item("late", 8, "2026-05-30"), item("later", 2, "2026-05-31"), item("soon", 3, "2026-06-01"), item("twin", 1)];
  const expected = ["late", "later", "old", "twin", "soon", "young"];
  fc.assert(fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (shuffled) => {
    expect(inBasketOrder(shuffled, today).map(({ linkId }) => linkId)).toEqual(expected);
  }));
});

test("each currency is a group of its own and nothing is lost", () => {
  const codes = fc.array(fc.constantFrom("EUR", "JPY", "KWD").map((code) => ({ currency: currencyOf(code) })), { maxLength: 20 });
  fc.assert(fc.property(codes, (items) => {
    const groups = byCurrency(items);
    expect(new Set(groups.map(({ currency }) => currency)).size).toBe(groups.length);
    expect(groups.every(({ currency, items: own }) => own.every((one) => one.currency === currency))).toBe(true);
    expect(groups.flatMap(({ items: own }) => own)).toHaveLength(items.length);
  }));
});

test("a basket says why nothing can be paid: all paid before all else, then withdrawn, expired, nothing left", () => {
  const open = { cancelledAt: null, expiresAt: null };
  const at = day(0);
  expect(whyBasketClosed(open, [null, "already-paid"], at)).toBeNull();
  expect(whyBasketClosed({ ...open, cancelledAt: at }, ["already-paid", "order-paid"], at)).toBe("all-paid");
  expect(whyBasketClosed({ ...open, cancelledAt: at }, [null], at)).toBe("basket-cancelled");
  expect(whyBasketClosed({ ...open, expiresAt: at }, [null], at)).toBe("basket-expired");
  expect(whyBasketClosed({ ...open, expiresAt: day(1) }, [null], at)).toBeNull();
  expect(whyBasketClosed(open, ["link-cancelled", "already-paid"], at)).toBe("nothing-payable");
  expect(whyBasketClosed(open, [], at)).toBe("nothing-payable");
});
